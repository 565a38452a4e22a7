// What is done to a sentence, as text alone. The server counts characters as people do, JavaScript counts
// halves of some; everything here takes and gives the server's counts.

/** @typedef {{element: import("./state.js").Element, text: string, span: number[]}} Phrase */

/** Words put behind a sentence, which itself stays as it is. @param {string} sentence @param {string} words */
export function joined(sentence, words) {
  const there = sentence.trimEnd();
  if (!there) return words;
  if (/[.!?]$/.test(there)) return `${sentence} ${words[0].toUpperCase()}${words.slice(1)}.`;
  return `${there.replace(/,$/, "")}, ${words}`;
}

/** The sentence in pieces, each with the element it was read under, or "". @param {string} sentence @param {Phrase[]} phrases */
export function pieces(sentence, phrases) {
  const letters = [...sentence];
  const found = [];
  let end = 0;
  for (const { element, span } of [...phrases].sort((a, b) => a.span[0] - b.span[0])) {
    if (span[0] < end || span[1] > letters.length) continue;
    if (span[0] > end) found.push({ text: letters.slice(end, span[0]).join(""), element: "" });
    found.push({ text: letters.slice(span[0], span[1]).join(""), element });
    end = span[1];
  }
  if (end < letters.length) found.push({ text: letters.slice(end).join(""), element: "" });
  return found;
}

/** Other words in place of those at some spans; the first span takes them. @param {string} sentence @param {number[][]} spans @param {string} words */
export function replaced(sentence, spans, words) {
  const letters = [...sentence];
  let text = "";
  let end = 0;
  spans = [...spans].sort((a, b) => a[0] - b[0]);
  spans.forEach(([from, to], i) => {
    text += letters.slice(end, from).join("") + (i ? "" : words);
    end = to;
  });
  text += letters.slice(end).join("");
  return text.replace(/\s+,/g, ",").replace(/,(\s*,)+/g, ",").replace(/\s{2,}/g, " ").replace(/^[\s,]+|[\s,]+$/g, "");
}

/** The words of one element. @param {Phrase[]} phrases @param {string} element */
export const words = (phrases, element) => phrases.filter((each) => each.element === element).map((each) => each.text).join(", ");

/** The elements that two readings say differently. @param {Phrase[]} one @param {Phrase[]} other @returns {string[]} */
export function changed(one, other) {
  const elements = ["subject", "environment", "lighting", "camera", "atmosphere"];
  return elements.filter((each) => words(one, each).toLowerCase() !== words(other, each).toLowerCase());
}
