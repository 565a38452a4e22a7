// The sentence as it is typed: read by the coach as one goes on, and what was put behind it can be taken back.
import { computed, effect, signal } from "../preact.js";
import { post } from "../api.js";
import { reading } from "../reading.js";
import { joined, replaced } from "../sentence.js";
import { draft } from "../state.js";
import { toastError } from "../ui/toast.js";

/** @typedef {{element: import("../state.js").Element, words: string, because: string}} Addition */

/** The last reading, with the sentence it is of. */
export const read = signal(/** @type {(import("../reading.js").Reading & {of: string})|null} */ (null));

/** What Enrich proposes and nobody has taken or left yet. */
export const proposed = signal(/** @type {Addition[]} */ ([]));
/** Whether Enrich was asked, and found nothing to add. */
export const nothing = signal(false);
export const thinking = signal(false);

let busy = false;

/** Reads the newest sentence; while one is being read, those in between are passed over. */
async function readOn() {
  if (busy) return;
  busy = true;
  try {
    for (let of = ""; of !== draft.sentence.value;) {
      of = draft.sentence.value;
      read.value = of.trim() ? { ...(await reading(of)), of } : null;
    }
  } catch { /* the next letter tries again */ } finally {
    busy = false;
  }
}

effect(() => {
  draft.sentence.value;
  nothing.value = false;
  readOn();
});

/** @type {import("../preact.js").Signal<{before: Said, after: Said}[]>} */
const steps = signal([]);
/** @typedef {{sentence: string, proposed: Addition[]}} Said */

/** Whether the last thing done by a click can be taken back: nothing was typed since. */
export const canUndo = computed(() => steps.value.at(-1)?.after.sentence === draft.sentence.value);

/** @param {string} sentence @param {Addition[]} [left] */
function say(sentence, left = proposed.value) {
  const before = { sentence: draft.sentence.value, proposed: proposed.value };
  steps.value = [...steps.value.slice(-49), { before, after: { sentence, proposed: left } }];
  draft.sentence.value = sentence;
  proposed.value = left;
}

export function undo() {
  const step = steps.value.at(-1);
  if (!step || !canUndo.value) return;
  steps.value = steps.value.slice(0, -1);
  draft.sentence.value = step.before.sentence;
  proposed.value = step.before.proposed;
}

/** Puts words behind the sentence. @param {string} words */
export const add = (words) => say(joined(draft.sentence.value, words));

/** Takes a suggestion of the coach. @param {import("../reading.js").Finding} finding @param {string} words */
export function follow(finding, words) {
  if (finding.fault === "empty" || !finding.spans.length) add(words);
  else say(replaced(draft.sentence.value, finding.spans, words));
}

/** Another whole sentence. @param {string} sentence */
export const begin = (sentence) => say(sentence, []);

/** @param {Addition} addition */
export const accept = (addition) => say(joined(draft.sentence.value, addition.words), proposed.value.filter((each) => each !== addition));

/** @param {Addition} addition */
export const reject = (addition) => say(draft.sentence.value, proposed.value.filter((each) => each !== addition));

export const acceptAll = () => say(proposed.value.reduce((sentence, each) => joined(sentence, each.words), draft.sentence.value), []);

let seed = -1;

/** Asks what could be added; again: other ideas. */
export async function enrich() {
  seed += 1;
  thinking.value = true;
  try {
    const found = await post("/enrich", { sentence: draft.sentence.value, seed });
    proposed.value = found.additions;
    nothing.value = !found.additions.length;
  } catch (error) {
    toastError(error);
  } finally {
    thinking.value = false;
  }
}
