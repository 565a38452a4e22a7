// Choices: segments (one of a few), a stepper (a small number), a slider (a number of many).
import { html, useId } from "../preact.js";
import { Round } from "./button.js";
import { Tip } from "./tip.js";

/** A control with its name and what it does. @param {{name: string, tip?: string, children: any, class?: string, note?: any}} props */
export function Group({ name, tip, children, note, class: more = "" }) {
  return html`
    <fieldset class=${`field ${more}`}>
      <legend class="name">${name}${tip && html`<${Tip} about=${name} words=${tip} />`}${note}</legend>
      ${children}
    </fieldset>`;
}

/** @param {{name: string, options: {value: string, name: any, title?: string}[], value: string, onChange: (value: string) => void}} props */
export function Segments({ name, options, value, onChange }) {
  const id = useId();
  return html`
    <div class="segments" role="radiogroup" aria-label=${name}>
      ${options.map((each) => html`
        <label key=${each.value} title=${each.title}>
          <input type="radio" name=${id} value=${each.value} checked=${each.value === value} onChange=${() => onChange(each.value)} />
          <span>${each.name}</span>
        </label>`)}
    </div>`;
}

/** @param {{name: string, value: number, min: number, max: number, less: string, more: string, onChange: (value: number) => void}} props */
export function Stepper({ name, value, min, max, less, more, onChange }) {
  const set = (/** @type {number} */ n) => onChange(Math.max(min, Math.min(max, Math.round(n) || min)));
  return html`
    <div class="stepper">
      <${Round} icon="minus" name=${less} disabled=${value <= min} onClick=${() => set(value - 1)} />
      <input type="number" aria-label=${name} min=${min} max=${max} value=${value} onChange=${(/** @type {any} */ event) => { set(Number(event.target.value)); event.target.value = Math.max(min, Math.min(max, Number(event.target.value) || min)); }} />
      <${Round} icon="plus" name=${more} disabled=${value >= max} onClick=${() => set(value + 1)} />
    </div>`;
}

/** @param {{name: string, tip?: string, value: number, min: number, max: number, step?: number, shown?: string, onInput: (value: number) => void}} props */
export function Slider({ name, tip, value, min, max, step = 1, shown, onInput }) {
  const id = useId();
  return html`
    <div class="slider">
      <span class="small quiet"><label for=${id}>${name}</label>${tip && html`<${Tip} about=${name} words=${tip} />`}${shown && html`<output for=${id}>${shown}</output>`}</span>
      <input id=${id} type="range" min=${min} max=${max} step=${step} value=${value} onInput=${(/** @type {any} */ event) => onInput(Number(event.target.value))} />
    </div>`;
}
