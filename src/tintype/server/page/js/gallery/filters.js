// What is looked for: words, colours, marks, the model; and how large pictures are shown.
import { html, useEffect, useRef, useState } from "../preact.js";
import { models } from "../state.js";
import { t } from "../strings.js";
import { Button, Round } from "../ui/button.js";
import { Icon } from "../ui/icon.js";
import { ALL, COLOURS, filter, filtered, look, shown, tags } from "./found.js";
import { density } from "./grid.js";

const PAUSE = 180;

export const focusSearch = () => {
  const box = /** @type {HTMLInputElement|null} */ (document.getElementById("find"));
  box?.focus();
  box?.select();
};

/** @param {{children?: any}} props */
export function Filters({ children }) {
  const { model, favourite, colour, tag, deleted } = filter.value;
  return html`
    <form class="filters" role="search" onSubmit=${(/** @type {Event} */ event) => event.preventDefault()}>
      <${Words} />
      <div class="kinds">
        <${Button} size="small" icon="heart" aria-pressed=${String(favourite)} onClick=${() => look({ favourite: !favourite })}>${t.galleryOf.favourites}<//>
        <div class="colours" role="group" aria-label=${t.galleryOf.colour}>${COLOURS.map((each) => html`
          <button type="button" key=${each} class=${`colour ${each}`} aria-pressed=${String(colour === each)} aria-label=${t.galleryOf.colours[/** @type {"red"} */ (each)]} title=${t.galleryOf.colours[/** @type {"red"} */ (each)]} onClick=${() => look({ colour: colour === each ? "" : each })}></button>`)}
        </div>
        <${Pick} name=${t.model} all=${t.galleryOf.allModels} value=${model} options=${(models.value ?? []).map((each) => [each.name, each.title])} onPick=${(/** @type {string} */ value) => look({ model: value })} />
        ${(tags.value.length > 0 || tag) && html`<${Pick} name=${t.galleryOf.tag} all=${t.galleryOf.allTags} value=${tag} options=${tags.value.map((each) => [each, each])} onPick=${(/** @type {string} */ value) => look({ tag: value })} />`}
        <${Button} size="small" icon="trash" aria-pressed=${String(deleted)} onClick=${() => look({ ...ALL, deleted: !deleted })}>${t.galleryOf.bin}<//>
        <span class="room"></span>
        ${filtered.value && html`<${Button} size="small" kind="ghost" icon="close" onClick=${() => look({ ...ALL, deleted })}>${t.galleryOf.clear}<//>`}
        <${Density} />
        ${children}
      </div>
    </form>`;
}

function Words() {
  const [said, say] = useState(filter.value.words);
  const timer = useRef(0);
  useEffect(() => { say(filter.value.words); }, [filter.value.words]);
  const type = (/** @type {string} */ words, pause = PAUSE) => {
    say(words);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => look({ words }), pause);
  };
  return html`
    <div class="find">
      <${Icon} name="search" />
      <input id="find" class="input" type="search" autocomplete="off" spellcheck="false" aria-label=${t.galleryOf.find} placeholder=${t.galleryOf.findHint} maxlength="400" value=${said}
        onInput=${(/** @type {any} */ event) => type(event.target.value)} onKeyDown=${(/** @type {any} */ event) => { if (event.key === "Escape") { if (said) type("", 0); event.target.blur(); } }} />
      ${said && html`<${Round} icon="close" name=${t.galleryOf.clearWords} onClick=${() => { type("", 0); focusSearch(); }} />`}
    </div>`;
}

/** @param {{name: string, all: string, value: string, options: string[][], onPick: (value: string) => void}} props */
function Pick({ name, all, value, options, onPick }) {
  return html`
    <select class=${`select ${value ? "on" : ""}`} aria-label=${name} value=${value} onChange=${(/** @type {any} */ event) => onPick(event.target.value)}>
      <option value="">${all}</option>
      ${options.map(([id, title]) => html`<option key=${id} value=${id} selected=${id === value}>${title}</option>`)}
    </select>`;
}

function Density() {
  const set = (/** @type {number} */ n) => {
    density.value = n;
    try {
      localStorage.setItem("tintype.density", String(n));
    } catch { /* without storage it holds until the tab closes */ }
  };
  return html`
    <div class="density">
      <${Round} icon="minus" name=${t.galleryOf.smaller} disabled=${!density.value} onClick=${() => set(density.value - 1)} />
      <${Round} icon="plus" name=${t.galleryOf.larger} disabled=${density.value === 2} onClick=${() => set(density.value + 1)} />
    </div>`;
}

/** Where nothing is to be seen: why, and what to do. @param {{onBring: () => void}} props */
export function Nothing({ onBring }) {
  const { words, deleted } = filter.value;
  if (shown.value.length) return null;
  if (deleted) return html`<div class="nothing"><h2>${t.galleryOf.binEmpty}</h2><p class="quiet">${t.galleryOf.binLead}</p></div>`;
  if (filtered.value) {
    return html`<div class="nothing"><h2>${words ? t.galleryOf.noneSays(words) : t.galleryOf.noneMatches}</h2>
      <p class="quiet">${t.galleryOf.noneLead}</p><p><${Button} onClick=${() => look(ALL)}>${t.galleryOf.showAll}<//></p></div>`;
  }
  return html`
    <div class="nothing first"><div class="frames" aria-hidden="true"><i></i><i></i><i></i></div>
      <h2>${t.galleryOf.empty}</h2><p class="quiet">${t.galleryOf.emptyLead}</p>
      <p class="tools"><${Button} kind="primary" href="#/">${t.galleryOf.begin}<//><${Button} onClick=${onBring}>${t.galleryOf.bring}<//></p></div>`;
}
