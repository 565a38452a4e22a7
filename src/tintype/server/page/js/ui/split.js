// Before and after: two pictures over one another, with a line between that is dragged or moved by arrows.
import { html, useState } from "../preact.js";
import { t } from "../strings.js";

/** @param {{before: string, after: string, alt: string, names?: string[], ratio?: number}} props before, after: addresses */
export function Split({ before, after, alt, names = [t.before, t.after], ratio }) {
  const [at, setAt] = useState(50);
  return html`
    <div class="split" style=${{ "--at": `${at}%`, aspectRatio: ratio }}>
      <img src=${before} alt=${`${names[0]}: ${alt}`} draggable=${false} /><img src=${after} alt=${`${names[1]}: ${alt}`} draggable=${false} />
      <span class="line"></span>
      <span class="tag" aria-hidden="true">${names[0]}</span><span class="tag after" aria-hidden="true">${names[1]}</span>
      <input type="range" min="0" max="100" step="1" value=${at} aria-label=${`${names[0]} / ${names[1]}`} onInput=${(/** @type {any} */ event) => setAt(Number(event.target.value))} />
    </div>`;
}
