// The settings in force; of a secret only whether it is set.
import { html, useEffect, useState } from "../preact.js";
import { get } from "../api.js";
import { t } from "../strings.js";
import { toastError } from "../ui/toast.js";

/** @param {{admin: boolean}} props */
export function InForce({ admin }) {
  const [found, setFound] = useState(/** @type {Record<string, any>} */ ({}));
  const [said, say] = useState("");
  useEffect(() => { if (admin) get("/settings").then(setFound, toastError); }, [admin]);
  if (!admin) return html`<p class="quiet">${t.settingsOf.notAdmin}</p>`;
  const rows = Object.entries(found).filter(([name, value]) => `${name} ${value}`.toLowerCase().includes(said.toLowerCase()));
  return html`
    <p class="quiet">${t.settingsOf.settingsLead} <code>TINTYPE_QUALITY</code></p>
    <input class="input filter" type="search" aria-label=${t.settingsOf.filter} placeholder=${t.settingsOf.filter} value=${said} onInput=${(/** @type {any} */ event) => say(event.target.value)} />
    <table class="in-force"><thead class="unseen"><tr><th>${t.settingsOf.name}</th><th>${t.settingsOf.value}</th></tr></thead>
      <tbody>${rows.map(([name, value]) => html`<tr key=${name}><th scope="row"><code>${name}</code></th><td>${value === "" ? html`<span class="quiet">${t.settingsOf.unset}</span>` : String(value)}</td></tr>`)}</tbody>
    </table>`;
}
