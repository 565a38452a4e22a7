// Change one thing: the five elements of a finished picture's sentence; one is said another way, the rest stays.
import { html, useEffect, useRef, useState } from "../preact.js";
import { offers, reading } from "../reading.js";
import { words } from "../sentence.js";
import { ELEMENTS } from "../state.js";
import { t } from "../strings.js";
import { Button } from "../ui/button.js";
import { toastError } from "../ui/toast.js";

/** @param {{picture: import("../state.js").Picture, open: boolean, onChange: (element: string, words: string) => Promise<void>}} props */
export function Change({ picture, open, onChange }) {
  const [read, setRead] = useState(/** @type {any} */ (null));
  const [element, setElement] = useState("");
  useEffect(() => {
    let mine = true;
    reading(picture.prompt).then((found) => { if (mine) setRead(found); }, toastError);
    return () => { mine = false; };
  }, [picture.prompt]);
  useEffect(() => { if (open) setElement((before) => before || "lighting"); }, [open]);
  const phrases = read?.brief.phrases ?? [];
  return html`
    <section class="change" aria-label=${t.change}><h2>${t.change}</h2>
      <p class="small quiet">${t.changeLead}</p>
      <ul class="parts">${ELEMENTS.map((each) => {
        const said = words(phrases, each);
        return html`<li key=${each}><button type="button" class=${`part ${each} ${said ? "said" : ""}`} aria-expanded=${String(element === each)} onClick=${() => setElement(element === each ? "" : each)}>
          <span class="dot" aria-hidden="true"></span><span class="what">${t.element[each]}</span><span class="words">${said || t.openElement}</span></button>
          ${element === each && html`<${Another} key=${picture.id} picture=${picture} element=${each} said=${said} onChange=${async (/** @type {string} */ said_) => { await onChange(each, said_); setElement(""); }} />`}</li>`;
      })}</ul>
    </section>`;
}

/** @param {any} props */
function Another({ picture, element, said, onChange }) {
  const [found, setFound] = useState(/** @type {{words: string, because: string}[]} */ ([]));
  const [other, setOther] = useState(said);
  const [busy, setBusy] = useState(false);
  const field = useRef(/** @type {HTMLInputElement|null} */ (null));
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
    let mine = true;
    offers(picture.prompt, element).then((all) => { if (mine) setFound(all); }, toastError);
    return () => { mine = false; };
  }, []);
  const paint = async (/** @type {string} */ words_) => {
    setBusy(true);
    try {
      await onChange(words_.trim());
    } catch (error) {
      toastError(error);
      setBusy(false);
    }
  };
  const name = t.changeOf[/** @type {"subject"} */ (element)];
  return html`
    <form class="another" onSubmit=${(/** @type {Event} */ event) => { event.preventDefault(); paint(other); }}>
      <label class="small quiet" for="another">${name}</label>
      <input id="another" ref=${field} class="input serif" value=${other} maxlength="2000" autocomplete="off" placeholder=${t.asks[/** @type {"subject"} */ (element)]} onInput=${(/** @type {any} */ event) => setOther(event.target.value)} />
      ${found.length > 0 && html`<ul class="offers">${found.map(({ words: each, because }) => html`<li key=${each}><button type="button" class="offer" title=${because} onClick=${() => setOther(each)}>${each}</button></li>`)}</ul>`}
      <div class="tools">
        <${Button} kind="primary" size="small" type="submit" disabled=${busy || other.trim() === said || !other.trim()}>${t.changeGo}<//>
        ${said && html`<${Button} kind="ghost" size="small" disabled=${busy} onClick=${() => paint("")}>${t.takeOut}<//>`}
      </div>
    </form>`;
}
