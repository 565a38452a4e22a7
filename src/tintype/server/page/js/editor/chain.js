// The chain: every step from the first picture to this one, and on to those that came of it.
import { html, useEffect, useRef, useState } from "../preact.js";
import { tree } from "../picture/lineage.js";
import { go, href } from "../router.js";
import { t } from "../strings.js";
import { Round } from "../ui/button.js";
import { toastError } from "../ui/toast.js";

/** @typedef {import("../picture/lineage.js").Node} Node */

/** Which child was walked from last: picture → child. @type {Map<string, string>} */
const walked = new Map();

/**
 * The steps up to a picture and on from it. @param {string} id @param {number} count of pictures known: looked up anew when it grows
 * @returns {{steps: Node[], at: number}}
 */
export function useChain(id, count) {
  const [root, setRoot] = useState(/** @type {Node|null} */ (null));
  useEffect(() => {
    let mine = true;
    tree(id).then((found) => { if (mine) setRoot(found); }, (error) => { if (mine && error.status !== 404) toastError(error); });
    return () => { mine = false; };
  }, [id, count]);
  const path = root ? pathTo(root, id) : null;
  if (!path) return { steps: [], at: 0 };
  path.forEach((node, i) => { if (i) walked.set(path[i - 1].picture.id, node.picture.id); });
  const steps = [...path];
  for (let last = steps.at(-1); last?.children.length; last = steps.at(-1)) {
    const next = walked.get(last.picture.id);
    steps.push(last.children.find((each) => each.picture.id === next) ?? last.children[last.children.length - 1]);
  }
  return { steps, at: path.length - 1 };
}

/** @param {Node} node @param {string} id @returns {Node[]|null} */
function pathTo(node, id) {
  if (node.picture.id === id) return [node];
  for (const child of node.children) {
    const found = pathTo(child, id);
    if (found) return [node, ...found];
  }
  return null;
}

/** What was done to come from one picture to the next. @param {import("../state.js").Picture|undefined} before @param {Node} node */
function did(before, { picture, step }) {
  const words = t.editorOf.did;
  if (!before) return words.first;
  if (picture.operation === "upscale" || picture.operation === "restore") return words[picture.operation];
  return step || t.other;
}

/** @param {{steps: Node[], at: number}} props */
export function Chain({ steps, at }) {
  const strip = useRef(/** @type {HTMLElement|null} */ (null));
  const here = steps[at]?.picture.id;
  useEffect(() => {
    const current = /** @type {HTMLElement|null|undefined} */ (strip.current?.querySelector("[aria-current]"));
    if (current && strip.current) strip.current.scrollTo({ left: current.offsetLeft - strip.current.clientWidth / 2 + current.clientWidth / 2 });
  }, [here, steps.length]);
  if (steps.length < 2) return null;
  const to = (/** @type {number} */ index) => { if (steps[index]) go(`edit/${steps[index].picture.id}`); };
  return html`
    <section class="chain" aria-label=${t.editorOf.steps}>
      <${Round} icon="left" name=${t.editorOf.back} disabled=${!steps[at - 1]} onClick=${() => to(at - 1)} />
      <ol ref=${strip}>${steps.map((node, i) => html`
        <li key=${node.picture.id}><a href=${href("edit", node.picture.id)} class=${i > at ? "ahead" : ""} aria-current=${i === at ? "step" : undefined}>
          <img src=${node.picture.thumbnail} alt="" width="56" height="56" loading="lazy" /><span>${did(steps[i - 1]?.picture, node)}</span></a></li>`)}
      </ol>
      <${Round} icon="right" name=${t.editorOf.forth} disabled=${!steps[at + 1]} onClick=${() => to(at + 1)} />
    </section>`;
}

/** The picture one step away along the chain, undefined: there is none. @param {{steps: Node[], at: number}} chain @param {number} by @param {string} [from] another picture than the one it was made for */
export const along = ({ steps, at }, by, from = steps[at]?.picture.id) => steps[steps.findIndex((each) => each.picture.id === from) + by]?.picture.id;

