// The ground: the picture as large as one likes, what is marked on it, and what is being made of it.
import { html, useEffect, useMemo, useRef, useState } from "../preact.js";
import { useKeys } from "../keys.js";
import { t } from "../strings.js";
import { Button, Round } from "../ui/button.js";
import { Split } from "../ui/split.js";
import { cancel } from "../jobs.js";
import { toastError } from "../ui/toast.js";
import { useCamera } from "./camera.js";
import { Fingers, Hand } from "./drawing.js";
import { Edges } from "./extend.js";
import { coarse, draw } from "./overlay.js";
import { brush, changes, feather, onChange, sides, soft, tool } from "./state.js";

const STEP = 1.3;

/**
 * @param {{picture: import("../state.js").Picture, parent: any, mask: import("./mask.js").Mask, mode: string, split: boolean, work: any}} props
 * parent: the picture before; split: it is shown beside, under a line; work: what is being done, undefined: nothing
 */
export function Stage({ picture, parent, mask, mode, split, work }) {
  const ground = useRef(/** @type {HTMLElement|null} */ (null));
  const { left, right, top, bottom } = mode === "extend" ? sides.value : { left: 0, right: 0, top: 0, bottom: 0 };
  const [pulled, setPulled] = useState(false);
  const settled = useRef({ left: 0, top: 0, width: 1, height: 1 });
  if (!pulled) settled.current = { left: -left, top: -top, width: picture.width + left + right, height: picture.height + top + bottom };
  const camera = useCamera(ground, settled.current, picture.id);
  const hand = useMemo(() => new Hand(camera), []);
  const fingers = useMemo(() => new Fingers(camera, hand), []);
  const drawing = (mode === "mark" || mode === "restore") && !split && !work;
  hand.mask = drawing ? mask : null;
  fingers.drawing = drawing;
  const { scale, x, y } = camera.at.value;
  useLooking(camera, fingers);
  const place = (/** @type {number} */ px, /** @type {number} */ py, /** @type {number} */ w, /** @type {number} */ h) => ({ left: `${x + px * scale}px`, top: `${y + py * scale}px`, width: `${w * scale}px`, height: `${h * scale}px` });
  const key = (/** @type {KeyboardEvent} */ event) => {
    if (event.target === ground.current && drawing && hand.key(event)) event.preventDefault();
  };
  const state = [drawing ? "drawing" : "", hand.freehand ? "freehand" : "", fingers.space.value ? "panning" : "", scale >= 4 ? "grains" : ""].join(" ");
  return html`
    <div class=${`ground ${state} ${fingers.used.value ? "by-hand" : ""}`} ref=${ground} role="application" aria-label=${t.editorOf.canvas} tabindex="0" onKeyDown=${key} onBlur=${() => { fingers.used.value = false; }}
      onPointerDown=${(/** @type {any} */ event) => fingers.down(event)} onPointerMove=${(/** @type {any} */ event) => fingers.move(event)} onPointerUp=${(/** @type {any} */ event) => fingers.up(event)} onPointerCancel=${(/** @type {any} */ event) => fingers.up(event)}>
      ${mode === "extend" && html`<div class="beyond" style=${place(-left, -top, picture.width + left + right, picture.height + top + bottom)}></div>`}
      <div class="sheet-of" style=${place(0, 0, picture.width, picture.height)}>
        <img key=${picture.id} class="base" src=${picture.file} alt=${picture.prompt || t.picture} draggable=${false} />
        <${Tint} mask=${mask} shown=${drawing || work} />
        ${drawing && html`<${Rubber} hand=${hand} picture=${picture} />`}
        ${split && parent && html`<${Split} before=${parent.file} after=${picture.file} alt=${picture.prompt} ratio=${picture.width / picture.height} />`}
      </div>
      ${mode === "extend" && !work && html`<${Edges} picture=${picture} camera=${camera} onPull=${setPulled} place=${place} />`}
      ${drawing && html`<${Ring} hand=${hand} ground=${ground} camera=${camera} />`}
      ${work && html`<${Growing} work=${work} style=${place(-left, -top, picture.width + left + right, picture.height + top + bottom)} />`}
      <p class="unseen" role="status">${hand.told.value}</p>
    </div>
    <div class="zooms" role="group" aria-label=${t.zoom}>
      <${Round} icon="plus" name=${t.zoomIn} onClick=${() => camera.zoom(scale * STEP)} />
      <button type="button" class="share" title=${t.fit} aria-label=${`${t.fit}: ${Math.round(scale * 100)} %`} onClick=${() => camera.fit()}>${Math.round(scale * 100)} %</button>
      <${Round} icon="minus" name=${t.zoomOut} onClick=${() => camera.zoom(scale / STEP)} />
    </div>`;
}

/** @param {import("./camera.js").Camera} camera @param {Fingers} fingers */
function useLooking(camera, fingers) {
  useKeys("viewer", [
    { keys: "+ =", does: t.zoomIn, run: () => camera.zoom(camera.at.value.scale * STEP) },
    { keys: "-", does: t.zoomOut, run: () => camera.zoom(camera.at.value.scale / STEP) },
    { keys: "0", does: t.fit, run: () => camera.fit() },
    { keys: "1", does: t.actual, run: () => camera.zoom(1 / devicePixelRatio) },
  ]);
  useEffect(() => {
    const turn = (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== " ") return;
      const target = /** @type {Element} */ (event.target);
      if (event.type === "keydown" && target.matches("button, a, input, textarea, select, summary")) return;
      if (event.type === "keydown") event.preventDefault();
      fingers.space.value = event.type === "keydown";
    };
    addEventListener("keydown", turn);
    addEventListener("keyup", turn);
    return () => { removeEventListener("keydown", turn); removeEventListener("keyup", turn); };
  }, []);
}

/** The mask over the picture. @param {{mask: import("./mask.js").Mask, shown: any}} props */
function Tint({ mask, shown }) {
  const canvas = useRef(/** @type {HTMLCanvasElement|null} */ (null));
  const n = coarse(mask.width, mask.height);
  const soften = feather.value;
  useEffect(() => {
    const element = canvas.current;
    if (!element || !shown) return undefined;
    draw(element, mask, mask.whole(), soft(mask));
    return onChange((which, box, whole) => { if (which === mask) draw(element, mask, box, whole ? soft(mask) : mask.pixels); });
  }, [mask, soften, Boolean(shown)]);
  return html`<canvas class="tint" ref=${canvas} hidden=${!shown} width=${Math.ceil(mask.width / n)} height=${Math.ceil(mask.height / n)} aria-hidden="true"></canvas>`;
}

/** The rectangle or lasso that is being drawn, and the keyboard's cross. @param {{hand: Hand, picture: any}} props */
function Rubber({ hand, picture: { width, height } }) {
  const shape = hand.shape.value;
  const cross = hand.cross.value;
  const [a, b] = shape;
  const points = tool.value === "rectangle" && b ? [a, { x: b.x, y: a.y }, b, { x: a.x, y: b.y }] : shape;
  return html`
    <svg class="rubber" viewBox=${`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
      ${points.length > 1 && ["under", "ants"].map((each) => html`<polygon key=${each} class=${each} points=${points.map(({ x, y }) => `${x},${y}`).join(" ")} />`)}
      ${cross && ["under", ""].map((each) => html`<path key=${each} class=${`cross ${each}`} d=${`M${cross.x - width / 40} ${cross.y}h${width / 20}M${cross.x} ${cross.y - width / 40}v${width / 20}`} />`)}
      ${cross && hand.freehand && html`<circle class="cross" cx=${cross.x} cy=${cross.y} r=${hand.radius()} />`}
    </svg>`;
}

/** The brush's outline under the pointer. @param {{hand: Hand, ground: any, camera: import("./camera.js").Camera}} props */
function Ring({ hand, ground, camera }) {
  const ring = useRef(/** @type {HTMLElement|null} */ (null));
  useEffect(() => {
    const box = /** @type {HTMLElement} */ (ground.current);
    const move = (/** @type {PointerEvent} */ event) => {
      if (!ring.current) return;
      const { x, y } = camera.spot(event);
      const on = event.pointerType !== "touch" && !/** @type {Element} */ (event.target).closest("button, .split, [role=slider]");
      ring.current.style.display = on ? "" : "none";
      ring.current.style.translate = `${x}px ${y}px`;
    };
    const leave = () => { if (ring.current) ring.current.style.display = "none"; };
    box.addEventListener("pointermove", move);
    box.addEventListener("pointerleave", leave);
    return () => { box.removeEventListener("pointermove", move); box.removeEventListener("pointerleave", leave); };
  }, []);
  if (!hand.freehand) return null;
  const side = `${Math.max(3, brush.value * Math.max(hand.mask?.width ?? 1, hand.mask?.height ?? 1) * camera.at.value.scale)}px`;
  return html`<div class=${`ring ${tool.value}`} ref=${ring} style=${{ width: side, height: side }} aria-hidden="true"></div>`;
}

/** A picture that grows where it will stand. @param {{work: any, style: any}} props */
function Growing({ work, style }) {
  const { job, kind } = work;
  const growth = job?.growth[0];
  const share = growth?.share ?? 0;
  const words = !job || job.state === "queued" ? (job?.position ? t.waiting(job.position) : t.begun) : growth ? t.doing(growth.doing, share) : t.begun;
  return html`
    <div class="growing" style=${{ ...style, "--share": share }}>
      ${growth?.preview && html`<img src=${growth.preview} alt="" />`}
      <i aria-hidden="true"></i>
    </div>
    <div class="doing" role="status">
      <span><b>${t.editorOf.working[/** @type {"erase"} */ (kind)]}</b><small>${words}</small></span>
      <progress value=${share} max="1" aria-label=${t.editorOf.working[/** @type {"erase"} */ (kind)]}></progress>
      ${job && html`<${Button} size="small" icon="stop" onClick=${() => cancel(job.id).catch(toastError)}>${t.stop}<//>`}
    </div>`;
}

/** How much of a mask is marked, 0 to 1; counted anew after each stroke. @param {import("./mask.js").Mask} mask */
export function useShare(mask) {
  const count = changes.value;
  return useMemo(() => mask.count() / (mask.width * mask.height), [mask, count]);
}
