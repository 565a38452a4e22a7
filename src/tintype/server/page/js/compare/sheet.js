// A comparison as one picture, to be sent around: the sentence, the pictures with their names, the seed.
import { t } from "../strings.js";

/** @typedef {import("./show.js").Item} Item */

const WIDTH = 2400;
const EDGE = 90;
const GAP = 36;
const CAPTION = 96;

/** @param {{sentence: string, items: Item[], note: string}} what @returns {Promise<Blob>} a PNG */
export async function sheet({ sentence, items, note }) {
  await document.fonts.ready;
  const images = await Promise.all(items.map((each) => loaded(each.src)));
  const columns = items.length < 4 ? items.length : items.length === 4 ? 2 : 3;
  const each = (WIDTH - 2 * EDGE - (columns - 1) * GAP) / columns;
  const heights = images.map((image) => (each * image.naturalHeight) / image.naturalWidth);
  const rows = Array.from({ length: Math.ceil(items.length / columns) }, (_, i) => Math.max(...heights.slice(i * columns, (i + 1) * columns)));
  const canvas = document.createElement("canvas");
  const paint = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  paint.font = "76px 'Instrument Serif', Georgia, serif";
  const said = sentence ? wrapped(paint, sentence, WIDTH - 2 * EDGE).slice(0, 4) : [];
  const head = EDGE + said.length * 84 + (note ? 64 : 0) + 40;
  canvas.width = WIDTH;
  canvas.height = Math.round(head + rows.reduce((sum, row) => sum + row + CAPTION, 0) + EDGE);
  paint.fillStyle = "#f6f4f0";
  paint.fillRect(0, 0, canvas.width, canvas.height);
  paint.textBaseline = "alphabetic";
  paint.fillStyle = "#1b1816";
  paint.font = "76px 'Instrument Serif', Georgia, serif";
  said.forEach((line, i) => paint.fillText(line, EDGE, EDGE + 56 + i * 84));
  paint.font = "34px Geist, system-ui, sans-serif";
  paint.fillStyle = "#575048";
  if (note) paint.fillText(note, EDGE, EDGE + said.length * 84 + 34);
  images.forEach((image, i) => {
    const x = EDGE + (i % columns) * (each + GAP);
    const y = head + rows.slice(0, Math.floor(i / columns)).reduce((sum, row) => sum + row + CAPTION, 0);
    paint.drawImage(image, x, y, each, heights[i]);
    const item = items[i];
    caption(paint, item, x, y + heights[i] + 52, each);
  });
  paint.font = "italic 44px 'Instrument Serif', Georgia, serif";
  paint.fillStyle = "#6b635a";
  paint.textAlign = "right";
  paint.fillText("tintype", WIDTH - EDGE, canvas.height - 44);
  return new Promise((done, no) => canvas.toBlob((blob) => (blob ? done(blob) : no(new Error(t.compareOf.noSheet))), "image/png"));
}

/** @param {CanvasRenderingContext2D} paint @param {Item} item @param {number} x @param {number} y @param {number} width */
function caption(paint, item, x, y, width) {
  paint.fillStyle = "#1b1816";
  paint.font = "500 38px Geist, system-ui, sans-serif";
  const name = item.title ? `${item.letter}  ${item.title}` : item.letter;
  paint.fillText(name, x, y);
  const room = width - paint.measureText(name).width - 24;
  paint.fillStyle = "#575048";
  paint.font = "34px Geist, system-ui, sans-serif";
  let words = item.note;
  while (words && paint.measureText(words).width > room) words = `${words.slice(0, -2).trimEnd()}…`.replace(/……$/, "…");
  paint.textAlign = "right";
  if (words !== "…") paint.fillText(words, x + width, y);
  paint.textAlign = "left";
}

/** @param {string} src @returns {Promise<HTMLImageElement>} */
async function loaded(src) {
  const image = new Image();
  image.src = src;
  await image.decode();
  return image;
}

/** @param {CanvasRenderingContext2D} paint @param {string} text @param {number} width */
function wrapped(paint, text, width) {
  /** @type {string[]} */
  const lines = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    const longer = line ? `${line} ${word}` : word;
    if (line && paint.measureText(longer).width > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return line ? [...lines, line] : lines;
}
