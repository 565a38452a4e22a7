// A word at the foot of the page that goes by itself, with an undo where there is one.
import { html, signal } from "../preact.js";
import { t } from "../strings.js";
import { Button, Round } from "./button.js";

/** @typedef {{id: number, words: string, undo?: () => void}} Toast */

const shown = signal(/** @type {Toast[]} */ ([]));
let last = 0;

/** @param {string} words @param {{undo?: () => void, seconds?: number}} [more] */
export function toast(words, { undo, seconds = undo ? 10 : 5 } = {}) {
  const id = ++last;
  shown.value = [...shown.value.slice(-2), { id, words, undo }];
  setTimeout(() => dismiss(id), seconds * 1000);
  return () => dismiss(id);
}

/** What went wrong, for a person. @param {any} error */
export const toastError = (error) => { if (error?.name !== "AbortError") toast(error?.message ?? String(error), { seconds: 9 }); };

/** @param {number} id */
const dismiss = (id) => { shown.value = shown.value.filter((each) => each.id !== id); };

export function Toasts() {
  return html`
    <div class="toasts" role="status" aria-live="polite">
      ${shown.value.map(({ id, words, undo }) => html`
        <div class="toast" key=${id}>
          <p>${words}</p>
          ${undo && html`<${Button} size="small" onClick=${() => { dismiss(id); undo(); }}>${t.undo}<//>`}
          <${Round} icon="close" name=${t.dismiss} onClick=${() => dismiss(id)} />
        </div>`)}
    </div>`;
}
