// Soft edges, inside what is marked: nothing outside is ever touched. A marked pixel counts by how far it lies
// from the nearest one that is not, up to the feather's width; exact distances (Felzenszwalb and Huttenlocher,
// Theory of Computing 8, 2012). Beyond the picture's edge there is no edge of the mask.

const FAR = 1e12;

/**
 * @param {Uint8Array} pixels 0 or 255 @param {number} width @param {number} height
 * @param {number} feather pixels, 0: as it is
 * @param {import("./mask.js").Box} box that holds all that is marked
 * @returns {Uint8Array} 0 to 255; 0 exactly where it was 0
 */
export function feathered(pixels, width, height, feather, box) {
  if (feather <= 0) return pixels;
  // one pixel more on each side: whatever is not marked and nearest lies there, if not inside
  const [left, top] = [Math.max(0, box.left - 1), Math.max(0, box.top - 1)];
  const [wide, high] = [Math.min(width, box.right + 1) - left, Math.min(height, box.bottom + 1) - top];
  const squares = new Float64Array(wide * high);
  for (let y = 0, i = 0; y < high; y++) for (let x = 0; x < wide; x++, i++) squares[i] = pixels[(top + y) * width + left + x] ? FAR : 0;
  const line = new Line(Math.max(wide, high));
  for (let x = 0; x < wide; x++) line.along(squares, x, wide, high);
  for (let y = 0; y < high; y++) line.along(squares, y * wide, 1, wide);
  const soft = new Uint8Array(pixels.length);
  for (let y = 0, i = 0; y < high; y++) {
    for (let x = 0; x < wide; x++, i++) {
      if (squares[i] > 0) soft[(top + y) * width + left + x] = Math.max(1, Math.round(255 * ramp(Math.min(1, (Math.sqrt(squares[i]) - 0.5) / feather))));
    }
  }
  return soft;
}

/** From 0 to 1 without a corner at either end. @param {number} t */
const ramp = (t) => t * t * (3 - 2 * t);

/** Distances along one line of pixels: the lowest of many parabolas. */
class Line {
  /** @param {number} longest */
  constructor(longest) {
    this.from = new Float64Array(longest);
    this.at = new Int32Array(longest);
    this.border = new Float64Array(longest + 1);
  }

  /** @param {Float64Array} values replaced in place @param {number} start @param {number} step @param {number} n */
  along(values, start, step, n) {
    const { from, at, border } = this;
    let k = 0;
    for (let i = 0; i < n; i++) from[i] = values[start + i * step];
    at[0] = 0;
    border[0] = -Infinity;
    border[1] = Infinity;
    for (let i = 1; i < n; i++) {
      let cross = meet(from, i, at[k]);
      while (cross <= border[k]) cross = meet(from, i, at[--k]);
      at[++k] = i;
      border[k] = cross;
      border[k + 1] = Infinity;
    }
    k = 0;
    for (let i = 0; i < n; i++) {
      while (border[k + 1] < i) k++;
      values[start + i * step] = (i - at[k]) ** 2 + from[at[k]];
    }
  }
}

/** Where two parabolas meet. @param {Float64Array} from @param {number} i @param {number} j */
const meet = (from, i, j) => (from[i] + i * i - from[j] - j * j) / (2 * (i - j));
