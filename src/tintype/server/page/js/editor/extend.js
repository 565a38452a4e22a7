// Extending: the edges of the picture are pulled outwards, by hand, by keys, or to a shape.
import { html, useRef } from "../preact.js";
import { t } from "../strings.js";
import { Button } from "../ui/button.js";
import { Group } from "../ui/choice.js";
import { noSides, sides } from "./state.js";

/** @typedef {"left"|"right"|"top"|"bottom"} Side */

/** @type {Side[]} */
const EDGES = ["left", "right", "top", "bottom"];
const MOST = 2; // times the picture's side that one edge may be pulled
const GRAIN = 8; // pixels by which arrow keys pull

/** @param {Side} side @param {number} pixels @param {import("../state.js").Picture} picture */
function pull(side, pixels, picture) {
  const along = side === "left" || side === "right" ? picture.width : picture.height;
  sides.value = { ...sides.value, [side]: Math.round(Math.max(0, Math.min(MOST * along, pixels))) };
}

/** What must be added at each side to give the picture a shape. @param {{width: number, height: number}} picture @param {number} ratio width over height */
export function sidesFor({ width, height }, ratio) {
  const across = Math.max(0, Math.round(height * ratio) - width);
  const down = Math.max(0, Math.round(width / ratio) - height);
  return { left: Math.floor(across / 2), right: across - Math.floor(across / 2), top: Math.floor(down / 2), bottom: down - Math.floor(down / 2) };
}

/** The four edges, to be pulled. @param {{picture: import("../state.js").Picture, camera: import("./camera.js").Camera, onPull: (on: boolean) => void, place: any}} props */
export function Edges({ picture, camera, onPull, place }) {
  const held = useRef(/** @type {{side: Side, from: number, x: number, y: number}|null} */ (null));
  const { left, right, top, bottom } = sides.value;
  const down = (/** @type {PointerEvent} */ event, /** @type {Side} */ side) => {
    event.preventDefault();
    event.stopPropagation();
    const element = /** @type {HTMLElement} */ (event.currentTarget);
    element.focus({ preventScroll: true });
    element.setPointerCapture(event.pointerId);
    held.current = { side, from: sides.value[side], x: event.clientX, y: event.clientY };
    onPull(true);
  };
  const move = (/** @type {PointerEvent} */ event) => {
    if (!held.current) return;
    const { side, from, x, y } = held.current;
    const by = { left: x - event.clientX, right: event.clientX - x, top: y - event.clientY, bottom: event.clientY - y }[side];
    pull(side, from + by / camera.at.value.scale, picture);
  };
  const up = () => {
    held.current = null;
    onPull(false);
  };
  const key = (/** @type {KeyboardEvent} */ event, /** @type {Side} */ side) => {
    const out = { left: "ArrowLeft", right: "ArrowRight", top: "ArrowUp", bottom: "ArrowDown" }[side];
    const back = { left: "ArrowRight", right: "ArrowLeft", top: "ArrowDown", bottom: "ArrowUp" }[side];
    const step = event.key === out ? 1 : event.key === back ? -1 : 0;
    if (!step) return;
    event.preventDefault();
    pull(side, sides.value[side] + step * GRAIN * (event.shiftKey ? 8 : 1), picture);
  };
  return html`
    <div class="edges" style=${place(-left, -top, picture.width + left + right, picture.height + top + bottom)}>
      ${EDGES.map((side) => html`
        <div key=${side} class=${`edge ${side}`} role="slider" tabindex="0" aria-label=${t.editorOf.edge[side]} aria-valuemin="0" aria-valuemax=${MOST * (side === "left" || side === "right" ? picture.width : picture.height)} aria-valuenow=${sides.value[side]} aria-valuetext=${t.editorOf.px(sides.value[side])}
          aria-orientation=${side === "left" || side === "right" ? "horizontal" : "vertical"} onPointerDown=${(/** @type {any} */ event) => down(event, side)} onPointerMove=${move} onPointerUp=${up} onPointerCancel=${up} onKeyDown=${(/** @type {any} */ event) => key(event, side)}>
          <i></i>${sides.value[side] > 0 && html`<span>+${sides.value[side]}</span>`}
        </div>`)}
    </div>`;
}

/** Shapes to extend to, and how much at each side. @param {{picture: import("../state.js").Picture}} props */
export function ExtendForm({ picture }) {
  const more = sides.value;
  const now = (picture.width + more.left + more.right) / (picture.height + more.top + more.bottom);
  const mine = picture.width / picture.height;
  const any = EDGES.some((side) => more[side]);
  const shapes = t.shapes.map(({ ratio, name }) => {
    const [w, h] = ratio.split(":").map(Number);
    return { ratio, name, value: w / h };
  });
  return html`
    <${Group} name=${t.editorOf.extendTo}>
      <div class="shapes-to">${shapes.map(({ ratio, name, value }) => html`
        <button type="button" key=${ratio} disabled=${Math.abs(mine - value) < 0.004} aria-pressed=${String(any && Math.abs(now - value) < 0.004)} onClick=${() => { sides.value = sidesFor(picture, value); }}>
          <i style=${{ aspectRatio: ratio.replace(":", " / "), [value > 1 ? "width" : "height"]: "1.6rem" }}></i><b>${name}</b><small>${ratio}</small>
        </button>`)}
      </div>
    <//>
    <div class="amounts">${EDGES.map((side) => html`
      <label key=${side}><span class="small quiet">${t.editorOf.side[side]}</span>
        <input class="input" type="number" min="0" step="1" inputmode="numeric" value=${more[side]} onChange=${(/** @type {any} */ event) => pull(side, Number(event.target.value) || 0, picture)} /></label>`)}
    </div>
    <p class="small quiet becomes">${any ? t.editorOf.becomes(t.pixels(picture.width, picture.height), t.pixels(picture.width + more.left + more.right, picture.height + more.top + more.bottom)) : t.editorOf.extendLead}
      ${any && html`<${Button} kind="ghost" size="small" onClick=${noSides}>${t.editorOf.reset}<//>`}</p>`;
}
