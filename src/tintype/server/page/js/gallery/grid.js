// The pictures themselves. Only what is near the window is in the document, however many there are.
import { html, signal, useEffect, useLayoutEffect, useMemo, useRef, useState } from "../preact.js";
import { href } from "../router.js";
import { t } from "../strings.js";
import { Icon } from "../ui/icon.js";
import { cursor, filter, loading, more, next, selected, shown } from "./found.js";
import { layout } from "./layout.js";
import { choose, toggle } from "./selecting.js";

/** How large pictures are shown: 0 small, 1, 2 large. */
export const density = signal(Number(localStorage.getItem("tintype.density") ?? 1));
/** The places of all pictures, for arrows. */
export const places = signal(/** @type {import("./layout.js").Day[]} */ ([]));
/** Set by arrows: the picture that the focus shall go to. */
export const follow = signal("");

const NEAR = 900;
const AHEAD = 2500;

export function Grid() {
  const ground = useRef(/** @type {HTMLElement|null} */ (null));
  const [width, setWidth] = useState(0);
  const [view, setView] = useState({ from: 0, to: 1600 });
  const all = shown.value;
  const gap = width < 600 ? 4 : 8;
  const row = Math.max(96, Math.min(320, 90 + width * 0.085)) * [0.66, 1, 1.7][density.value];
  const { days, height } = useMemo(() => (width ? layout(all, { width, row, gap }) : { days: [], height: 0 }), [all, width, row, gap]);
  useEffect(() => { places.value = days; }, [days]);

  useLayoutEffect(() => {
    const box = /** @type {HTMLElement} */ (ground.current);
    const measure = () => setWidth(Math.floor(box.clientWidth));
    const watch = new ResizeObserver(measure);
    watch.observe(box);
    measure();
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    let asked = 0;
    const see = () => {
      asked = 0;
      const top = -(ground.current?.getBoundingClientRect().top ?? 0);
      // in steps, so that a line or two of scrolling draws nothing anew
      setView((before) => {
        const from = Math.floor((top - NEAR) / 300) * 300;
        const to = Math.ceil((top + innerHeight + NEAR) / 300) * 300;
        return from === before.from && to === before.to ? before : { from, to };
      });
      if (top + innerHeight + AHEAD > height) more();
    };
    const later = () => { asked ||= requestAnimationFrame(see); };
    see();
    addEventListener("scroll", later, { passive: true });
    addEventListener("resize", later);
    return () => {
      cancelAnimationFrame(asked);
      removeEventListener("scroll", later);
      removeEventListener("resize", later);
    };
  }, [height, next.value]);
  useEffect(() => {
    const id = follow.value;
    if (!id) return;
    const link = /** @type {HTMLElement|null|undefined} */ (ground.current?.querySelector(`[data-id="${id}"] a`));
    if (!link) return;
    follow.value = "";
    link.focus({ preventScroll: true });
    link.scrollIntoView({ block: "nearest" });
  });

  const near = (/** @type {{top: number, height: number}} */ each) => each.top + each.height > view.from && each.top < view.to;
  const holds = (/** @type {import("./layout.js").Line} */ line) => line.cells.some(({ picture }) => picture.id === follow.value || picture.id === cursor.value);
  const first = all[0]?.id;
  return html`
    <div class=${`grid ${selected.value.size ? "choosing" : ""}`} ref=${ground} style=${{ height: `${height}px` }} aria-busy=${String(loading.value)}>
      ${days.filter((day) => near(day) || day.lines.some(holds)).map((day) => html`
        <section key=${day.day} aria-label=${t.day(day.at)}>
          <h2 style=${{ top: `${day.top}px` }}>${t.day(day.at)}<span>${t.number(day.count)}</span></h2>
          <ul>${day.lines.filter((line) => near(line) || holds(line)).flatMap((line) => line.cells.map((cell) => html`
            <${Cell} key=${cell.picture.id} cell=${cell} line=${line} of=${all.length} stop=${(cursor.value || first) === cell.picture.id} taken=${selected.value.has(cell.picture.id)} />`))}
          </ul>
        </section>`)}
    </div>
    <p class="more quiet small" role="status">${loading.value ? t.galleryOf.loading : ""}</p>`;
}

/** @param {{cell: import("./layout.js").Cell, line: import("./layout.js").Line, of: number, stop: boolean, taken: boolean}} props stop: Tab stops here */
function Cell({ cell, line, of, stop, taken }) {
  const { picture, index, left, width } = cell;
  const touch = useTouch(picture.id);
  const side = Math.max(width, line.height) * devicePixelRatio > 300 ? 512 : 256;
  const style = { left: `${left}px`, top: `${line.top}px`, width: `${width}px`, height: `${line.height}px` };
  const name = picture.prompt || t.brought;
  const keyed = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    toggle(picture.id);
  };
  const click = (/** @type {MouseEvent} */ event) => {
    if (touch.held(event) || choose(event, picture.id)) event.preventDefault();
    cursor.value = picture.id;
  };
  return html`
    <li class=${`cell ${taken ? "taken" : ""}`} style=${style} data-id=${picture.id} aria-posinset=${index + 1} aria-setsize=${next.value === null ? of : -1}>
      <a href=${href("picture", picture.id)} tabindex=${stop ? 0 : -1} aria-label=${filter.value.deleted ? t.galleryOf.inBin(name) : t.openPicture(name)} onClick=${click} onKeyDown=${keyed} onFocus=${() => { cursor.value = picture.id; }} ...${touch.on}>
        <img src=${`${picture.thumbnail}?side=${side}`} alt="" width=${picture.width} height=${picture.height} decoding="async" />
      </a>
      <button type="button" class="tick" role="checkbox" aria-checked=${String(taken)} aria-label=${t.galleryOf.select(name)} tabindex=${stop ? 0 : -1} onClick=${(/** @type {MouseEvent} */ event) => toggle(picture.id, event.shiftKey)}><${Icon} name="check" /></button>
      ${picture.favourite && html`<span class="loved" aria-hidden="true"><${Icon} name="heart" full /></span>`}
    </li>`;
}

/** A finger that stays selects. @param {string} id */
function useTouch(id) {
  const state = useRef({ timer: 0, held: false, finger: false });
  const end = () => clearTimeout(state.current.timer);
  return {
    held: (/** @type {Event} */ event) => {
      const was = state.current.held;
      state.current.held = false;
      return was && event.type === "click";
    },
    on: {
      onPointerDown: (/** @type {PointerEvent} */ event) => {
        state.current = { ...state.current, held: false, finger: event.pointerType === "touch" };
        if (event.pointerType !== "touch") return;
        state.current.timer = setTimeout(() => {
          state.current.held = true;
          navigator.vibrate?.(10);
          toggle(id);
        }, 420);
      },
      onPointerUp: end, onPointerCancel: end, onPointerMove: (/** @type {PointerEvent} */ event) => { if (Math.hypot(event.movementX, event.movementY) > 4) end(); },
      onContextMenu: (/** @type {Event} */ event) => { if (state.current.finger) event.preventDefault(); },
    },
  };
}
