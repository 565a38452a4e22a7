// Selecting: by click, with Shift from the last one on, with Ctrl or ⌘ one more, by a finger that stays.
import { cursor, everything, selected, shown } from "./found.js";

let anchor = "";

/** @param {string} id @param {boolean} [range] from the last one on */
export function toggle(id, range = false) {
  if (range && anchor) {
    between(anchor, id);
    return;
  }
  const now = new Set(selected.value);
  if (!now.delete(id)) now.add(id);
  selected.value = now;
  anchor = id;
  cursor.value = id;
}

/** @param {string} from @param {string} to */
function between(from, to) {
  const all = shown.value.map((each) => each.id);
  const [a, b] = [all.indexOf(from), all.indexOf(to)];
  if (a < 0 || b < 0) return;
  selected.value = new Set([...selected.value, ...all.slice(Math.min(a, b), Math.max(a, b) + 1)]);
}

/** Whether a click on a picture selects, instead of opening it. @param {MouseEvent} event @param {string} id */
export function choose(event, id) {
  if (event.shiftKey) {
    between(anchor || cursor.value || id, id);
    return true;
  }
  if (!selected.value.size && !event.ctrlKey && !event.metaKey) return false;
  toggle(id);
  return true;
}

/** Arrows with Shift. @param {string} from @param {string} to */
export function extend(from, to) {
  if (!selected.value.size) anchor = from;
  between(from, to);
}

export async function chooseAll() {
  selected.value = new Set((await everything()).map((each) => each.id));
}

export function chooseNone() {
  selected.value = new Set();
  anchor = "";
}
