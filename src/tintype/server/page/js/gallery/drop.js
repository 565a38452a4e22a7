// A picture that is dropped anywhere on the page, or pasted, brings back how it was made, whatever program made it.
import { html, signal, useEffect } from "../preact.js";
import { get, send } from "../api.js";
import { go } from "../router.js";
import { draft, keep, painters, standard } from "../state.js";
import { t } from "../strings.js";
import { sized } from "../studio/frame.js";
import { Icon } from "../ui/icon.js";
import { toast, toastError } from "../ui/toast.js";

/** @typedef {{program: string, prompt: string|null, negative: string|null, seed: number|null, size: string|null, steps: number|null, model: string|null}} Recalled */

const over = signal(false);
const busy = signal(false);

/** Whether something that was dragged came from elsewhere: pictures of this page are files too, to a browser. */
let inside = false;

export function Drop() {
  useEffect(() => {
    const files = (/** @type {DragEvent} */ event) => !inside && !event.defaultPrevented && event.dataTransfer?.types.includes("Files");
    const begun = () => { inside = true; };
    const ended = () => { inside = false; over.value = false; };
    const hover = (/** @type {DragEvent} */ event) => {
      if (!files(event)) return;
      event.preventDefault();
      over.value = true;
    };
    const left = (/** @type {DragEvent} */ event) => { if (!event.relatedTarget) over.value = false; };
    const dropped = (/** @type {DragEvent} */ event) => {
      over.value = false;
      if (!files(event)) return;
      event.preventDefault();
      bringFiles([...(event.dataTransfer?.files ?? [])]);
    };
    const pasted = (/** @type {ClipboardEvent} */ event) => {
      const found = [...(event.clipboardData?.files ?? [])].filter((each) => each.type.startsWith("image/"));
      if (!found.length || event.defaultPrevented || event.clipboardData?.types.includes("text/plain")) return;
      event.preventDefault();
      bringFiles(found);
    };
    /** @type {[string, any][]} */
    const all = [["dragstart", begun], ["dragend", ended], ["dragover", hover], ["dragleave", left], ["drop", dropped], ["paste", pasted]];
    all.forEach(([name, hear]) => addEventListener(name, hear));
    return () => all.forEach(([name, hear]) => removeEventListener(name, hear));
  }, []);
  return html`
    ${over.value && html`<div class="dropping"><div><${Icon} name="download" /><p class="serif">${t.drop.here}</p><p class="quiet">${t.drop.lead}</p></div></div>`}
    <p class="unseen" role="status">${busy.value ? t.drop.reading : ""}</p>`;
}

/** Brings pictures in; one alone gives its settings to the studio. @param {File[]} files */
export async function bringFiles(files) {
  if (!files.length || busy.value) return;
  busy.value = true;
  const reading = toast(t.drop.reading, { seconds: 60 });
  let last = null;
  let count = 0;
  for (const file of files) {
    try {
      last = await bring(file);
      count += 1;
    } catch (error) {
      toastError(error);
    }
  }
  reading();
  busy.value = false;
  if (count > 1) {
    toast(t.drop.many(count));
    go("gallery");
  } else if (last?.recalled?.prompt) {
    recall(last.recalled);
  } else if (last) {
    toast(t.drop.silent);
    go(`picture/${last.picture.id}`);
  }
}

/** @param {File} file @returns {Promise<{picture: import("../state.js").Picture, recalled: Recalled|null}>} */
async function bring(file) {
  const form = new FormData();
  form.append("file", file);
  const found = await send("POST", "/pictures", form);
  keep(found.picture);
  return found;
}

/** Its sentence and frame into the studio, with a way back. @param {Recalled} said */
export function recall(said) {
  const before = Object.fromEntries(Object.entries(draft).map(([name, each]) => [name, each.value]));
  const known = painters.value.find((each) => each.name === said.model);
  draft.sentence.value = said.prompt ?? draft.sentence.value;
  if (said.negative) draft.negative.value = said.negative;
  if (said.seed !== null) draft.seed.value = String(said.seed);
  if (known) draft.model.value = known.name;
  if (said.size) frame(said.size);
  const words = t.drop.recalled(said.program, said.model && !known ? said.model : "");
  toast(words, { undo: () => { for (const [name, value] of Object.entries(before)) /** @type {any} */ (draft)[name].value = value; } });
  go("");
}

/** @param {string} size */
function frame(size) {
  const [width, height] = size.split("x").map(Number);
  if (!width || !height) return;
  const { shortest, longest } = standard.value;
  const long = Math.max(width, height);
  const shape = t.shapes.find(({ ratio }) => sized(ratio, long).join() === [width, height].join());
  draft.aspect.value = shape?.ratio ?? "free";
  draft.long.value = Math.max(shortest, Math.min(longest, long));
  draft.width.value = width;
  draft.height.value = height;
}

/** What a picture from elsewhere says of its making, asked for again. @param {string} id */
export async function recallAgain(id) {
  try {
    const said = await get(`/pictures/${id}/recall`);
    if (said?.prompt) recall(said);
    else toast(t.drop.mute);
  } catch (error) {
    toastError(error);
  }
}
