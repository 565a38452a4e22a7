// Keys for programs and people elsewhere. A secret is shown when its key is made, and never again.
import { html, useEffect, useState } from "../preact.js";
import { get, post, send } from "../api.js";
import { t } from "../strings.js";
import { copyText } from "../picture/actions.js";
import { Button, Round } from "../ui/button.js";
import { toast, toastError } from "../ui/toast.js";

/** @typedef {{id: string, name: string, scopes: string[], hint: string, created: number, used: number|null, revoked: number|null}} Key */

const SCOPES = /** @type {const} */ (["generate", "read", "metrics", "admin"]);

/** @param {{admin: boolean}} props */
export function Keys({ admin }) {
  const [keys, setKeys] = useState(/** @type {Key[]} */ ([]));
  const [made, setMade] = useState(/** @type {{key: Key, secret: string}|null} */ (null));
  const look = () => get("/keys").then((found) => setKeys(found.keys), toastError);
  useEffect(() => { if (admin) look(); }, [admin]);
  if (!admin) return html`<p class="quiet">${t.settingsOf.notAdmin}</p>`;
  const good = keys.filter((each) => !each.revoked);
  const revoke = (/** @type {Key} */ key) => send("DELETE", `/keys/${key.id}`).then(() => { toast(t.settingsOf.revoked(key.name)); if (made?.key.id === key.id) setMade(null); look(); }, toastError);
  return html`
    <p class="quiet">${t.settingsOf.keysLead}</p>
    <${Make} onMade=${(/** @type {any} */ one) => { setMade(one); look(); }} />
    ${made && html`<div class="secret" role="status"><p>${t.settingsOf.secretOf(made.key.name)}</p>
      <p class="line"><code>${made.secret}</code><${Round} icon="copy" name=${t.settingsOf.copySecret} onClick=${() => copyText(made.secret)} /></p></div>`}
    ${good.length > 0 && html`<ul class="keys-list">${good.map((key) => html`<li key=${key.id}><${Row} key_=${key} onRevoke=${() => revoke(key)} /></li>`)}</ul>`}`;
}

/** @param {{onMade: (made: {key: Key, secret: string}) => void}} props */
function Make({ onMade }) {
  const [name, setName] = useState("");
  const [scope, setScope] = useState("generate");
  const make = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (name.trim()) post("/keys", { name: name.trim(), scopes: [scope] }).then((one) => { setName(""); onMade(one); }, toastError);
  };
  return html`
    <form class="make" onSubmit=${make}>
      <label class="field"><span class="name">${t.settingsOf.keyName}</span><input class="input" maxlength="80" autocomplete="off" placeholder=${t.settingsOf.keyHint} value=${name} onInput=${(/** @type {any} */ event) => setName(event.target.value)} /></label>
      <label class="field"><span class="name">${t.settingsOf.may}</span>
        <select class="select" value=${scope} onChange=${(/** @type {any} */ event) => setScope(event.target.value)}>${SCOPES.map((each) => html`<option key=${each} value=${each}>${t.settingsOf.scopes[each]}</option>`)}</select></label>
      <${Button} type="submit" icon="key" disabled=${!name.trim()}>${t.settingsOf.makeKey}<//>
    </form>`;
}

/** @param {{key_: Key, onRevoke: () => void}} props */
function Row({ key_, onRevoke }) {
  const [sure, setSure] = useState(false);
  const scopes = key_.scopes.map((each) => t.settingsOf.scopes[/** @type {"read"} */ (each)] ?? each).join(", ");
  return html`
    <b>${key_.name}</b><span class="small quiet">…${key_.hint} · ${scopes} · ${t.settingsOf.usedKey(key_.created, key_.used)}</span>
    ${sure
      ? html`<span class="sure"><${Button} size="small" kind="danger" onClick=${onRevoke}>${t.settingsOf.revokeSure}<//><${Button} size="small" kind="ghost" onClick=${() => setSure(false)}>${t.settingsOf.keepIt}<//></span>`
      : html`<${Button} size="small" kind="ghost" aria-label=${t.settingsOf.revokeName(key_.name)} onClick=${() => setSure(true)}>${t.settingsOf.revoke}<//>`}`;
}
