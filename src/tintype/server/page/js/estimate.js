// How long a picture will take: an honest guess from those that were painted here, or none.
import { computed } from "./preact.js";
import { pictures } from "./state.js";

/** @typedef {{seconds: number, from: number}} Guess seconds for one picture; from: how many pictures it rests on */

const LIKE = 8;

/** model and quality → [megapixels, seconds] of the last pictures. */
const paces = computed(() => {
  /** @type {Map<string, number[][]>} */
  const found = new Map();
  for (const each of pictures.value) {
    if (!each.job || !each.seconds || !each.quality) continue;
    const name = `${each.model} ${each.quality}`;
    found.set(name, [...(found.get(name) ?? []), [(each.width * each.height) / 1e6, each.seconds]]);
  }
  return found;
});

/** @param {number[]} numbers */
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)];

/** @param {string} model @param {string} quality @param {number} width @param {number} height @returns {Guess|null} */
export function guess(model, quality, width, height) {
  const size = (width * height) / 1e6;
  const known = paces.value.get(`${model} ${quality}`) ?? [];
  const near = [...known].sort((a, b) => far(a[0], size) - far(b[0], size)).slice(0, LIKE);
  if (!near.length) return null;
  return { seconds: median(near.map(([there, seconds]) => seconds * (size / there) ** 0.85)), from: near.length };
}

/** @param {number} a @param {number} b */
const far = (a, b) => Math.abs(Math.log(a / b));

/** Seconds for a megapixel of a model at a quality, as measured here; null where nothing was painted yet. @param {string} model */
export function speed(model) {
  for (const quality of ["medium", "low", "high"]) {
    const found = guess(model, quality, 1024, 1024);
    if (found) return { ...found, quality };
  }
  return null;
}

/**
 * Seconds until a picture is there, null where nobody can know.
 * @param {import("./jobs.js").Watched} job @param {number} index @param {number} now ms
 */
export function remaining(job, index, now) {
  const [width, height] = job.size.split("x").map(Number);
  const each = guess(job.model, job.quality, width, height);
  const growth = job.growth[index];
  if (job.state === "running" && growth && growth.share > 0.12 && growth.share < 1) {
    const taken = (growth.moved - growth.since) / 1000;
    const left = (taken / growth.share) * (1 - growth.share) - (now - growth.moved) / 1000;
    return Math.max(1, left);
  }
  if (!each) return null;
  const begun = job.state === "running" && index === job.done && job.started ? (now / 1000 - job.started) / Math.max(1, job.done + 1) : 0;
  const whole = each.seconds * Math.max(1, index - job.done + 1);
  return Math.max(1, whole / 4, whole - begun); // slower than ever before: how much is left nobody knows, but not nothing
}

/** All that is before a waiting job, in seconds; null where nobody can know. @param {import("./jobs.js").Watched} job @param {import("./jobs.js").Watched[]} open @param {number} now */
export function wait(job, open, now) {
  let sum = 0;
  for (const other of open) {
    if (other.id >= job.id) break;
    const left = remaining(other, other.n - 1, now);
    if (left === null) return null;
    sum += left;
  }
  return sum;
}
