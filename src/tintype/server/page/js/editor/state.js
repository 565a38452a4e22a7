// What the editor remembers: the tool in hand, and for every picture what was marked on it, so that stepping back
// along the chain finds it as it was left.
import { computed, effect, signal } from "../preact.js";
import { jobs, OVER } from "../jobs.js";
import { feathered } from "./feather.js";
import { around, Mask } from "./mask.js";

/** @typedef {"brush"|"eraser"|"rectangle"|"lasso"} Tool */
/** @typedef {{left: number, right: number, top: number, bottom: number}} Sides */

/** @type {Tool[]} */
export const TOOLS = ["brush", "eraser", "rectangle", "lasso"];

export const tool = signal(/** @type {Tool} */ ("brush"));
/** Whether rectangle and lasso take away. */
export const away = signal(false);
/** Width of the brush as a share of the picture's longer side, 0.002 to 0.4. */
export const brush = signal(0.07);
/** Width of the soft edge inside what is marked, in pixels of the picture. */
export const feather = signal(0);

/** What is to be added to the picture, in its pixels. */
export const sides = signal(/** @type {Sides} */ ({ left: 0, right: 0, top: 0, bottom: 0 }));
export const noSides = () => { sides.value = { left: 0, right: 0, top: 0, bottom: 0 }; };

const MOST_MASKS = 12;
/** @type {Map<string, Mask>} */
const masks = new Map();

/** Counts up with every change of any mask. */
export const changes = signal(0);

/** The mask of a picture. @param {{id: string, width: number, height: number}} picture */
export function maskOf({ id, width, height }) {
  const there = masks.get(id) ?? new Mask(width, height);
  masks.delete(id);
  masks.set(id, there);
  for (const old of masks.keys()) if (masks.size > MOST_MASKS) masks.delete(old);
  return there;
}

const SHOWN = 4_000_000; // marked pixels beyond which a soft edge is not shown while one works, only done

/** The mask as it is shown, soft where it will be. @param {Mask} mask */
export function soft(mask) {
  const box = feather.value ? mask.bounds() : null;
  if (!box || (box.right - box.left) * (box.bottom - box.top) > SHOWN) return mask.pixels;
  return feathered(mask.pixels, mask.width, mask.height, feather.value, box);
}

/** Who hears which part of a mask changed. @type {Set<(mask: Mask, box: import("./mask.js").Box, whole: boolean) => void>} */
const hearers = new Set();

/** @param {(mask: Mask, box: import("./mask.js").Box, whole: boolean) => void} hear whole: between strokes */
export function onChange(hear) {
  hearers.add(hear);
  return () => { hearers.delete(hear); };
}

/** Tells that a mask changed. @param {Mask} mask @param {import("./mask.js").Box|null} box @param {boolean} [whole] */
export function changed(mask, box, whole = true) {
  if (box) hearers.forEach((hear) => hear(mask, whole && feather.value ? around(box, mask.whole()) : box, whole));
  if (whole) changes.value++;
}

/** What is being done: picture → job and what it is. */
export const running = signal(/** @type {Map<string, {job: string, kind: string}>} */ (new Map()));

/** The job at work on a picture, and what it does; undefined if none is. @param {string} id */
export const workOn = (id) => {
  const there = running.value.get(id);
  const job = there && jobs.value.get(there.job)?.value;
  return there && job && !OVER.includes(job.state) ? { job, kind: there.kind } : undefined;
};

/** Waits until a job is over. @param {string} id @returns {Promise<import("../jobs.js").Watched>} */
export const over = (id) => new Promise((go) => {
  const state = computed(() => jobs.value.get(id)?.value);
  const stop = effect(() => {
    const job = state.value;
    if (job && OVER.includes(job.state)) queueMicrotask(() => { stop(); go(job); });
  });
});
