// What can be done with the picture or what is marked on it; each part says who does it, or what would.
import { html, useState } from "../preact.js";
import { t } from "../strings.js";
import { Button } from "../ui/button.js";
import { Group, Slider } from "../ui/choice.js";
import { Icon } from "../ui/icon.js";
import { Tip } from "../ui/tip.js";
import { toast } from "../ui/toast.js";
import { ExtendForm } from "./extend.js";
import { useShare } from "./stage.js";
import { sides } from "./state.js";
import { Strokes } from "./tools.js";
import { erase, extend, hands, knowsSubject, markSubject, replace, restore, upscale } from "./work.js";

/** @typedef {import("../state.js").Picture} Picture */
/** @typedef {{picture: Picture, mask: import("./mask.js").Mask, busy: boolean}} Props busy: something is at work on it */

const ICONS = { mark: "brush", extend: "extend", enlarge: "enlarge", restore: "restore", faces: "person" };
export const MODES = /** @type {("mark"|"extend"|"enlarge"|"restore"|"faces")[]} */ (["mark", "extend", "enlarge", "restore", "faces"]);
const MOST_PIXELS = 200_000_000;
/** So much of the subject's edge, as a share of the longer side, is painted anew with the background: painters blend
 * into what they keep, and would leave a rim of the old background. */
const HALO = 0.013;

/** @param {{mode: string, onMode: (mode: string) => void}} props */
export const Modes = ({ mode, onMode }) => html`
  <div class="mode-list" role="group" aria-label=${t.editorOf.modes}>${MODES.map((each) => html`
    <button type="button" key=${each} aria-pressed=${String(mode === each)} onClick=${() => onMode(each)}><${Icon} name=${/** @type {"brush"} */ (ICONS[each])} />${t.editorOf.mode[each]}</button>`)}
  </div>`;

/** Who does it, or the sentence that says what would. @param {{able: import("../state.js").Model[], none?: string, model?: string, onModel?: (name: string) => void}} props */
export function By({ able, none, model, onModel }) {
  if (!able.length) return none && html`<p class="small missing">${none}</p>`;
  if (able.length === 1 || !onModel) return html`<span class="small by">${t.editorOf.by(able[0].title)}</span>`;
  return html`<select class="select" aria-label=${t.editorOf.painter} value=${model} onChange=${(/** @type {any} */ event) => onModel(event.target.value)}>${able.map((each) => html`<option key=${each.name} value=${each.name}>${each.title}</option>`)}</select>`;
}

/** @param {Props} props */
export function MarkPanel({ picture, mask, busy }) {
  const share = useShare(mask);
  const none = share === 0 || share === 1;
  const { fill, words } = hands.value;
  const said = share === 0 ? t.editorOf.markFirst : share === 1 ? t.editorOf.markedAll : t.editorOf.marked(100 * share);
  const subject = async () => { if (await markSubject(picture)) toast(t.editorOf.subjectOf); };
  return html`
    <${Strokes} picture=${picture} />
    <p class="small marked" role="status">${said}
      ${knowsSubject(picture) && html`<span class="subject-of"><${Button} size="small" icon="person" disabled=${busy} onClick=${subject}>${t.editorOf.subject}<//><${Tip} about=${t.editorOf.subject} words=${t.editorOf.subjectTip} /></span>`}</p>
    <section class="act">
      <header><h2>${t.editorOf.erase}</h2><${By} able=${fill} /></header>
      <p class="small quiet">${t.editorOf.eraseLead}</p>
      <${Button} kind="primary" disabled=${busy || none || !fill.length} onClick=${() => erase(picture, fill[0].name)}>${t.editorOf.erase}<//>
      ${!fill.length && html`<${By} able=${fill} none=${t.editorOf.no.fill} />`}
    </section>
    <${WordsAct} name="replace" off=${busy || none} onGo=${(/** @type {string} */ said_, /** @type {string} */ model) => replace(picture, said_, model)} />
    ${knowsSubject(picture) && words.length > 0 && html`<${WordsAct} name="background" off=${busy} onGo=${(/** @type {string} */ said_, /** @type {string} */ model) => background(picture, mask, said_, model)} />`}`;
}

/** Marks what stands in the picture, turns that around, and paints the rest. @param {Picture} picture @param {import("./mask.js").Mask} mask @param {string} words @param {string} model */
async function background(picture, mask, words, model) {
  if (!(await markSubject(picture))) return;
  mask.shrink(HALO * Math.max(mask.width, mask.height));
  mask.invert();
  await replace(picture, words, model, "background");
}

/** Something that takes words. @param {{name: "replace"|"background", off: boolean, onGo: (words: string, model: string) => void}} props */
function WordsAct({ name, off, onGo }) {
  const [said, setSaid] = useState("");
  const [model, setModel] = useState("");
  const able = hands.value.words;
  const taken = able.find((each) => each.name === model) ?? able[0];
  const lead = { replace: t.editorOf.replaceLead, background: t.editorOf.backgroundLead }[name];
  const go = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (said.trim() && taken && !off) onGo(said.trim(), taken.name);
  };
  return html`
    <form class="act" onSubmit=${go}>
      <header><h2>${t.editorOf[name]}</h2><${By} able=${able} model=${taken?.name} onModel=${setModel} /></header>
      <p class="small quiet lead">${lead}</p>
      <input class="input serif" aria-label=${t.editorOf.words} placeholder=${{ replace: t.editorOf.replaceHint, background: t.editorOf.backgroundHint }[name]} maxlength="2000" autocomplete="off" value=${said} disabled=${!taken} onInput=${(/** @type {any} */ event) => setSaid(event.target.value)} />
      <${Button} type="submit" aria-label=${t.editorOf[name]} disabled=${off || !taken || !said.trim()}>${t.editorOf.wordGo[name]}<//>
      ${!taken && html`<${By} able=${able} none=${t.editorOf.no.words} />`}
    </form>`;
}

/** @param {Props} props */
export function ExtendPanel({ picture, busy }) {
  const able = hands.value.extend;
  const any = Object.values(sides.value).some(Boolean);
  return html`
    <${ExtendForm} picture=${picture} />
    <section class="act bare">
      <${Button} kind="primary" disabled=${busy || !any || !able.length} onClick=${() => extend(picture, sides.value, able[0].name)}>${t.editorOf.extend}<//>
      <${By} able=${able} none=${t.editorOf.no.extend} />
    </section>`;
}

/** @param {Props} props */
export function EnlargePanel({ picture, busy }) {
  const able = hands.value.upscale;
  return html`
    <p class="quiet lead">${t.editorOf.enlargeLead}</p>
    <div class="scales">${[2, 4].map((scale) => {
      const [w, h] = [picture.width * scale, picture.height * scale];
      const far = w * h > MOST_PIXELS;
      return html`
        <button type="button" key=${scale} disabled=${busy || far || !able.length} onClick=${() => upscale(picture, scale, able[0].name)}>
          <b class="serif"><span class="unseen">${t.editorOf.enlarge} </span>×${scale}</b> <span>${far ? t.editorOf.tooLarge(scale) : t.pixels(w, h)}</span></button>`;
    })}</div>
    <${By} able=${able} none=${t.editorOf.no.upscale} />`;
}

/** @param {Props} props */
export function RestorePanel({ picture, mask, busy }) {
  const [strength, setStrength] = useState(100);
  const [fill, setFill] = useState(true);
  const share = useShare(mask);
  const able = hands.value.restore;
  const marked = fill && share > 0 && share < 1;
  return html`
    <p class="quiet lead">${t.editorOf.restoreLead}</p>
    <${Group} name=""><${Slider} name=${t.editorOf.strength} min=${0} max=${100} step=${5} value=${strength} shown=${t.editorOf.percent(strength)} onInput=${setStrength} /><//>
    <${Strokes} picture=${picture} />
    <label class="check"><input type="checkbox" checked=${fill} onChange=${(/** @type {any} */ event) => setFill(event.target.checked)} /><span>${t.editorOf.scratches}<small class="quiet">${share ? t.editorOf.marked(100 * share) : t.editorOf.markFirst}</small></span></label>
    <section class="act bare">
      <${Button} kind="primary" disabled=${busy || !able.length} onClick=${() => restore(picture, strength / 100, marked, able[0].name)}>${t.editorOf.restore}<//>
      <${By} able=${able} none=${t.editorOf.no.restore} />
    </section>`;
}
