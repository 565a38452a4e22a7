// What is done to several pictures at once. What can be undone, is.
import { post, send } from "../api.js";
import { merged, pictures } from "../state.js";
import { t } from "../strings.js";
import { toast, toastError } from "../ui/toast.js";
import { ALL, look, unbin } from "./found.js";
import { chooseNone } from "./selecting.js";

/** @typedef {import("../state.js").Picture} Picture */

const AT_ONCE = 6;

/** @param {Picture[]} changed */
const put = (changed) => { pictures.value = merged(changed, pictures.value); };

/** The same to each, a few at a time. @param {Picture[]} all @param {(picture: Picture) => any} marks @returns {Promise<Picture[]>} */
async function mark(all, marks) {
  /** @type {Picture[]} */
  const done = [];
  const queue = [...all];
  const work = async () => {
    for (let each = queue.shift(); each; each = queue.shift()) done.push(await send("PATCH", `/pictures/${each.id}`, marks(each)));
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } finally {
    put(done);
  }
  return done;
}

/** Marks all, or takes the mark from all where each has it. @param {Picture[]} all */
export async function favourite(all) {
  const on = !all.every((each) => each.favourite);
  const before = all;
  put(all.map((each) => ({ ...each, favourite: on })));
  await mark(all, () => ({ favourite: on })).catch((error) => { put(before); toastError(error); });
}

/** @param {Picture[]} all @param {string} tag */
export async function addTag(all, tag) {
  const name = tag.trim();
  if (!name) return;
  await mark(all.filter((each) => !each.tags.includes(name)), (each) => ({ tags: [...each.tags, name] })).then(
    () => toast(t.galleryOf.tagged(all.length, name)), toastError,
  );
}

/** @param {Picture} picture @param {string} tag */
export const dropTag = (picture, tag) => mark([picture], (each) => ({ tags: each.tags.filter((/** @type {string} */ name) => name !== tag) })).catch(toastError);

/** Into the bin, with an undo. @param {Picture[]} all */
export async function bin(all) {
  const ids = all.map((each) => each.id);
  try {
    for (const some of pieces(ids)) await post("/pictures/delete", { ids: some });
  } catch (error) {
    toastError(error);
    return;
  }
  const gone = new Set(ids);
  pictures.value = pictures.value.filter((each) => !gone.has(each.id));
  chooseNone();
  toast(t.galleryOf.binned(all.length), { undo: () => back(ids, all) });
}

/** Out of the bin again. @param {Picture[]} all */
export async function restore(all) {
  const ids = all.map((each) => each.id);
  if (await back(ids, all.map((each) => ({ ...each, deleted: null })))) {
    unbin(ids);
    chooseNone();
    toast(t.galleryOf.restored(all.length));
  }
}

/** All that is in the bin, for good. */
export async function emptyBin() {
  try {
    await post("/pictures/purge", undefined);
    await look({ ...ALL, deleted: true });
    toast(t.galleryOf.emptied);
  } catch (error) {
    toastError(error);
  }
}

/** @param {string[]} ids @param {Picture[]} all */
async function back(ids, all) {
  try {
    for (const some of pieces(ids)) await post("/pictures/restore", { ids: some });
  } catch (error) {
    toastError(error);
    return false;
  }
  put(all);
  return true;
}

/** @param {string[]} ids */
const pieces = (ids) => Array.from({ length: Math.ceil(ids.length / 1000) }, (_, i) => ids.slice(1000 * i, 1000 * (i + 1)));

/** All of them in one file; one alone as it is. @param {Picture[]} all @param {"png"|"jpeg"|"webp"} format */
export async function download(all, format = "png") {
  const ready = toast(t.galleryOf.packing(all.length), { seconds: 600 });
  try {
    const answer = await fetch("/api/pictures/zip", {
      method: "POST", headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ids: all.map((each) => each.id).slice(0, 1000), format }),
    });
    if (!answer.ok) throw new Error((await answer.json()).error.message);
    const name = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "")?.[1] ?? "tintype.zip";
    save(await answer.blob(), name);
  } catch (error) {
    toastError(error);
  } finally {
    ready();
  }
}

/** Hands a file to whoever looks at the page. @param {Blob} data @param {string} name */
export function save(data, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(data);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
