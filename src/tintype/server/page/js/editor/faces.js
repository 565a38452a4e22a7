// Another face in the place of one: whose it is, which one is meant, and that everybody agreed.
import { html, useEffect, useRef, useState } from "../preact.js";
import { send } from "../api.js";
import { keep, pictures } from "../state.js";
import { t } from "../strings.js";
import { Button } from "../ui/button.js";
import { Segments } from "../ui/choice.js";
import { toastError } from "../ui/toast.js";
import { By } from "./panel.js";
import { hands, swap } from "./work.js";

/** @typedef {import("../state.js").Picture} Picture */

const OFFERED = 12;

/** @param {{picture: Picture, busy: boolean}} props */
export function FacesPanel({ picture, busy }) {
  const [face, setFace] = useState(/** @type {Picture|null} */ (null));
  const [which, setWhich] = useState("largest");
  const [agreed, agree] = useState(false);
  const [model, setModel] = useState("");
  useEffect(() => agree(false), [picture.id, face?.id]); // agreed to once is not agreed to again
  const able = hands.value.faces;
  const taken = able.find((each) => each.name === model) ?? able[0];
  const words = t.editorOf.faces;
  if (!taken) return html`<p class="missing">${t.editorOf.no.faces}</p>`;
  return html`
    <header class="title"><p class="quiet lead">${words.lead}</p><${By} able=${able} model=${taken.name} onModel=${setModel} /></header>
    <${Whose} picture=${picture} face=${face} onFace=${setFace} />
    <div><p class="small quiet">${words.which}</p>
      <${Segments} name=${words.which} value=${which} onChange=${setWhich} options=${["largest", "1", "2", "3", "all"].map((value) => ({ value, name: words.whiches[/** @type {"all"} */ (value)] ?? value, title: words.nth[/** @type {"1"} */ (value)] }))} /></div>
    <label class="check"><input type="checkbox" checked=${agreed} onChange=${(/** @type {any} */ event) => agree(event.target.checked)} /><span>${words.consent}<small class="quiet">${words.signed}</small></span></label>
    <section class="act bare"><${Button} kind="primary" disabled=${busy || !face || !agreed} onClick=${() => face && swap(picture, face, which, taken.name)}>${words.go}<//>
      <span class="small quiet">${!face ? words.needFace : !agreed ? words.needConsent : ""}</span></section>`;
}

/** The picture that gives the face: one of the last, or one from elsewhere. @param {{picture: Picture, face: Picture|null, onFace: (face: Picture) => void}} props */
function Whose({ picture, face, onFace }) {
  const field = useRef(/** @type {HTMLInputElement|null} */ (null));
  const words = t.editorOf.faces;
  const last = pictures.value.filter((each) => each.id !== picture.id).slice(0, OFFERED);
  const offered = !face || last.some((each) => each.id === face.id) ? last : [face, ...last.slice(1)];
  const bring = async (/** @type {File|undefined} */ file) => {
    if (!file) return;
    const form = new FormData();
    form.append("file", file);
    try {
      const found = (await send("POST", "/pictures", form)).picture;
      keep(found);
      onFace(found);
    } catch (error) {
      toastError(error);
    }
  };
  return html`
    <section class="whose" aria-label=${words.whose}><p class="small quiet">${words.whose}</p>
      <ul>${offered.map((each) => html`
        <li key=${each.id}><button type="button" aria-pressed=${String(each.id === face?.id)} aria-label=${words.take(each.prompt || t.brought)} onClick=${() => onFace(each)}><img src=${each.thumbnail} alt="" loading="lazy" /></button></li>`)}
      </ul>
      <input type="file" accept="image/*" hidden ref=${field} onChange=${(/** @type {any} */ event) => { bring(event.target.files[0]); event.target.value = ""; }} />
      <${Button} size="small" icon="plus" onClick=${() => field.current?.click()}>${words.bring}<//>
    </section>`;
}
