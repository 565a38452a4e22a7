// The house: whether all is well, what waits, who can paint, who may call from elsewhere, what is set.
import { html, useEffect, useState } from "../preact.js";
import { get } from "../api.js";
import { go } from "../router.js";
import { useKeys } from "../keys.js";
import { t } from "../strings.js";
import { toastError } from "../ui/toast.js";
import { Health } from "./health.js";
import { Keys } from "./keys.js";
import { Models } from "./models.js";
import { Queue } from "./queue.js";
import { InForce } from "./settings.js";

const SECTIONS = /** @type {const} */ (["health", "queue", "models", "keys", "settings"]);
const LOOK_AGAIN = 5000;

/** @param {{id: string}} props id: the section that the address names */
export default function Settings({ id }) {
  const [health, setHealth] = useState(/** @type {any} */ (null));
  const [admin, setAdmin] = useState(true);
  useEffect(() => {
    get("/session").then((found) => setAdmin(found.scopes.includes("admin")), toastError);
    const look = () => get("/health").then(setHealth, () => {});
    look();
    const again = setInterval(look, LOOK_AGAIN);
    return () => clearInterval(again);
  }, []);
  useEffect(() => { if (id) document.getElementById(id)?.scrollIntoView(); }, [id, Boolean(health)]);
  useKeys("settings", [{ keys: "Escape", does: t.toStudio, run: () => go("") }]);
  const part = { health: html`<${Health} health=${health} admin=${admin} />`, queue: html`<${Queue} queue=${health?.queue} admin=${admin} onChange=${(/** @type {any} */ queue) => setHealth({ ...health, queue })} />`, models: html`<${Models} />`, keys: html`<${Keys} admin=${admin} />`, settings: html`<${InForce} admin=${admin} />` };
  return html`
    <div class="house-view" data-ready=${String(Boolean(health))}>
      <nav aria-label=${t.settings}><h1>${t.settings}</h1>
        <ul>${SECTIONS.map((name) => html`<li key=${name}><a href=${`#/settings/${name}`} aria-current=${id === name ? "true" : undefined}>${t.settingsOf.sections[name]}</a></li>`)}</ul>
      </nav>
      <div class="rooms">${SECTIONS.map((name) => html`
        <section key=${name} id=${name} aria-labelledby=${`${name}-title`}><h2 id=${`${name}-title`}>${t.settingsOf.sections[name]}</h2>${part[name]}</section>`)}
      </div>
    </div>`;
}
