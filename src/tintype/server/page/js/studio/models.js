// Who paints: the model in use, and cards to choose another.
import { html, useState } from "../preact.js";
import { speed } from "../estimate.js";
import { draft, model, painters } from "../state.js";
import { t } from "../strings.js";
import { Button } from "../ui/button.js";
import { Group } from "../ui/choice.js";
import { Dialog } from "../ui/dialog.js";

export function ModelPicker() {
  const [open, setOpen] = useState(false);
  const card = model.value;
  return html`
    <${Group} name=${t.model} tip=${t.modelTip}>
      <button type="button" class="pick" aria-haspopup="dialog" onClick=${() => setOpen(true)}>
        <b>${card?.title ?? "…"}</b><span class="small quiet">${card?.best_at}</span>
      </button>
      ${open && html`<${Dialog} title=${t.chooseModel} onClose=${() => setOpen(false)}>
        <ul class="models">${painters.value.map((each) => html`
          <li key=${each.name}><${Card} card=${each} taken=${each.name === card?.name} onTake=${() => { draft.model.value = each.name; setOpen(false); }} /></li>`)}
        </ul><//>`}
    <//>`;
}

/** A model's card. @param {{card: import("../state.js").Model & {files?: Record<string, string>}, taken: boolean, onTake: () => void}} props */
export function Card({ card, taken, onTake }) {
  const here = speed(card.name);
  const fact = (/** @type {string} */ name, /** @type {any} */ value) => html`<dt>${name}</dt><dd>${value}</dd>`;
  return html`
    <article class=${`model ${taken ? "taken" : ""}`}>
      <header><h3>${card.title}</h3><${Button} size="small" kind=${taken ? "" : "primary"} icon=${taken ? "check" : undefined} aria-pressed=${String(taken)} aria-label=${`${taken ? t.inUse : t.choose}: ${card.title}`} onClick=${onTake}>${taken ? t.inUse : t.choose}<//></header>
      <dl>
        ${fact(t.bestAt, card.best_at)}${fact(t.cannot, card.cannot)}
        ${fact(t.speedHere, here ? t.speedOf(here.seconds, t.qualities[/** @type {"low"} */ (here.quality)]) : t.speedUnknown)}${fact(t.licence, card.licence)}
      </dl>
    </article>`;
}
