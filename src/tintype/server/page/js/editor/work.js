// What can be done here and by whom; each thing done is a job, and what comes out a child of the picture.
import { computed } from "../preact.js";
import { accept, post, send } from "../api.js";
import { first } from "../jobs.js";
import { go, route } from "../router.js";
import { fills, isVaried, keep, models } from "../state.js";
import { t } from "../strings.js";
import { toast, toastError } from "../ui/toast.js";
import { feathered } from "./feather.js";
import { png } from "./png.js";
import { changed, feather, maskOf, noSides, over, running } from "./state.js";

/** @typedef {import("../state.js").Model} Model */
/** @typedef {import("../state.js").Picture} Picture */

/** @param {string} operation */
const able = (operation) => (models.value ?? []).filter((model) => model.operations.includes(operation));

/** Those who can do each thing, the best first. */
export const hands = computed(() => {
  const words = able("edit").filter((model) => !fills(model));
  const plain = able("edit").filter(fills);
  return { fill: plain.length ? plain : words, words, extend: plain, upscale: able("upscale"), restore: able("restore"), faces: able("face_swap") };
});

/** Whoever painted a picture in a way that tells what stands in it. @param {Picture} picture */
export const knowsSubject = (picture) => picture.operation === "generate" && (models.value ?? []).find((model) => model.name === picture.model)?.options.includes("background");

/** The mask of a picture, brought in; its name. @param {Picture} picture */
async function upload(picture) {
  const mask = maskOf(picture);
  const grey = feathered(mask.pixels, mask.width, mask.height, feather.value, mask.bounds() ?? mask.whole());
  const form = new FormData();
  form.append("file", await png(grey, mask.width, mask.height), "mask.png");
  return (await post("/masks", form)).mask;
}

/** Asks for a job and goes to what comes of it. @param {Picture} picture @param {string} kind @param {() => any} body made when it is asked for */
async function begin(picture, kind, body) {
  const { id } = picture;
  if (running.value.has(id)) return;
  running.value = new Map(running.value).set(id, { job: "", kind });
  try {
    const job = await accept("/jobs", { images: [id], ...(await body()) });
    first(job);
    running.value = new Map(running.value).set(id, { job: job.id, kind });
    await finish(picture, kind, await over(job.id));
  } catch (error) {
    toastError(error);
  } finally {
    running.value = new Map([...running.value].filter(([each]) => each !== id));
  }
}

/** @param {Picture} picture @param {string} kind @param {import("../jobs.js").Watched} job */
async function finish(picture, kind, job) {
  if (job.failure) toastError(job.failure);
  const [made] = job.pictures;
  if (!made || job.state !== "done") return;
  noSides();
  if (kind === "restore" && made.notes.length) toast(made.notes.join(" "), { seconds: 9 });
  if (route.value.name === "edit" && route.value.id === picture.id) {
    const looked = ["restore", "upscale", "faces"].includes(kind);
    go(`edit/${made.id}?do=${route.value.query.get("do") ?? "mark"}${looked ? "&view=slider" : ""}`);
  }
}

/** @param {Picture} picture @param {string} model */
export const erase = (picture, model) => begin(picture, "erase", async () => ({
  operation: "edit", model, mask: await upload(picture), prompt: "",
}));

/** @param {Picture} picture @param {string} words @param {string} model @param {"replace"|"background"} [kind] */
export const replace = (picture, words, model, kind = "replace") => begin(picture, kind, async () => ({ operation: "edit", model, mask: await upload(picture), prompt: words }));

/** @param {Picture} picture @param {import("./state.js").Sides} more @param {string} model */
export const extend = (picture, more, model) => begin(picture, "extend", () => ({
  operation: "edit", model, options: Object.fromEntries(Object.entries(more).filter(([, pixels]) => pixels)),
  prompt: "",
}));

/** @param {Picture} picture @param {number} scale 2 or 4 @param {string} model */
export const upscale = (picture, scale, model) => begin(picture, "upscale", () => ({ operation: "upscale", model, options: { scale }, prompt: "" }));

/** @param {Picture} picture @param {number} strength 0 to 1 @param {boolean} marked fill what is marked as well @param {string} model */
export const restore = (picture, strength, marked, model) => begin(picture, "restore", async () => ({
  operation: "restore", model, options: { strength }, prompt: "", ...(marked ? { mask: await upload(picture) } : {}),
}));

/**
 * Another face in the place of one; everybody who is seen agreed to it.
 * @param {Picture} picture @param {Picture} face that gives it @param {string} which "largest", "all", or its number from the left @param {string} model
 */
export const swap = (picture, face, which, model) => begin(picture, "faces", () => ({
  operation: "face_swap", model, prompt: "", images: [picture.id, face.id], options: { consent: true, target: Number(which) || which },
}));

/** Marks what stands in the picture: it is painted again with nothing behind. @param {Picture} picture @returns {Promise<boolean>} */
export async function markSubject(picture) {
  const { id } = picture;
  if (running.value.has(id)) return false;
  running.value = new Map(running.value).set(id, { job: "", kind: "subject" });
  try {
    const asked = { prompt: picture.prompt, model: picture.model, seed: picture.seed, quality: "low", size: `${picture.width}x${picture.height}`, options: { background: "transparent" } };
    const job = await (isVaried(picture) ? accept("/pipes", { image: id, step: [{ do: "cutout" }] }) : accept("/jobs", asked));
    first(job);
    running.value = new Map(running.value).set(id, { job: job.id, kind: "subject" });
    const { failure, pictures: [cut] } = await over(job.id);
    if (failure) toastError(failure);
    if (!cut) return false;
    const mask = maskOf(picture);
    mask.put(await clearness(cut, mask.width, mask.height));
    changed(mask, mask.whole());
    keep(await send("DELETE", `/pictures/${cut.id}`));
    return true;
  } catch (error) {
    toastError(error);
    return false;
  } finally {
    running.value = new Map([...running.value].filter(([each]) => each !== id));
  }
}

/** 255 where a picture is not clear, else 0. @param {Picture} picture @param {number} width @param {number} height */
async function clearness(picture, width, height) {
  const image = await createImageBitmap(await (await fetch(picture.file)).blob());
  const pen = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  const found = new Uint8Array(width * height);
  if (!pen) return found;
  pen.drawImage(image, 0, 0, width, height);
  const { data } = pen.getImageData(0, 0, width, height);
  for (let i = 0; i < found.length; i++) found[i] = data[4 * i + 3] >= 128 ? 255 : 0;
  return found;
}
