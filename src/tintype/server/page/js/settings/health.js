// Whether all is well: the machine as it is now, and what the examination finds.
import { html, useEffect, useState } from "../preact.js";
import { get } from "../api.js";
import { t } from "../strings.js";
import { Icon } from "../ui/icon.js";
import { toastError } from "../ui/toast.js";

/** @param {{health: any, admin: boolean}} props */
export function Health({ health, admin }) {
  const [checks, setChecks] = useState(/** @type {any[]|null} */ (null));
  useEffect(() => { if (admin) get("/doctor").then(setChecks, toastError); }, [admin]);
  const amiss = (checks ?? []).filter((each) => each.state !== "good");
  const device = checks?.find((each) => each.name === "device")?.found;
  return html`
    ${admin && html`<p class=${`verdict serif ${amiss.some((each) => each.state === "bad") ? "bad" : ""}`} role="status">${checks === null ? t.settingsOf.looking : amiss.length ? t.settingsOf.amiss(amiss.length) : t.settingsOf.well}</p>`}
    <dl class="tiles">
      <${Tile} name=${t.settingsOf.painting} value=${health && t.settingsOf.atWork(health.workers.painting, health.workers.workers)} note=${health && t.settingsOf.isolation[/** @type {"process"} */ (health.workers.isolation)]} />
      <${Tile} name=${t.settingsOf.memory} value=${health && t.settingsOf.free(health.free_memory)} note=${health && t.settingsOf.ofAll(health.memory)} share=${health?.memory ? 1 - health.free_memory / health.memory : undefined} />
      <${Tile} name=${t.settingsOf.disk} value=${health && t.settingsOf.free(health.free_disk)} note=${t.settingsOf.diskNote} />
      <${Tile} name=${t.settingsOf.machine} value=${health && t.settingsOf.cores(health.cores)} note=${device ?? health?.system} />
    </dl>
    <p class="small quiet">${health && t.settingsOf.version(health.version, health.python, health.uptime)}</p>
    ${checks && html`
      <details class="checks" open=${amiss.length > 0}><summary>${t.settingsOf.examination}</summary>
        <ul>${[...checks].sort((a, b) => Number(a.state === "good") - Number(b.state === "good")).map((each) => html`
          <li key=${each.name} class=${each.state}><${Icon} name=${each.state === "good" ? "check" : each.state === "bad" ? "close" : "info"} /><span class="unseen">${t.settingsOf.states[/** @type {"good"} */ (each.state)]}: </span>
            <b>${each.name}</b><span>${each.found}${each.cure && html`<em>${each.cure}</em>`}</span></li>`)}
        </ul>
      </details>`}`;
}

/** @param {{name: string, value?: any, note?: any, share?: number}} props share: how full, 0 to 1 */
function Tile({ name, value, note, share }) {
  return html`
    <div class="tile"><dt>${name}</dt><dd><strong>${value || "…"}</strong>${share !== undefined && html`<i class="gauge" style=${{ "--full": share }} aria-hidden="true"></i>`}<small>${note}</small></dd></div>`;
}
