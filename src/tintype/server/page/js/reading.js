// Sentences as the coach reads them; what was read once is not asked for again.
import { post } from "./api.js";

/**
 * @typedef {{element: import("./state.js").Element, fault: "empty"|"vague"|"contradicts", reason: string,
 *   suggestions: string[], spans: number[][]}} Finding
 * @typedef {{phrases: import("./sentence.js").Phrase[], implied: any[], likened: string[][], unread: number[][]}} Brief
 * @typedef {{brief: Brief, findings: Finding[]}} Reading
 */

/** @type {Map<string, Promise<Reading>>} */
const read = new Map();

/** @param {string} sentence @returns {Promise<Reading>} */
export function reading(sentence) {
  const there = read.get(sentence);
  if (there) return there;
  const asked = post("/coach", { sentence });
  if (read.size > 200) read.clear();
  read.set(sentence, asked);
  asked.catch(() => read.delete(sentence));
  return asked;
}

/** What could be said of an element instead, or besides. @param {string} sentence @param {string} element @returns {Promise<{words: string, because: string}[]>} */
export const offers = async (sentence, element) => (await post("/offers", { sentence, element })).offers;
