// A picture to look at closely: wheel, pinch, + and − zoom about the point one looks at; dragging moves it.
import { html, useEffect, useRef, useState } from "../preact.js";
import { useKeys } from "../keys.js";
import { t } from "../strings.js";
import { Round } from "../ui/button.js";

const STEP = 1.4;

/** @param {{src: string, alt: string, width: number, height: number, under?: string}} props under: shown until the picture is there */
export function Viewer({ src, alt, width, height, under }) {
  const ground = useRef(/** @type {HTMLElement|null} */ (null));
  const plate = useRef(/** @type {HTMLElement|null} */ (null));
  const at = useRef({ scale: 1, x: 0, y: 0 });
  const touching = useRef(/** @type {Map<number, {x: number, y: number}>} */ (new Map()));
  const [closer, setCloser] = useState(false);
  const [whole, setWhole] = useState(""); // the address that has loaded

  /** Pixels of the screen for one of the picture where all of it is in view. */
  const fit = () => {
    const box = ground.current?.getBoundingClientRect();
    return box ? Math.min(box.width / width, box.height / height) : 1;
  };
  const draw = () => {
    const { scale, x, y } = at.current;
    if (plate.current) plate.current.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    setCloser(scale > 1.001);
  };
  /** Zooms about a point, given from the middle of the ground. */
  const zoom = (/** @type {number} */ to, x = 0, y = 0) => {
    const now = at.current;
    const scale = Math.max(1, Math.min(Math.max(8, 4 / fit()), to));
    const by = scale / now.scale;
    at.current = held({ scale, x: x - (x - now.x) * by, y: y - (y - now.y) * by });
    draw();
  };
  /** No farther than to the picture's edge. */
  const held = (/** @type {{scale: number, x: number, y: number}} */ wish) => {
    const box = ground.current?.getBoundingClientRect();
    if (!box) return wish;
    const far = (/** @type {number} */ side, /** @type {number} */ room) => Math.max(0, (side * fit() * wish.scale - room) / 2);
    const [a, b] = [far(width, box.width), far(height, box.height)];
    return { scale: wish.scale, x: Math.max(-a, Math.min(a, wish.x)), y: Math.max(-b, Math.min(b, wish.y)) };
  };
  const move = (/** @type {number} */ dx, /** @type {number} */ dy) => {
    at.current = held({ ...at.current, x: at.current.x + dx, y: at.current.y + dy });
    draw();
  };
  const fitted = () => zoom(1);
  const actual = () => zoom(at.current.scale > 1.001 ? 1 : Math.max(2, 1 / fit() / devicePixelRatio));

  useEffect(() => {
    at.current = { scale: 1, x: 0, y: 0 };
    draw();
  }, [src]);
  useEffect(() => {
    const box = ground.current;
    const wheel = (/** @type {WheelEvent} */ event) => {
      event.preventDefault();
      const [x, y] = middle(event, box);
      zoom(at.current.scale * Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0018)), x, y);
    };
    box?.addEventListener("wheel", wheel, { passive: false });
    return () => box?.removeEventListener("wheel", wheel);
  }, [width, height]);
  useKeys("viewer", [
    { keys: "+ =", does: t.zoomIn, run: () => zoom(at.current.scale * STEP) },
    { keys: "-", does: t.zoomOut, run: () => zoom(at.current.scale / STEP) },
    { keys: "0", does: t.fit, run: fitted },
    { keys: "1", does: t.actual, run: actual },
    ...(closer ? [
      { keys: "ArrowLeft", does: t.pan, run: () => move(80, 0) }, { keys: "ArrowRight", does: t.pan, run: () => move(-80, 0) },
      { keys: "ArrowUp", does: t.pan, run: () => move(0, 80) }, { keys: "ArrowDown", does: t.pan, run: () => move(0, -80) },
    ] : []),
  ], [width, height, closer]);

  const down = (/** @type {PointerEvent} */ event) => {
    if (/** @type {Element} */ (event.target).closest("button")) return;
    touching.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (closer || touching.current.size > 1) ground.current?.setPointerCapture(event.pointerId);
  };
  const drag = (/** @type {PointerEvent} */ event) => {
    const before = touching.current.get(event.pointerId);
    if (!before) return;
    const others = [...touching.current].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    touching.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (others.length) {
      const apart = (/** @type {{x: number, y: number}} */ point) => Math.hypot(point.x - others[0].x, point.y - others[0].y);
      const [x, y] = middle({ clientX: (event.clientX + others[0].x) / 2, clientY: (event.clientY + others[0].y) / 2 }, ground.current);
      zoom((at.current.scale * apart({ x: event.clientX, y: event.clientY })) / Math.max(1, apart(before)), x, y);
    } else {
      move(event.clientX - before.x, event.clientY - before.y);
    }
  };
  const up = (/** @type {PointerEvent} */ event) => touching.current.delete(event.pointerId);

  return html`
    <div class=${`viewer ${closer ? "closer" : ""}`} ref=${ground} role="group" aria-label=${t.viewer} tabindex="0" onPointerDown=${down} onPointerMove=${drag} onPointerUp=${up} onPointerCancel=${up}
      onDblClick=${(/** @type {MouseEvent} */ event) => { const [x, y] = middle(event, ground.current); zoom(closer ? 1 : Math.max(2.5, 1 / fit()), x, y); }}>
      <div class="pane" ref=${plate} style=${{ "--ratio": width / height }}>
        ${under && whole !== src && html`<img src=${under} alt="" draggable=${false} />`}
        <img key=${src} class=${whole === src ? "whole" : "coming"} src=${src} alt=${alt} draggable=${false} onLoad=${() => setWhole(src)} />
      </div>
      <div class="zooms">
        <${Round} icon="minus" name=${t.zoomOut} disabled=${!closer} onClick=${() => zoom(at.current.scale / STEP)} />
        <${Round} icon="fit" name=${t.fit} disabled=${!closer} onClick=${fitted} />
        <${Round} icon="plus" name=${t.zoomIn} onClick=${() => zoom(at.current.scale * STEP)} />
      </div>
    </div>`;
}

/** A point from the middle of the ground. @param {{clientX: number, clientY: number}} event @param {HTMLElement|null} box */
function middle(event, box) {
  const found = box?.getBoundingClientRect();
  return found ? [event.clientX - found.left - found.width / 2, event.clientY - found.top - found.height / 2] : [0, 0];
}
