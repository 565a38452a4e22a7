// Where the picture lies on the ground, and how large: pixels of the screen for one of the picture.
import { signal, useEffect, useMemo } from "../preact.js";

/** @typedef {{scale: number, x: number, y: number, fitted: boolean}} At x, y: the frame's left upper corner on the ground */
/** @typedef {{left: number, top: number, width: number, height: number}} Frame what is fitted, in pixels of the picture */

const CLOSEST = 32;
const ROOM = { side: 0.94, most: 36 };

export class Camera {
  constructor() {
    this.at = signal(/** @type {At} */ ({ scale: 1, x: 0, y: 0, fitted: true }));
    /** @type {HTMLElement|null} */
    this.ground = null;
    /** @type {Frame} */
    this.frame = { left: 0, top: 0, width: 1, height: 1 };
  }

  box() {
    return this.ground?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
  }

  fitting() {
    const { width, height } = this.box();
    const room = (/** @type {number} */ side) => Math.max(side * ROOM.side, side - 2 * ROOM.most) || 1;
    return Math.min(room(width) / this.frame.width, room(height) / this.frame.height, 8);
  }

  fit() {
    const { width, height } = this.box();
    const scale = this.fitting();
    const { left, top } = this.frame;
    this.at.value = { scale, x: (width - this.frame.width * scale) / 2 - left * scale, y: (height - this.frame.height * scale) / 2 - top * scale, fitted: true };
  }

  /** @param {number} to @param {number} [x] @param {number} [y] the point of the ground that stays where it is */
  zoom(to, x, y) {
    const { width, height } = this.box();
    const now = this.at.value;
    const scale = Math.max(Math.min(this.fitting(), 1) / 2, Math.min(CLOSEST, to));
    const [px, py] = [x ?? width / 2, y ?? height / 2];
    const by = scale / now.scale;
    this.at.value = this.held({ scale, x: px - (px - now.x) * by, y: py - (py - now.y) * by, fitted: false });
  }

  /** @param {number} dx @param {number} dy in pixels of the screen */
  move(dx, dy) {
    const now = this.at.value;
    this.at.value = this.held({ ...now, x: now.x + dx, y: now.y + dy, fitted: false });
  }

  /** Some of the picture stays in view. @param {At} wish @returns {At} */
  held(wish) {
    const { width, height } = this.box();
    const { left, top, width: w, height: h } = this.frame;
    const keep = 60;
    const hold = (/** @type {number} */ at, /** @type {number} */ from, /** @type {number} */ size, /** @type {number} */ room) => Math.max(keep - (from + size) * wish.scale, Math.min(room - keep - from * wish.scale, at));
    return { ...wish, x: hold(wish.x, left, w, width), y: hold(wish.y, top, h, height) };
  }

  /** A point of the screen in pixels of the picture. @param {{clientX: number, clientY: number}} event */
  point({ clientX, clientY }) {
    const { left, top } = this.box();
    const { scale, x, y } = this.at.value;
    return { x: (clientX - left - x) / scale, y: (clientY - top - y) / scale };
  }

  /** A point of the screen on the ground. @param {{clientX: number, clientY: number}} event */
  spot({ clientX, clientY }) {
    const { left, top } = this.box();
    return { x: clientX - left, y: clientY - top };
  }

  /** The point of the picture is in view. @param {{x: number, y: number}} point */
  reveal({ x, y }) {
    const { width, height } = this.box();
    const now = this.at.value;
    const [sx, sy] = [now.x + x * now.scale, now.y + y * now.scale];
    const off = (/** @type {number} */ at, /** @type {number} */ room) => (at < 24 ? 24 - at : at > room - 24 ? room - 24 - at : 0);
    if (off(sx, width) || off(sy, height)) this.move(off(sx, width), off(sy, height));
  }
}

/** A camera that fits the frame while nobody has moved it. @param {{current: HTMLElement|null}} ground @param {Frame} frame @param {string} id of the picture */
export function useCamera(ground, frame, id) {
  const camera = useMemo(() => new Camera(), []);
  const { left, top, width, height } = frame;
  useEffect(() => {
    camera.ground = ground.current;
    camera.frame = { left, top, width, height };
    camera.fit();
  }, [id, left, top, width, height]);
  useEffect(() => {
    const box = ground.current;
    if (!box) return undefined;
    const watch = new ResizeObserver(() => { if (camera.at.value.fitted) camera.fit(); });
    const wheel = (/** @type {WheelEvent} */ event) => {
      event.preventDefault();
      const { x, y } = camera.spot(event);
      camera.zoom(camera.at.value.scale * Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0018)), x, y);
    };
    watch.observe(box);
    box.addEventListener("wheel", wheel, { passive: false });
    return () => { watch.disconnect(); box.removeEventListener("wheel", wheel); };
  }, []);
  return camera;
}
