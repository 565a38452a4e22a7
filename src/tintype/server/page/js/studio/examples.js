// Sentences to begin with. Each works as it is.
import { html } from "../preact.js";
import { t } from "../strings.js";
import { begin } from "./brief.js";
import { focusSentence } from "./composer.js";

export function Examples() {
  const use = (/** @type {string} */ words) => {
    begin(words);
    focusSentence();
  };
  return html`
    <section class="examples" aria-label=${t.examplesTitle}>
      <h2>${t.examplesTitle}</h2>
      <ul>${t.examples.map(({ title, words }) => html`
        <li key=${title}><button type="button" onClick=${() => use(words)}><small>${title}</small><span class="serif">${words}</span></button></li>`)}
      </ul>
    </section>`;
}
