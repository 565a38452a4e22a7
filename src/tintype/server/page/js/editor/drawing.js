// The hand: pointer and keyboard become strokes on the mask, or move the picture.
import { signal } from "../preact.js";
import { t } from "../strings.js";
import { away, brush, changed, tool } from "./state.js";

/** @typedef {import("./mask.js").Mask} Mask */
/** @typedef {import("./mask.js").Point} Point */
/** @typedef {{x: number, y: number}} Spot */

const APART = 3; // pixels of the screen between corners of a lasso

export class Hand {
  /** @param {import("./camera.js").Camera} camera */
  constructor(camera) {
    this.camera = camera;
    /** @type {Mask|null} */
    this.mask = null;
    /** The shape that is being drawn, in pixels of the picture; empty: none. */
    this.shape = signal(/** @type {Spot[]} */ ([]));
    /** The cross that arrow keys move; null: the keyboard is not used. */
    this.cross = signal(/** @type {Spot|null} */ (null));
    this.down = signal(false);
    this.told = signal("");
    /** @type {Point|null} */
    this.last = null;
    this.value = 255;
  }

  get freehand() {
    return tool.value === "brush" || tool.value === "eraser";
  }

  /** Radius of the brush in pixels of the picture. @param {number} [pressure] 0 to 1 */
  radius(pressure = 1) {
    return this.mask ? Math.max(0.5, (brush.value * Math.max(this.mask.width, this.mask.height) * pressure) / 2) : 1;
  }

  /** @param {Spot} at @param {boolean} turned Alt is held: the other way round @param {number} [pressure] */
  begin(at, turned, pressure) {
    const { mask } = this;
    if (!mask) return;
    const takes = tool.value === "eraser" || (!this.freehand && away.value);
    this.value = takes !== turned ? 0 : 255;
    this.down.value = true;
    if (this.freehand) {
      mask.begin();
      this.last = { ...at, r: this.radius(pressure) };
      changed(mask, mask.line(this.last, this.last, this.value), false);
    } else {
      this.shape.value = [at];
    }
  }

  /** @param {Spot} at @param {number} [pressure] */
  go(at, pressure) {
    const { mask, last } = this;
    if (!mask || !this.down.value) return;
    if (this.freehand && last) {
      this.last = { ...at, r: this.radius(pressure) };
      changed(mask, mask.line(last, this.last, this.value), false);
    } else if (tool.value === "rectangle") {
      this.shape.value = [this.shape.value[0], at];
    } else {
      const before = this.shape.value.at(-1);
      if (!before || Math.hypot(at.x - before.x, at.y - before.y) * this.camera.at.value.scale >= APART) this.shape.value = [...this.shape.value, at];
    }
  }

  end() {
    const { mask } = this;
    if (!mask || !this.down.value) return;
    this.down.value = false;
    const shape = this.shape.value;
    if (!this.freehand) {
      mask.begin();
      if (tool.value === "lasso") mask.lasso(shape, this.value);
      else if (shape[1]) mask.rectangle(shape[0].x, shape[0].y, shape[1].x, shape[1].y, this.value);
    }
    this.shape.value = [];
    this.last = null;
    const box = mask.touched;
    mask.end();
    changed(mask, box);
  }

  /** As if it had not been begun. */
  abandon() {
    const { mask } = this;
    if (!mask || !this.down.value) return;
    this.down.value = false;
    this.shape.value = [];
    this.last = null;
    changed(mask, mask.before ? mask.abandon() : mask.whole());
  }

  /** What the keyboard does on the picture. @param {KeyboardEvent} event @returns {boolean} whether it was meant for it */
  key(event) {
    const { mask } = this;
    if (!mask || event.ctrlKey || event.metaKey) return false;
    const step = (event.shiftKey ? 0.05 : 0.008) * Math.max(mask.width, mask.height);
    const by = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
    if (by) {
      const from = this.cross.value ?? { x: mask.width / 2, y: mask.height / 2 };
      const at = { x: Math.max(0, Math.min(mask.width, from.x + by[0])), y: Math.max(0, Math.min(mask.height, from.y + by[1])) };
      this.cross.value = at;
      this.camera.reveal(at);
      this.go(at);
      this.told.value = t.editorOf.at(Math.round(at.x), Math.round(at.y));
    } else if (event.key === "Enter") {
      this.press(this.cross.value ?? { x: mask.width / 2, y: mask.height / 2 }, event.altKey);
    } else if (event.key === "Escape" && (this.down.value || this.cross.value)) {
      this.abandon();
      this.cross.value = null;
    } else {
      return false;
    }
    return true;
  }

  /** @param {Spot} at @param {boolean} turned */
  press(at, turned) {
    const { pen } = t.editorOf;
    this.cross.value = at;
    if (!this.down.value) {
      this.begin(at, turned);
      this.told.value = this.freehand ? pen.down : pen.corner;
    } else {
      this.go(at);
      this.end();
      this.told.value = this.freehand ? pen.up : pen.done;
    }
  }
}

/** What fingers, mouse and pen do on the ground: one draws, two move and zoom, the middle button or a held Space moves. */
export class Fingers {
  /** @param {import("./camera.js").Camera} camera @param {Hand} hand */
  constructor(camera, hand) {
    this.camera = camera;
    this.hand = hand;
    /** @type {Map<number, Spot>} */
    this.on = new Map();
    this.moving = false;
    this.space = signal(false);
    /** Whether the ground has the focus by a pointer: then no ring is needed to find it. */
    this.used = signal(false);
    this.drawing = true;
  }

  /** @param {PointerEvent} event */
  down(event) {
    const target = /** @type {Element} */ (event.target);
    if (target.closest("button, input, [role=slider]") || event.button > 1) return;
    this.used.value = true;
    this.camera.ground?.focus({ preventScroll: true });
    event.preventDefault();
    this.camera.ground?.setPointerCapture(event.pointerId);
    this.on.set(event.pointerId, this.camera.spot(event));
    this.hand.cross.value = null;
    if (this.on.size > 1) this.hand.abandon();
    this.moving = this.on.size > 1 || !this.drawing || event.button === 1 || this.space.value;
    if (!this.moving) this.hand.begin(this.camera.point(event), event.altKey, pressed(event));
  }

  /** @param {PointerEvent} event */
  move(event) {
    const before = this.on.get(event.pointerId);
    if (!before) return;
    const now = this.camera.spot(event);
    this.on.set(event.pointerId, now);
    const [other] = [...this.on].filter(([id]) => id !== event.pointerId).map(([, spot]) => spot);
    if (other) {
      const apart = (/** @type {Spot} */ spot) => Math.max(1, Math.hypot(spot.x - other.x, spot.y - other.y));
      this.camera.zoom((this.camera.at.value.scale * apart(now)) / apart(before), other.x, other.y);
      this.camera.move((now.x - before.x) / 2, (now.y - before.y) / 2);
    } else if (this.moving) {
      this.camera.move(now.x - before.x, now.y - before.y);
    } else {
      const all = event.getCoalescedEvents?.() ?? [];
      for (const each of all.length ? all : [event]) this.hand.go(this.camera.point(each), pressed(each));
    }
  }

  /** @param {PointerEvent} event */
  up(event) {
    if (!this.on.delete(event.pointerId)) return;
    if (!this.moving && event.type !== "pointercancel") this.hand.end();
    else if (!this.moving) this.hand.abandon();
  }
}

/** How hard a pen presses, as a share of the brush's width; a mouse and a finger have none. @param {PointerEvent} event */
const pressed = (event) => (event.pointerType === "pen" && event.pressure > 0 ? 0.2 + 0.8 * event.pressure : 1);
