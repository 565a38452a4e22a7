// Where each picture stands: days one under another, in each lines of equal height, as wide as the page.
// All places are known before any picture is, so nothing moves when they come.

/**
 * @typedef {import("../state.js").Picture} Picture
 * @typedef {{picture: Picture, index: number, left: number, width: number}} Cell index: among all pictures
 * @typedef {{top: number, height: number, cells: Cell[]}} Line
 * @typedef {{day: string, at: number, top: number, height: number, count: number, lines: Line[]}} Day at: seconds since 1970
 */

const HEAD = 56;
const FLATTEST = 3;
const TALLEST = 0.45;

/** @param {Picture} picture */
const ratio = (picture) => Math.max(TALLEST, Math.min(FLATTEST, picture.width / picture.height));

/** @param {number} seconds */
const dayOf = (seconds) => new Date(seconds * 1000).toDateString();

/**
 * @param {Picture[]} pictures newest first
 * @param {{width: number, row: number, gap: number}} room row: wished height of a line; all in CSS pixels
 * @returns {{days: Day[], height: number}}
 */
export function layout(pictures, { width, row, gap }) {
  /** @type {Day[]} */
  const days = [];
  let top = 0;
  for (let from = 0; from < pictures.length;) {
    const day = dayOf(pictures[from].created);
    let to = from + 1;
    while (to < pictures.length && dayOf(pictures[to].created) === day) to += 1;
    const lines = filled(pictures, from, to, top + HEAD, { width, row, gap });
    const end = lines[lines.length - 1];
    const height = end.top + end.height + gap - top;
    days.push({ day, at: pictures[from].created, top, height, count: to - from, lines });
    top += height;
    from = to;
  }
  return { days, height: top };
}

/** @param {Picture[]} pictures @param {number} from @param {number} to @param {number} top @param {{width: number, row: number, gap: number}} room */
function filled(pictures, from, to, top, { width, row, gap }) {
  /** @type {Line[]} */
  const lines = [];
  for (let start = from; start < to;) {
    let end = start;
    let sum = 0;
    const fitting = (/** @type {number} */ ratios, /** @type {number} */ n) => (width - (n - 1) * gap) / ratios;
    while (end < to && sum * row + (end - start - 1) * gap < width) sum += ratio(pictures[end++]);
    let fit = fitting(sum, end - start);
    if (end - start > 1 && fit < row) {
      const fewer = sum - ratio(pictures[end - 1]); // one picture less may come nearer to the height that is wished for
      const without = fitting(fewer, end - start - 1);
      if (without / row < row / fit) [end, fit] = [end - 1, without];
    }
    const height = end === to ? Math.min(fit, row * 1.08) : fit;
    let left = 0;
    const cells = pictures.slice(start, end).map((picture, i) => {
      const cell = { picture, index: start + i, left, width: ratio(picture) * height };
      left += cell.width + gap;
      return cell;
    });
    lines.push({ top, height, cells });
    top += height + gap;
    start = end;
  }
  return lines;
}

/** The picture above or below another, nearest to its middle. @param {Day[]} days @param {number} index @param {number} step −1 up, 1 down */
export function beside(days, index, step) {
  const lines = days.flatMap((day) => day.lines);
  const at = lines.findIndex((line) => line.cells.some((cell) => cell.index === index));
  const cell = lines[at]?.cells.find((each) => each.index === index);
  const there = lines[at + step];
  if (!cell || !there) return index;
  const middle = cell.left + cell.width / 2;
  const far = (/** @type {Cell} */ each) => Math.abs(each.left + each.width / 2 - middle);
  return there.cells.reduce((best, each) => (far(each) < far(best) ? each : best)).index;
}
