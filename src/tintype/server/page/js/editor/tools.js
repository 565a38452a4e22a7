// The tools: what one draws with, and what is done to all that is marked.
import { html } from "../preact.js";
import { t } from "../strings.js";
import { Round } from "../ui/button.js";
import { Segments, Slider } from "../ui/choice.js";
import { away, brush, changed, changes, feather, tool, TOOLS } from "./state.js";

const KEYS = { brush: "B", eraser: "E", rectangle: "R", lasso: "L" };
const SMALLEST = 0.003;
const LARGEST = 0.4;

/** @param {number} by times as large */
export const resize = (by) => { brush.value = Math.max(SMALLEST, Math.min(LARGEST, brush.value * by)); };

/** @param {import("./mask.js").Mask} mask @param {"undo"|"redo"} which @returns {boolean} whether there was something */
export function stepMask(mask, which) {
  const box = mask[which]();
  changed(mask, box);
  return Boolean(box);
}

/** @param {import("./mask.js").Mask} mask */
export function invert(mask) {
  mask.invert();
  changed(mask, mask.whole());
}

/** @param {import("./mask.js").Mask} mask */
export function clear(mask) {
  mask.clear();
  changed(mask, mask.whole());
}

/** @param {{mask: import("./mask.js").Mask, onUndo: () => void, onRedo: () => void, canUndo: boolean, canRedo: boolean, off: boolean}} props */
export function Toolbar({ mask, onUndo, onRedo, canUndo, canRedo, off }) {
  changes.value; // drawn anew after each stroke
  const any = mask.bounds() !== null;
  return html`
    <div class="toolbar" role="toolbar" aria-label=${t.editorOf.tools} aria-orientation="vertical">
      ${TOOLS.map((each) => html`<${Round} key=${each} icon=${each} name=${`${t.editorOf.tool[each]} (${KEYS[each]})`} aria-pressed=${String(tool.value === each)} disabled=${off} onClick=${() => { tool.value = each; }} />`)}
      <hr />
      <${Round} icon="undo" name=${t.editorOf.undo} disabled=${!canUndo} onClick=${onUndo} />
      <${Round} icon="redo" name=${t.editorOf.redo} disabled=${!canRedo} onClick=${onRedo} />
      <hr />
      <${Round} icon="invert" name=${t.editorOf.invert} disabled=${off} onClick=${() => invert(mask)} />
      <${Round} icon="close" name=${t.editorOf.clear} disabled=${off || !any} onClick=${() => clear(mask)} />
    </div>`;
}

/** How the tool in hand draws. @param {{picture: import("../state.js").Picture}} props */
export function Strokes({ picture }) {
  const long = Math.max(picture.width, picture.height);
  const most = Math.max(8, Math.round(long / 16));
  const drawn = tool.value === "brush" || tool.value === "eraser";
  const widths = Math.log(LARGEST / SMALLEST);
  return html`
    <div class="strokes">
      ${drawn
        ? html`<${Slider} name=${t.editorOf.size} min=${0} max=${100} value=${Math.round((100 * Math.log(brush.value / SMALLEST)) / widths)} shown=${t.editorOf.px(Math.max(1, Math.round(brush.value * long)))} onInput=${(/** @type {number} */ at) => { brush.value = SMALLEST * Math.exp((at / 100) * widths); }} />`
        : html`<div class="takes"><${Segments} name=${t.editorOf.take} value=${away.value ? "away" : "add"} options=${["add", "away"].map((value) => ({ value, name: t.editorOf.takes[/** @type {"add"} */ (value)] }))} onChange=${(/** @type {string} */ value) => { away.value = value === "away"; }} /></div>`}
      <${Slider} name=${t.editorOf.feather} tip=${t.editorOf.featherTip} min=${0} max=${most} value=${Math.min(most, feather.value)} shown=${t.editorOf.px(feather.value)} onInput=${(/** @type {number} */ px) => { feather.value = px; }} />
    </div>`;
}
