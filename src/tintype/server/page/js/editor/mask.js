// What is marked: one byte for each pixel of the picture, 255 = marked. Nothing here knows the screen, and every
// shape is drawn by arithmetic alone: the same strokes give the same mask in every browser.

import { feathered } from "./feather.js";

/** @typedef {{x: number, y: number, r: number}} Point in pixels of the picture; r: radius of the brush there */
/** @typedef {{left: number, top: number, right: number, bottom: number}} Box right and bottom lie outside */
/** @typedef {{box: Box, before: Uint8Array, after: Uint8Array}} Step */

const MOST_STEPS = 200;
const MOST_BYTES = 128 << 20;

export class Mask {
  /** @param {number} width @param {number} height in pixels */
  constructor(width, height) {
    this.width = width;
    this.height = height;
    this.pixels = new Uint8Array(width * height);
    /** @type {Step[]} */
    this.done = [];
    /** @type {Step[]} */
    this.undone = [];
    /** What the mask was before the stroke that is being drawn. @type {Uint8Array<ArrayBuffer>|null} */
    this.before = null;
    /** @type {Box|null} */
    this.touched = null;
  }

  /** Begins a stroke: what follows until `end` is one step. */
  begin() {
    this.before = this.pixels.slice();
    this.touched = null;
  }

  /** Ends the stroke. @returns {boolean} whether it changed anything */
  end() {
    const { before, touched } = this;
    this.before = this.touched = null;
    if (!before || !touched) return false;
    const step = { box: touched, before: cut(before, this.width, touched), after: cut(this.pixels, this.width, touched) };
    if (step.before.every((each, i) => each === step.after[i])) return false;
    this.done.push(step);
    this.undone = [];
    let bytes = 0;
    this.done = this.done.slice(-MOST_STEPS).reverse().filter((each) => (bytes += 2 * each.before.length) <= MOST_BYTES || each === step).reverse();
    return true;
  }

  /** Takes the stroke back that is being drawn. @returns {Box|null} what changed */
  abandon() {
    const { before, touched } = this;
    if (before) this.pixels = before;
    this.before = this.touched = null;
    return touched;
  }

  /** @returns {Box|null} what changed */
  undo() {
    const step = this.done.pop();
    if (!step) return null;
    this.undone.push(step);
    return this.paste(step.before, step.box);
  }

  /** @returns {Box|null} what changed */
  redo() {
    const step = this.undone.pop();
    if (!step) return null;
    this.done.push(step);
    return this.paste(step.after, step.box);
  }

  /** A stroke from one point to another: every pixel whose middle lies within the brush. @param {Point} a @param {Point} b @param {number} value 255 or 0 @returns {Box|null} */
  line(a, b, value) {
    const r = Math.max(a.r, b.r);
    const box = this.inside({ left: Math.min(a.x, b.x) - r, top: Math.min(a.y, b.y) - r, right: Math.max(a.x, b.x) + r + 1, bottom: Math.max(a.y, b.y) + r + 1 });
    if (!box) return null;
    const [dx, dy, dr] = [b.x - a.x, b.y - a.y, b.r - a.r];
    const length = dx * dx + dy * dy;
    for (let y = box.top; y < box.bottom; y++) {
      for (let x = box.left; x < box.right; x++) {
        const [px, py] = [x + 0.5 - a.x, y + 0.5 - a.y];
        const along = length ? Math.max(0, Math.min(1, (px * dx + py * dy) / length)) : 0;
        const [ox, oy, within] = [px - along * dx, py - along * dy, a.r + along * dr];
        if (ox * ox + oy * oy <= within * within) this.pixels[y * this.width + x] = value;
      }
    }
    return this.note(box);
  }

  /** @param {number} x @param {number} y @param {number} x2 @param {number} y2 any two corners @param {number} value @returns {Box|null} */
  rectangle(x, y, x2, y2, value) {
    const box = this.inside({ left: Math.round(Math.min(x, x2)), top: Math.round(Math.min(y, y2)), right: Math.round(Math.max(x, x2)), bottom: Math.round(Math.max(y, y2)) });
    if (!box) return null;
    for (let row = box.top; row < box.bottom; row++) this.pixels.fill(value, row * this.width + box.left, row * this.width + box.right);
    return this.note(box);
  }

  /** The inside of a line that closes itself, by the even-odd rule. @param {{x: number, y: number}[]} points @param {number} value @returns {Box|null} */
  lasso(points, value) {
    if (points.length < 3) return null;
    const xs = points.map(({ x }) => x);
    const ys = points.map(({ y }) => y);
    const box = this.inside({ left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs) + 1, bottom: Math.max(...ys) + 1 });
    if (!box) return null;
    for (let row = box.top; row < box.bottom; row++) {
      const crossings = crossed(points, row + 0.5);
      for (let i = 0; i + 1 < crossings.length; i += 2) {
        const from = Math.max(box.left, Math.ceil(crossings[i] - 0.5));
        const to = Math.min(box.right, Math.ceil(crossings[i + 1] - 0.5));
        if (to > from) this.pixels.fill(value, row * this.width + from, row * this.width + to);
      }
    }
    return this.note(box);
  }

  /** All that was not marked is, and the other way round. */
  invert() {
    this.begin();
    for (let i = 0; i < this.pixels.length; i++) this.pixels[i] = 255 - this.pixels[i];
    this.note(this.whole());
    this.end();
  }

  clear() {
    this.begin();
    this.pixels.fill(0);
    this.note(this.whole());
    this.end();
  }

  /** Another mask in place of this one, as one step. @param {Uint8Array} pixels of the same size, 0 or 255 */
  put(pixels) {
    this.begin();
    this.pixels.set(pixels);
    this.note(this.whole());
    this.end();
  }

  /** What is marked loses its edge. @param {number} by pixels */
  shrink(by) {
    const box = this.bounds();
    if (box) this.put(feathered(this.pixels, this.width, this.height, by, box).map((each) => (each === 255 ? 255 : 0)));
  }

  /** How many pixels are marked. */
  count() {
    let n = 0;
    for (const each of this.pixels) if (each) n++;
    return n;
  }

  /** The box that holds all that is marked; null: nothing is. @returns {Box|null} */
  bounds() {
    const { pixels, width } = this;
    const first = pixels.indexOf(255);
    if (first < 0) return null;
    const box = { left: width, top: Math.floor(first / width), right: 0, bottom: Math.floor(pixels.lastIndexOf(255) / width) + 1 };
    for (let y = box.top; y < box.bottom; y++) {
      const row = pixels.subarray(y * width, (y + 1) * width);
      const left = row.indexOf(255);
      if (left < 0) continue;
      box.left = Math.min(box.left, left);
      box.right = Math.max(box.right, row.lastIndexOf(255) + 1);
    }
    return box;
  }

  whole() {
    return { left: 0, top: 0, right: this.width, bottom: this.height };
  }

  /** @param {Uint8Array} part @param {Box} box */
  paste(part, box) {
    const wide = box.right - box.left;
    for (let y = box.top; y < box.bottom; y++) this.pixels.set(part.subarray((y - box.top) * wide, (y - box.top + 1) * wide), y * this.width + box.left);
    return box;
  }

  /** The part of a box that lies on the picture, in whole pixels; null: none. @param {Box} box @returns {Box|null} */
  inside({ left, top, right, bottom }) {
    const box = { left: Math.max(0, Math.floor(left)), top: Math.max(0, Math.floor(top)), right: Math.min(this.width, Math.ceil(right)), bottom: Math.min(this.height, Math.ceil(bottom)) };
    return box.right > box.left && box.bottom > box.top ? box : null;
  }

  /** @param {Box} box */
  note(box) {
    this.touched = this.touched ? around(this.touched, box) : box;
    return box;
  }
}

/** The box that holds both. @param {Box} a @param {Box} b */
export const around = (a, b) => ({ left: Math.min(a.left, b.left), top: Math.min(a.top, b.top), right: Math.max(a.right, b.right), bottom: Math.max(a.bottom, b.bottom) });

/** @param {Uint8Array} pixels @param {number} width @param {Box} box */
function cut(pixels, width, box) {
  const wide = box.right - box.left;
  const part = new Uint8Array(wide * (box.bottom - box.top));
  for (let y = box.top; y < box.bottom; y++) part.set(pixels.subarray(y * width + box.left, y * width + box.right), (y - box.top) * wide);
  return part;
}

/** Where a closed line crosses a row, from left to right. @param {{x: number, y: number}[]} points @param {number} y */
function crossed(points, y) {
  const found = [];
  for (let i = 0, j = points.length - 1; i < points.length; j = i++) {
    const [a, b] = [points[i], points[j]];
    if ((a.y <= y) !== (b.y <= y)) found.push(a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x));
  }
  return found.sort((one, other) => one - other);
}
