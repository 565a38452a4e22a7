// The trail of a picture: the tree of all that came from the same first one, and what was changed at each step.
import { get } from "../api.js";
import { reading } from "../reading.js";
import { changed, words } from "../sentence.js";
import { keep, wordless } from "../state.js";
import { t } from "../strings.js";

/**
 * @typedef {import("../state.js").Picture} Picture
 * @typedef {{picture: Picture, step: string, children: Node[]}} Node step: what was changed to get here
 */

/** The whole tree that a picture stands in. @param {string} id @returns {Promise<Node>} */
export async function tree(id) {
  const near = (await get(`/pictures/${id}/lineage`)).pictures;
  const root = near[0];
  const all = root.id === id ? near : (await get(`/pictures/${root.id}/lineage`)).pictures;
  all.forEach(keep);
  /** @type {Map<string, Node>} */
  const nodes = new Map(all.map((/** @type {Picture} */ picture) => [picture.id, { picture, step: "", children: [] }]));
  await Promise.all([...nodes.values()].map(async (node) => {
    const parent = node.picture.parent ? nodes.get(node.picture.parent) : undefined;
    if (!parent) return;
    node.step = await step(parent.picture, node.picture);
    parent.children.push(node);
  }));
  for (const { children } of nodes.values()) children.sort((a, b) => (a.picture.id < b.picture.id ? -1 : 1));
  return without(/** @type {Node} */ (nodes.get(root.id)), id);
}

/** Without what lies in the bin, as far as nothing came of it. @param {Node} node @param {string} id that stays in any case @returns {Node} */
function without(node, id) {
  node.children = node.children.map((child) => without(child, id)).filter(({ picture, children }) => picture.deleted === null || picture.id === id || children.length > 0);
  return node;
}

/** @param {Picture} before @param {Picture} after */
function edited(before, after) {
  const words = t.editorOf.did;
  if (before.width !== after.width || before.height !== after.height) return words.extend;
  return wordless(after) ? words.erase : `${words.replace}: ${after.prompt}`;
}

/** What makes a picture another than the one it came from, in a word or two. @param {Picture} before @param {Picture} after */
export async function step(before, after) {
  if (after.operation === "edit") return edited(before, after);
  if (after.operation && after.operation !== "generate") return t.operations[/** @type {"edit"} */ (after.operation)] ?? after.operation;
  if (before.prompt === after.prompt) return before.seed === after.seed ? t.sameAgain : t.variation;
  try {
    const [one, other] = await Promise.all([reading(before.prompt), reading(after.prompt)]);
    const elements = changed(one.brief.phrases, other.brief.phrases);
    if (!elements.length) return t.other;
    return elements.map((each) => t.changedTo(t.element[/** @type {"subject"} */ (each)], words(other.brief.phrases, each))).join("; ");
  } catch {
    return t.other;
  }
}
