// What one can do with a finished picture, as a row of buttons: here and in its own view.
import { html } from "../preact.js";
import { send } from "../api.js";
import { recallAgain } from "../gallery/drop.js";
import { go, href } from "../router.js";
import { draft, keep, painters } from "../state.js";
import { t } from "../strings.js";
import { sized } from "../studio/frame.js";
import { Button, Round } from "../ui/button.js";
import { Menu } from "../ui/menu.js";
import { toast, toastError } from "../ui/toast.js";

/** @typedef {import("../state.js").Picture} Picture */

/** @param {Picture} picture */
export async function toggleFavourite(picture) {
  keep({ ...picture, favourite: !picture.favourite });
  try {
    keep(await send("PATCH", `/pictures/${picture.id}`, { favourite: !picture.favourite }));
  } catch (error) {
    keep(picture);
    toastError(error);
  }
}

/** Into the bin, with an undo. @param {Picture} picture */
export async function bin(picture) {
  try {
    keep(await send("DELETE", `/pictures/${picture.id}`));
    toast(t.binned, { undo: async () => {
      await send("POST", "/pictures/restore", { ids: [picture.id] }).catch(toastError);
      keep({ ...picture, deleted: null });
    } });
    return true;
  } catch (error) {
    toastError(error);
    return false;
  }
}

/** The picture itself into the clipboard, as a PNG. @param {Picture} picture */
export async function copyPicture(picture) {
  try {
    const data = fetch(picture.file).then((answer) => answer.blob());
    await navigator.clipboard.write([new ClipboardItem({ "image/png": data })]);
    toast(t.copied);
  } catch {
    toast(t.copyFailed);
  }
}

/** @param {string} words */
export async function copyText(words) {
  try {
    await navigator.clipboard.writeText(words);
    toast(t.copied);
  } catch {
    toast(t.copyFailed);
  }
}

/** Its sentence and frame into the studio. @param {Picture} picture */
export function reuse(picture) {
  if (!picture.job) {
    recallAgain(picture.id);
    return;
  }
  draft.sentence.value = picture.prompt;
  draft.aspect.value = "free";
  draft.width.value = picture.width;
  draft.height.value = picture.height;
  const long = Math.max(picture.width, picture.height);
  const shape = t.shapes.find(({ ratio }) => sized(ratio, long).join() === [picture.width, picture.height].join());
  if (shape) {
    draft.aspect.value = shape.ratio;
    draft.long.value = long;
  }
  if (picture.quality) draft.quality.value = picture.quality;
  if (picture.operation === "generate") draft.seed.value = String(picture.seed);
  if (painters.value.some((each) => each.name === picture.model)) draft.model.value = picture.model;
  toast(t.used);
  go("");
}

/** @param {string} id @param {"png"|"jpeg"|"webp"} format */
export const fileOf = (id, format) => `/api/pictures/${id}/file?format=${format}&download=true${format === "png" ? "" : "&compression=92"}`;

/** @param {{picture: Picture, place?: string}} props */
export function Download({ picture, place = "" }) {
  const items = /** @type {("png"|"jpeg"|"webp")[]} */ (["png", "jpeg", "webp"]).map((format) => ({ name: t.formats[format], note: t.formatNotes[format], href: fileOf(picture.id, format), download: "" }));
  return html`<${Menu} round icon="download" name=${t.download} items=${items} place=${place} />`;
}

/** @param {{picture: Picture, brief?: boolean, place?: string}} props brief: in the studio, with ways into the picture's own view */
export function Actions({ picture, brief, place = "up" }) {
  return html`
    ${brief && html`
      <${Button} size="small" icon="pencil" href=${`${href("picture", picture.id)}?do=change`}>${t.change}<//>
      <${Button} size="small" icon="grid" href=${`${href("picture", picture.id)}?do=vary`}>${t.vary}<//>`}
    ${brief ? html`<${Button} size="small" icon="brush" href=${href("edit", picture.id)}>${t.edit}<//>` : html`<${Round} icon="brush" name=${t.edit} href=${href("edit", picture.id)} />`}
    <${Round} icon="heart" full=${picture.favourite} name=${t.favourite} aria-pressed=${String(picture.favourite)} onClick=${() => toggleFavourite(picture)} />
    <${Download} picture=${picture} place=${place} />
    <${Round} icon="copy" name=${t.copyPicture} onClick=${() => copyPicture(picture)} />
    <${Round} icon="reuse" name=${t.use} onClick=${() => reuse(picture)} />`;
}
