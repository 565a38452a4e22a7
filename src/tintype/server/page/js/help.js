// The table of keys that "?" shows: what can be heard here and now.
import { html } from "./preact.js";
import { heard, shown } from "./keys.js";
import { t } from "./strings.js";
import { Dialog } from "./ui/dialog.js";

/** @param {{onClose: () => void}} props */
export function KeyTable({ onClose }) {
  return html`
    <${Dialog} title=${t.help} onClose=${onClose}>
      ${[...heard.value].reverse().map(([scope, bindings]) => html`
        <table class="keys" key=${scope}>
          <caption>${t.keysOf[/** @type {"studio"} */ (scope)] ?? scope}</caption>
          <tbody>${bindings.map(({ keys, does }) => html`
            <tr key=${keys}><td>${shown(keys).map((each) => html`<kbd key=${each}>${each}</kbd> `)}</td><td>${does}</td></tr>`)}
          </tbody>
        </table>`)}
    <//>`;
}
