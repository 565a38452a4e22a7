// The frame: shape, size, number, quality, seed, model. Every control says what it does.
import { html, signal, useState } from "../preact.js";
import { draft, model, negativeOption, standard } from "../state.js";
import { t } from "../strings.js";
import { Round } from "../ui/button.js";
import { Group, Segments, Stepper } from "../ui/choice.js";
import { ModelPicker } from "./models.js";

export const MOST = 10;
const LONGS = [512, 768, 1024, 1536, 2048];
const STEP = 8;

/** The size that will be painted, as the server reckons it. */
export function size() {
  const { aspect, width, height, long } = draft;
  return aspect.value === "free" ? [width.value, height.value] : sized(aspect.value, long.value || standard.value.long);
}

/** Width and height of a ratio with that longer side. @param {string} ratio @param {number} side */
export function sized(ratio, side) {
  const [w, h] = ratio.split(":").map(Number);
  const short = w === h ? side : Math.max(STEP, Math.round((side * Math.min(w, h)) / Math.max(w, h) / STEP) * STEP);
  return w >= h ? [side, short] : [short, side];
}

const wide = matchMedia("(min-width: 60rem) and (min-height: 62rem)");
const unfolded = signal(wide.matches);
wide.addEventListener("change", () => { unfolded.value = wide.matches; });

export function Frame() {
  const [w, h] = size();
  const summary = [t.pixels(w, h), t.qualities[/** @type {"low"} */ (draft.quality.value)], model.value?.title].filter(Boolean).join(" · ");
  return html`
    <div class="shape-row"><${Shapes} /></div>
    <details class="frame" open=${unfolded.value} onToggle=${(/** @type {any} */ event) => { unfolded.value = event.target.open; }}>
      <summary><span class="title">${t.frame}</span><span class="small quiet">${summary}</span></summary>
      <div class="controls">
        ${draft.aspect.value !== "free" && html`<${Long} />`}
        <${Group} name=${t.quality} tip=${t.qualityTip}>
          <${Segments} name=${t.quality} value=${draft.quality.value} onChange=${(/** @type {string} */ each) => { draft.quality.value = each; }}
            options=${Object.entries(t.qualities).map(([value, name]) => ({ value, name }))} />
        <//>
        <${Group} name=${t.number_} tip=${t.numberTip} class="half">
          <${Stepper} name=${t.number_} value=${draft.n.value} min=${1} max=${MOST} less=${t.fewer} more=${t.more} onChange=${(/** @type {number} */ n) => { draft.n.value = n; }} />
        <//>
        <${Seed} />
        ${negativeOption.value && html`
          <${Group} name=${t.negative} tip=${t.negativeTip}><input class="input" aria-label=${t.negative} placeholder=${t.negativeHint} maxlength="2000" value=${draft.negative.value} onInput=${(/** @type {any} */ event) => { draft.negative.value = event.target.value; }} /><//>`}
        <${ModelPicker} />
      </div>
    </details>`;
}

/** The shape of a ratio, drawn. @param {{ratio: string}} props */
function Drawn({ ratio }) {
  const [w, h] = ratio === "free" ? [4, 3] : ratio.split(":").map(Number);
  const scale = 22 / Math.max(w, h);
  const [a, b] = [w * scale, h * scale];
  return html`<svg class=${`shape ${ratio === "free" ? "free" : ""}`} viewBox="0 0 24 24" aria-hidden="true"><rect x=${12 - a / 2} y=${12 - b / 2} width=${a} height=${b} rx="2" /></svg>`;
}

function Shapes() {
  const all = [...t.shapes, { ratio: "free", name: t.free }];
  return html`
    <${Group} name=${t.shape} tip=${t.shapeTip}>
      <div class="shapes" role="radiogroup" aria-label=${t.shape}>${all.map(({ ratio, name }) => html`
        <label key=${ratio}>
          <input type="radio" name="shape" value=${ratio} checked=${draft.aspect.value === ratio} onChange=${() => { draft.aspect.value = ratio; }} />
          <${Drawn} ratio=${ratio} /><span>${name}</span><small>${ratio === "free" ? "W×H" : ratio}</small>
        </label>`)}
      </div>
      ${draft.aspect.value === "free" && html`<${Sides} />`}
    <//>`;
}

/** Width and height, typed. */
function Sides() {
  const { shortest, longest } = standard.value;
  const low = Math.round(shortest / 3);
  const field = (/** @type {"width"|"height"} */ name) => html`
    <label class="field"><span class="name">${t[name]}</span>
      <input class="input" type="number" min=${low} max=${longest} step="8" value=${draft[name].value} onChange=${(/** @type {any} */ event) => { draft[name].value = Math.max(low, Math.min(longest, Math.round(Number(event.target.value)) || 768)); event.target.value = draft[name].value; }} /></label>`;
  return html`<div class="sides">${field("width")}<span aria-hidden="true">×</span>${field("height")}</div><p class="small quiet">${t.sides(low, longest)}</p>`;
}

function Long() {
  const [w, h] = size();
  const all = [...new Set([...LONGS, standard.value.long])].sort((a, b) => a - b);
  return html`
    <${Group} name=${t.size} tip=${t.sizeTip} note=${html`<span class="note">${t.pixels(w, h)}</span>`}>
      <${Segments} name=${t.size} value=${String(draft.long.value || standard.value.long)} onChange=${(/** @type {string} */ each) => { draft.long.value = Number(each); }}
        options=${all.map((each) => ({ value: String(each), name: each }))} />
    <//>`;
}

function Seed() {
  const [turns, setTurns] = useState(0);
  const roll = () => {
    draft.seed.value = String(Math.floor(Math.random() * 2 ** 32));
    setTurns(turns + 1);
  };
  return html`
    <${Group} name=${t.seed} tip=${t.seedTip} class="half">
      <div class="seed">
        <input class="input" inputmode="numeric" pattern="[0-9]*" aria-label=${t.seed} placeholder=${t.seedDraw} maxlength="19" value=${draft.seed.value}
          onInput=${(/** @type {any} */ event) => { draft.seed.value = event.target.value = event.target.value.replace(/\D/g, ""); }} />
        <span class="turns" style=${{ rotate: `${turns * 180}deg` }}><${Round} icon="dice" name=${t.dice} onClick=${roll} /></span>
        <${Round} icon=${draft.locked.value ? "lock" : "unlock"} name=${draft.locked.value ? t.locked : t.lock} aria-pressed=${String(draft.locked.value)} onClick=${() => { draft.locked.value = !draft.locked.value; }} />
      </div>
    <//>`;
}
