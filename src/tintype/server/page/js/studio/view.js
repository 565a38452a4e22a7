// The studio: the sentence and its frame on one side, the pictures on the other.
import { html } from "../preact.js";
import { asked, current, jobs } from "../jobs.js";
import { useKeys } from "../keys.js";
import { looked, pictures } from "../state.js";
import { t } from "../strings.js";
import { Composer, focusSentence } from "./composer.js";
import { Elements } from "./elements.js";
import { Examples } from "./examples.js";
import { Frame } from "./frame.js";
import { Go, paint } from "./paint.js";
import { Proposals } from "./proposals.js";
import { Wall } from "./wall.js";

export default function Studio() {
  useKeys("studio", [
    { keys: "Ctrl+Enter", does: t.keyPaint, typing: true, run: paint },
    { keys: "/ n", does: t.keyFocus, run: focusSentence },
  ]);
  const fresh = !pictures.value.length && !jobs.value.has(current.value) && !asked.value;
  return html`
    <div class=${`studio ${fresh ? "fresh" : ""}`} data-ready=${looked.value}>
      <form class="desk" onSubmit=${(/** @type {Event} */ event) => { event.preventDefault(); paint(); }}>
        ${fresh
          ? html`<div class="hero"><h1>${t.headline[0]} <em>${t.headline[1]}</em></h1><p class="quiet">${t.lead}</p></div>`
          : html`<h1 class="unseen">${t.studio}</h1>`}
        <${Composer}><${Go} /><//>
        <${Proposals} />
        <${Elements}>${fresh && html`<${Examples} />`}<//>
        <${Frame} />
      </form>
      ${!fresh && html`<${Wall} />`}
    </div>`;
}
