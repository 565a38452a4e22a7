// What is to be compared: a sentence, two to six models, one frame and one seed for all.
import { html, signal } from "../preact.js";
import { accept } from "../api.js";
import { guess, speed } from "../estimate.js";
import { shown, useKeys } from "../keys.js";
import { go } from "../router.js";
import { draft, models, painters, standard } from "../state.js";
import { t } from "../strings.js";
import { size } from "../studio/frame.js";
import { Button } from "../ui/button.js";
import { Group, Segments } from "../ui/choice.js";
import { toastError } from "../ui/toast.js";

export const MOST = 6;
const LONGS = [512, 768, 1024, 1536];

const taken = signal(/** @type {string[]} */ ([]));
const blind = signal(true);
const asking = signal(false);

/** The draft as POST /api/compare takes it. */
function body() {
  const { sentence, aspect, long, seed, quality } = draft;
  /** @type {Record<string, any>} */
  const asked = { prompt: sentence.value.trim(), models: taken.value, quality: quality.value, blind: blind.value };
  if (aspect.value === "free") asked.size = size().join("x");
  else Object.assign(asked, { aspect: aspect.value, size: String(long.value || standard.value.long) });
  if (seed.value) asked.seed = Number(seed.value);
  return asked;
}

async function begin() {
  if (asking.value || taken.value.length < 2 || !draft.sentence.value.trim()) return;
  asking.value = true;
  try {
    go(`compare/${(await accept("/compare", body())).id}`);
  } catch (error) {
    toastError(error);
  } finally {
    asking.value = false;
  }
}

export function Ask() {
  const all = painters.value;
  const there = taken.value.filter((name) => all.some((each) => each.name === name));
  const [w, h] = size();
  const times = there.map((name) => guess(name, draft.quality.value, w, h)?.seconds);
  const seconds = times.length && times.every((each) => each !== undefined) ? times.reduce((sum, each) => (sum ?? 0) + (each ?? 0), 0) : undefined;
  const tick = (/** @type {string} */ name) => { taken.value = there.includes(name) ? there.filter((each) => each !== name) : [...there, name].slice(0, MOST); };
  const longs = [...new Set([...LONGS, standard.value.long])].sort((a, b) => a - b);
  useKeys("asking", [{ keys: "Ctrl+Enter", does: t.compareOf.go(there.length), typing: true, run: begin }]);
  return html`
    <form class="asking" data-ready=${String(models.value !== null)} onSubmit=${(/** @type {Event} */ event) => { event.preventDefault(); begin(); }}>
      <header><h1>${t.compareOf.headline}</h1><p class="quiet">${t.compareOf.lead}</p></header>
      <label class="unseen" for="compared">${t.sentence}</label>
      <textarea id="compared" class="input serif" rows="2" maxlength="4000" placeholder=${t.placeholder} value=${draft.sentence.value} onInput=${(/** @type {any} */ event) => { draft.sentence.value = event.target.value; }}></textarea>
      <fieldset><legend class="name">${t.compareOf.models} <span class="note">${t.compareOf.chosen(there.length, MOST)}</span></legend>
        <ul class="candidates">${all.map((each) => {
          const here = speed(each.name);
          const on = there.includes(each.name);
          return html`<li key=${each.name}><label class=${on ? "on" : ""}>
            <input type="checkbox" checked=${on} disabled=${!on && there.length >= MOST} onChange=${() => tick(each.name)} /><span class="box-tick" aria-hidden="true"></span>
            <b>${each.title}</b><span class="small quiet">${each.best_at}</span><small>${here ? t.speedOf(here.seconds, t.qualities[/** @type {"low"} */ (here.quality)]) : t.speedUnknown}</small></label></li>`;
        })}</ul>
        ${all.length < 2 && models.value !== null && html`<p class="quiet small">${t.compareOf.few} <code>tintype models list --all</code></p>`}
      </fieldset>
      <div class="controls-row">
        <${Group} name=${t.shape} tip=${t.shapeTip}><${Segments} name=${t.shape} value=${draft.aspect.value} onChange=${(/** @type {string} */ each) => { draft.aspect.value = each; }} options=${[...t.shapes.map(({ ratio, name }) => ({ value: ratio, name, title: ratio })), ...(draft.aspect.value === "free" ? [{ value: "free", name: t.pixels(w, h) }] : [])]} /><//>
        ${draft.aspect.value !== "free" && html`<${Group} name=${t.size} tip=${t.sizeTip}><${Segments} name=${t.size} value=${String(draft.long.value || standard.value.long)} onChange=${(/** @type {string} */ each) => { draft.long.value = Number(each); }} options=${longs.map((each) => ({ value: String(each), name: each }))} /><//>`}
        <${Group} name=${t.quality} tip=${t.qualityTip}><${Segments} name=${t.quality} value=${draft.quality.value} onChange=${(/** @type {string} */ each) => { draft.quality.value = each; }} options=${Object.entries(t.qualities).map(([value, name]) => ({ value, name }))} /><//>
        <${Group} name=${t.seed} tip=${t.seedTip}><input class="input" inputmode="numeric" aria-label=${t.seed} placeholder=${t.seedDraw} maxlength="19" value=${draft.seed.value} onInput=${(/** @type {any} */ event) => { draft.seed.value = event.target.value = event.target.value.replace(/\D/g, ""); }} /><//>
        <${Group} name=${t.compareOf.names} tip=${t.compareOf.blindTip}><${Segments} name=${t.compareOf.names} value=${blind.value ? "blind" : "open"} onChange=${(/** @type {string} */ each) => { blind.value = each === "blind"; }} options=${[{ value: "blind", name: t.compareOf.hidden }, { value: "open", name: t.compareOf.told }]} /><//>
      </div>
      <div class="tools"><${Button} kind="primary" type="submit" disabled=${asking.value || there.length < 2 || !draft.sentence.value.trim()}>${asking.value ? t.painting : t.compareOf.go(there.length)} <kbd>${shown("Ctrl+Enter")}</kbd><//>
        <span class="small quiet">${there.length < 2 ? t.compareOf.needTwo : seconds === undefined ? t.noBasis : t.about(seconds)}</span></div>
    </form>`;
}
