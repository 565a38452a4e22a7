// The trail, drawn: a tree to walk through.
import { html } from "../preact.js";
import { href } from "../router.js";
import { t } from "../strings.js";

/** @param {{root: import("./lineage.js").Node, id: string, growing: {parent: string, job: any}[]}} props growing: what is being painted below which */
export function Trail({ root, id, growing }) {
  if (!root.children.length && !growing.length) return null;
  return html`
    <section class="trail" aria-label=${t.lineage}><h2>${t.lineage}</h2>
      <ul><${Branch} node=${root} id=${id} growing=${growing} first /></ul>
    </section>`;
}

/** @param {{node: import("./lineage.js").Node, id: string, growing: {parent: string, job: any}[], first?: boolean}} props */
function Branch({ node, id, growing, first }) {
  const { picture, step, children } = node;
  const below = growing.filter((each) => each.parent === picture.id && !children.some((child) => child.picture.job === each.job.id));
  return html`
    <li>
      <a href=${href("picture", picture.id)} aria-current=${picture.id === id ? "true" : undefined}>
        <img src=${picture.thumbnail} alt="" width="48" height="48" loading="lazy" /><span>${first ? t.first : step}<small>${picture.prompt}</small></span>
      </a>
      ${(children.length > 0 || below.length > 0) && html`<ul>
        ${children.map((child) => html`<${Branch} key=${child.picture.id} node=${child} id=${id} growing=${growing} />`)}
        ${below.map((/** @type {{job: import("../jobs.js").Watched}} */ { job }) => html`<li key=${job.id}><span class="soon"><i style=${{ "--share": job.growth[0]?.share ?? 0 }}>${job.growth[0]?.preview && html`<img src=${job.growth[0].preview} alt="" />`}</i><span>${job.state === "queued" ? t.waiting(job.position ?? 0) : t.doing(job.growth[0]?.doing ?? t.begun, job.growth[0]?.share ?? 0)}</span></span></li>`)}
      </ul>`}
    </li>`;
}
