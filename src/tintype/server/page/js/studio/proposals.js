// What Enrich proposes: each addition to take or leave. The sentence above stays as it is until one is taken.
import { html } from "../preact.js";
import { t } from "../strings.js";
import { Button, Round } from "../ui/button.js";
import { accept, acceptAll, enrich, nothing, proposed, reject } from "./brief.js";

export function Proposals() {
  const all = proposed.value;
  if (!all.length) return nothing.value && html`<p class="quiet small" role="status">${t.enrichFull}</p>`;
  return html`
    <section class="proposals" aria-label=${t.enriched}>
      <h2 class="small quiet">${t.enriched}</h2>
      <ul>${all.map((each) => html`
        <li key=${each.words} class=${each.element} title=${each.because}>
          <span class="dot" aria-hidden="true"></span><span class="words">${each.words}<small class="quiet">${each.because}</small></span>
          <${Round} icon="check" name=${t.accept(each.words)} onClick=${() => accept(each)} />
          <${Round} icon="close" name=${t.reject(each.words)} onClick=${() => reject(each)} />
        </li>`)}
      </ul>
      <div class="tools"><${Button} size="small" onClick=${acceptAll}>${t.acceptAll}<//><${Button} size="small" kind="ghost" onClick=${enrich}>${t.others}<//></div>
    </section>`;
}
