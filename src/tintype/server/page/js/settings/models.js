// The models: what each is best at, what it cannot do, its licence, its files, and how fast it is here.
import { html, useEffect, useState } from "../preact.js";
import { get } from "../api.js";
import { speed } from "../estimate.js";
import { t } from "../strings.js";
import { copyText } from "../picture/actions.js";
import { Round } from "../ui/button.js";
import { toastError } from "../ui/toast.js";

export function Models() {
  const [found, setFound] = useState(/** @type {any} */ (null));
  useEffect(() => { get("/models").then(setFound, toastError); }, []);
  if (!found) return html`<p class="quiet">…</p>`;
  return html`
    <ul class="model-list">${found.models.map((/** @type {any} */ card) => html`<li key=${card.name}><${Model} card=${card} usual=${card.name === found.default} /></li>`)}</ul>
    ${Object.entries(found.broken).map(([engine, why]) => html`<p key=${engine} class="broken"><b>${engine}</b> ${why}</p>`)}
    <p class="small quiet">${t.settingsOf.moreModels} <code>tintype models list --all</code></p>`;
}

/** @param {{card: any, usual: boolean}} props */
function Model({ card, usual }) {
  const here = speed(card.name);
  const files = Object.entries(card.files);
  const fact = (/** @type {string} */ name, /** @type {any} */ value) => html`<dt>${name}</dt><dd>${value}</dd>`;
  return html`
    <article class="model">
      <header><h3>${card.title}</h3><code>${card.name}</code>${usual && html`<span class="mark">${t.settingsOf.usual}</span>`}</header>
      <dl>
        ${fact(t.bestAt, card.best_at)}${fact(t.cannot, card.cannot)}
        ${fact(t.settingsOf.does, card.operations.map((/** @type {"edit"} */ each) => t.settingsOf.operations[each] ?? each).join(", "))}
        ${fact(t.speedHere, here ? t.speedOf(here.seconds, t.qualities[/** @type {"low"} */ (here.quality)]) : t.speedUnknown)}
        ${fact(t.licence, card.licence)}
        ${fact(t.files, files.length
          ? html`<details><summary>${t.settingsOf.fileCount(files.length)}</summary><ul>${files.map(([name, sum]) => html`<li key=${name}>${name}<small>sha256 ${String(sum).slice(0, 16)}…</small></li>`)}</ul></details>
              ${card.folder && html`<span class="folder"><code>${card.folder}</code><${Round} icon="copy" name=${t.settingsOf.copyFolder} onClick=${() => copyText(card.folder)} /></span>`}`
          : t.filesNone)}
      </dl>
    </article>`;
}
