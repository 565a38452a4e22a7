// All that is known of a picture's making.
import { html } from "../preact.js";
import { href } from "../router.js";
import { wordless } from "../state.js";
import { t } from "../strings.js";
import { Round } from "../ui/button.js";
import { copyText } from "./actions.js";

/** @param {{picture: import("../state.js").Picture}} props */
export function Details({ picture }) {
  const fact = (/** @type {string} */ name, /** @type {any} */ value) => value && html`<dt>${name}</dt><dd>${value}</dd>`;
  return html`
    <section class="details" aria-label=${t.details}><h2>${t.details}</h2>
      <dl>
        ${fact(wordless(picture) ? t.sentenceBefore : t.exact, html`<span class="exact">${picture.prompt}</span><${Round} icon="copy" name=${t.copyPrompt} onClick=${() => copyText(picture.prompt)} />`)}
        ${picture.job && fact(t.seed, html`<code>${picture.seed}</code><${Round} icon="copy" name=${t.copySeed} onClick=${() => copyText(String(picture.seed))} />`)}
        ${fact(t.model, picture.model)}
        ${fact(t.quality, picture.quality && t.qualities[/** @type {"low"} */ (picture.quality)])}
        ${fact(t.size, `${t.pixels(picture.width, picture.height)}, ${t.fileSize(picture.bytes)}`)}
        ${picture.job && fact(t.took, t.lasting(picture.seconds))}
        ${fact(picture.job ? t.painted : t.brought, t.when(picture.created))}
        ${picture.parent && fact(t.from, html`<a href=${href("picture", picture.parent)}>${t.itsParent}</a>`)}
        ${picture.notes.length > 0 && fact(t.notes, html`<ul>${picture.notes.map((note) => html`<li key=${note}>${note}</li>`)}</ul>`)}
      </dl>
    </section>`;
}
