// The mask, seen: a tint over the picture, fainter where it is soft, with a line along its edge.

const TINT = [255, 64, 92];
const MOST = 4096; // pixels of the canvas at its longer side; larger pictures are shown by every n-th pixel
const FILL = 0.46;
const EDGE = 0.95;

/** How many pixels of the picture are one of the canvas. @param {number} width @param {number} height */
export const coarse = (width, height) => Math.max(1, Math.ceil(Math.max(width, height) / MOST));

/**
 * Draws a part of the mask anew.
 * @param {HTMLCanvasElement} canvas @param {import("./mask.js").Mask} mask
 * @param {import("./mask.js").Box} box what changed
 * @param {Uint8Array} soft what is shown: the mask's pixels, feathered or not
 */
export function draw(canvas, mask, box, soft) {
  const n = coarse(mask.width, mask.height);
  const [left, top] = [Math.max(0, Math.floor(box.left / n) - 1), Math.max(0, Math.floor(box.top / n) - 1)];
  const [right, bottom] = [Math.min(canvas.width, Math.ceil(box.right / n) + 1), Math.min(canvas.height, Math.ceil(box.bottom / n) + 1)];
  const pen = canvas.getContext("2d");
  if (!pen || right <= left || bottom <= top) return;
  const part = pen.createImageData(right - left, bottom - top);
  const { pixels, width, height } = mask;
  const thick = Math.max(1, Math.round(Math.max(width, height) / n / 700)) * n;
  for (let y = top, to = 0; y < bottom; y++) {
    for (let x = left; x < right; x++, to += 4) {
      const at = y * n * width + x * n;
      if (!pixels[at]) continue;
      part.data.set(TINT, to);
      part.data[to + 3] = 255 * (rim(pixels, width, height, x * n, y * n, thick) ? EDGE : (FILL * (0.25 + 0.75 * soft[at] / 255)));
    }
  }
  pen.putImageData(part, left, top);
}

/** Whether something beside a marked pixel is not marked; the picture's own edge counts as well. @param {Uint8Array} pixels @param {number} width @param {number} height @param {number} x @param {number} y @param {number} d */
function rim(pixels, width, height, x, y, d) {
  if (x < d || y < d || x + d >= width || y + d >= height) return true;
  const at = y * width + x;
  return !pixels[at - d] || !pixels[at + d] || !pixels[at - d * width] || !pixels[at + d * width];
}
