// What outlives a view: the sentence being written and its frame, what the house offers, the pictures seen last.
import { computed, effect, signal } from "./preact.js";
import { get } from "./api.js";

/**
 * @typedef {"subject"|"environment"|"lighting"|"camera"|"atmosphere"} Element
 * @typedef {"subtle"|"strong"|"new"} How how far a variation goes
 * @typedef {{id: string, job: string|null, operation: string|null, index: number, width: number, height: number, bytes: number, prompt: string,
 *   model: string, seed: number, quality: string|null, seconds: number, created: number, parent: string|null,
 *   favourite: boolean, tags: string[], deleted: number|null, notes: string[], varies: How[], file: string, thumbnail: string}} Picture
 * @typedef {{name: string, title: string, best_at: string, cannot: string, licence: string, operations: string[],
 *   sizes: number[], options: string[]}} Model
 */

/** @type {Element[]} */
export const ELEMENTS = ["subject", "environment", "lighting", "camera", "atmosphere"];

const KEPT = "tintype.draft";

/** @returns {Record<string, any>} */
function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "{}");
  } catch {
    return {};
  }
}

const before = kept();

/** What is being asked for. aspect "free": width × height. seed "": the studio draws one. locked: it stays after painting. */
export const draft = {
  sentence: signal(String(before.sentence ?? "")),
  aspect: signal(String(before.aspect ?? "1:1")),
  width: signal(Number(before.width) || 768),
  height: signal(Number(before.height) || 768),
  long: signal(Number(before.long) || 0),
  n: signal(Number(before.n) || 1),
  seed: signal(String(before.seed ?? "")),
  locked: signal(Boolean(before.locked)),
  model: signal(String(before.model ?? "")),
  quality: signal(String(before.quality ?? "medium")),
  negative: signal(String(before.negative ?? "")),
};

effect(() => {
  const now = Object.fromEntries(Object.entries(draft).map(([name, each]) => [name, each.value]));
  try {
    localStorage.setItem(KEPT, JSON.stringify(now));
  } catch { /* without storage a reload begins anew */ }
});

/** The house: filled by `moveIn`, null until then. */
export const models = signal(/** @type {Model[]|null} */ (null));
export const standard = signal({ model: "", long: 768, shortest: 256, longest: 4096, steepest: 3 });
export const session = signal({ owner: "", scopes: /** @type {string[]} */ ([]), how: "" });

/** Pictures, newest first, as far as they were looked at. */
export const pictures = signal(/** @type {Picture[]} */ ([]));
/** Whether the first look at them is over. */
export const looked = signal(false);
/** Whether the line to the server stands. */
export const online = signal(true);

/** Those that paint from words. */
export const painters = computed(() => (models.value ?? []).filter((each) => each.operations.includes("generate")));

export const model = computed(() => {
  const all = painters.value;
  return all.find((each) => each.name === draft.model.value) ?? all.find((each) => each.name === standard.value.model) ?? all[0];
});

/** The option under which a model takes what must not be there; "" where it takes none. */
export const negativeOption = computed(() => ["negative_prompt", "negative"].find((each) => model.value?.options.includes(each)) ?? "");

const SIDES = ["left", "right", "top", "bottom"];
/** Fills from what is around, and follows no words. @param {Model} model */
export const fills = (model) => SIDES.every((side) => model.options.includes(side));

/** Whether a picture was made of another without any words; its sentence is then that of the other. @param {Picture} picture */
export const wordless = ({ operation, model }) => operation === "upscale" || operation === "restore"
  || (operation === "edit" && (models.value ?? []).some((each) => each.name === model && fills(each)));

/** Whether a picture was made of another with the same sentence: seed and sentence alone do not give it again. @param {Picture} picture */
export const isVaried = ({ parent, prompt }) => pictures.value.some((each) => each.id === parent && each.prompt === prompt);

/** Asks once what there is. */
export async function moveIn() {
  const [cards, sizes, seen] = await Promise.all([get("/models"), get("/sizes"), get("/pictures?limit=60")]);
  models.value = cards.models;
  const [width, height] = sizes.default.split("x").map(Number);
  const { shortest, longest, steepest } = sizes;
  standard.value = { model: cards.default, long: Math.max(width, height), shortest, longest, steepest };
  if (!draft.long.value) draft.long.value = Math.max(width, height);
  pictures.value = merged(seen.pictures, pictures.value);
  looked.value = true;
  get("/session").then((found) => { session.value = found; }, () => {});
}

/** Pictures of two lists, each once, newest first. @param {Picture[]} more @param {Picture[]} there */
export function merged(more, there) {
  const all = new Map([...there, ...more].map((each) => [each.id, each]));
  return [...all.values()].filter((each) => each.deleted === null).sort((a, b) => (a.id < b.id ? 1 : -1));
}

/** Remembers a picture as it is now. @param {Picture} picture */
export function keep(picture) {
  pictures.value = picture.deleted === null ? merged([picture], pictures.value) : pictures.value.filter((each) => each.id !== picture.id);
}
