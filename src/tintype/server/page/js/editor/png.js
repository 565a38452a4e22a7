// A mask as a PNG of one grey byte for each pixel. Not by a canvas: some browsers alter what is read back from one.

/** @param {Uint8Array} grey @param {number} width @param {number} height @returns {Promise<Blob>} */
export async function png(grey, width, height) {
  const rows = new Uint8Array((width + 1) * height); // each begins with its filter: 0, none
  for (let y = 0; y < height; y++) rows.set(grey.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const packed = new Blob([rows]).stream().pipeThrough(new CompressionStream("deflate"));
  const head = new DataView(new ArrayBuffer(13));
  head.setUint32(0, width);
  head.setUint32(4, height);
  head.setUint8(8, 8); // bits; colour type 0, grey, and the rest stay 0
  return new Blob([
    new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", new Uint8Array(head.buffer)),
    chunk("IDAT", new Uint8Array(await new Response(packed).arrayBuffer())),
    chunk("IEND", new Uint8Array()),
  ], { type: "image/png" });
}

/** @param {string} kind @param {Uint8Array} data */
function chunk(kind, data) {
  const whole = new Uint8Array(12 + data.length);
  const view = new DataView(whole.buffer);
  view.setUint32(0, data.length);
  whole.set(new TextEncoder().encode(kind), 4);
  whole.set(data, 8);
  view.setUint32(8 + data.length, crc(whole.subarray(4, 8 + data.length)));
  return whole;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n;
});

/** @param {Uint8Array} data */
function crc(data) {
  let c = 0xffffffff;
  for (const each of data) c = TABLE[(c ^ each) & 255] ^ (c >>> 8);
  return ~c >>> 0;
}
