// What the gallery holds: what is looked for, what was found of it so far, what is selected, where one stands.
import { computed, signal } from "../preact.js";
import { get } from "../api.js";
import { onPicture } from "../jobs.js";
import { merged, pictures } from "../state.js";
import { toastError } from "../ui/toast.js";

/**
 * @typedef {import("../state.js").Picture} Picture
 * @typedef {{words: string, model: string, favourite: boolean, colour: string, tag: string, deleted: boolean}} Filter
 */

const PAGE = 100;
export const COLOURS = ["red", "orange", "yellow", "green", "teal", "blue", "purple", "pink", "brown", "black", "grey", "white"];
/** @type {Filter} */
export const ALL = { words: "", model: "", favourite: false, colour: "", tag: "", deleted: false };

export const filter = signal(ALL);
export const filtered = computed(() => Object.entries(filter.value).some(([name, value]) => name !== "deleted" && Boolean(value)));

/** Ids that were found, newest first; a picture that was thrown away keeps its place in case it comes back. */
const ids = signal(/** @type {string[]} */ ([]));
/** What is in the bin; all other pictures stand in state.js. */
const binned = signal(/** @type {Map<string, Picture>} */ (new Map()));
/** Where the next page begins: null at the end, undefined before the first. */
export const next = signal(/** @type {string|null|undefined} */ (undefined));
export const loading = signal(false);

export const shown = computed(() => {
  const known = filter.value.deleted ? binned.value : new Map(pictures.value.map((each) => [each.id, each]));
  return /** @type {Picture[]} */ (ids.value.map((id) => known.get(id)).filter(Boolean));
});

/** Tags that were seen. */
export const tags = computed(() => [...new Set(pictures.value.flatMap((each) => each.tags))].sort());

export const selected = signal(/** @type {Set<string>} */ (new Set()));
/** Where one stands, for arrows: a picture's id. */
export const cursor = signal("");
export const chosen = computed(() => shown.value.filter((each) => selected.value.has(each.id)));
/** What "i", "f" and Del are about: what is selected, or else where one stands. */
export const meant = computed(() => (chosen.value.length ? chosen.value : shown.value.filter((each) => each.id === cursor.value)));

let asked = 0;

/** @param {string|null|undefined} before @param {number} [limit] */
function page(before, limit = PAGE) {
  const { words, model, favourite, colour, tag, deleted } = filter.value;
  const query = new URLSearchParams({ limit: String(limit) });
  for (const [name, value] of Object.entries({ words: words.trim(), model, colour, tag, before })) if (value) query.set(name, value);
  if (favourite) query.set("favourite", "true");
  if (deleted) query.set("deleted", "true");
  return get(`/pictures?${query}`);
}

/** @param {{pictures: Picture[], next: string|null}} found */
function take(found) {
  if (filter.value.deleted) binned.value = new Map([...binned.value, ...found.pictures.map((/** @type {Picture} */ each) => /** @type {[string, Picture]} */ ([each.id, each]))]);
  else pictures.value = merged(found.pictures, pictures.value);
  ids.value = [...new Set([...ids.value, ...found.pictures.map((each) => each.id)])].sort((a, b) => (a < b ? 1 : -1));
}

/** Goes on where it ended; a page may come back empty and yet not be the last. Whether something came. @returns {Promise<boolean>} */
export async function more(limit = PAGE) {
  if (loading.value || next.value === null) return false;
  const mine = ++asked;
  loading.value = true;
  try {
    const found = await page(next.value, limit);
    if (mine !== asked) return false;
    take(found);
    next.value = found.next;
  } catch (error) {
    toastError(error);
    return false; // scrolling asks again
  } finally {
    if (mine === asked) loading.value = false;
  }
  return mine === asked && next.value && !shown.value.length ? more(limit) : true;
}

/** Looks for something else. @param {Partial<Filter>} what */
export function look(what) {
  filter.value = { ...filter.value, ...what };
  asked += 1;
  loading.value = false;
  next.value = undefined;
  ids.value = [];
  binned.value = new Map();
  selected.value = new Set();
  return more();
}

/** On coming back: what was painted in the meantime stands in front, what was found stays. */
export async function refresh() {
  if (next.value === undefined) return more();
  const found = await page(undefined).catch(() => null);
  if (found && !filter.value.deleted) take(found);
  return false;
}

/** Everything that matches, for "select all"; at most a thousand. */
export async function everything() {
  while (next.value && ids.value.length < 1000 && (await more(200)));
  return shown.value;
}

/** Takes pictures out of the bin's list. @param {string[]} gone */
export function unbin(gone) {
  binned.value = new Map([...binned.value].filter(([id]) => !gone.includes(id)));
}

onPicture((picture) => {
  const { words, model, favourite, colour, tag, deleted } = filter.value;
  const said = picture.prompt.toLowerCase();
  const fits = !favourite && !colour && !tag && !deleted && (!model || model === picture.model) && words.toLowerCase().split(/\s+/).every((/** @type {string} */ word) => said.includes(word));
  if (fits && next.value !== undefined) ids.value = [...new Set([picture.id, ...ids.value])].sort((a, b) => (a < b ? 1 : -1));
});
