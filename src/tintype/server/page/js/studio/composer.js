// The box: what is typed stays what was typed. Under the letters lie lines in the colours of the five elements.
import { html, useEffect, useRef } from "../preact.js";
import { pieces } from "../sentence.js";
import { draft } from "../state.js";
import { t } from "../strings.js";
import { Button, Round } from "../ui/button.js";
import { Tip } from "../ui/tip.js";
import { begin, canUndo, enrich, read, thinking, undo } from "./brief.js";

const LONGEST = 4000;

export function focusSentence() {
  const box = /** @type {HTMLTextAreaElement|null} */ (document.getElementById("sentence"));
  box?.focus();
  box?.setSelectionRange(box.value.length, box.value.length);
}

/** @param {{children: any}} props children: what asks for the picture */
export function Composer({ children }) {
  const box = useRef(/** @type {HTMLTextAreaElement|null} */ (null));
  const sentence = draft.sentence.value;
  useEffect(() => { if (matchMedia("(hover: hover)").matches || !sentence) focusSentence(); }, []);
  const back = (/** @type {KeyboardEvent} */ event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "z" && !event.shiftKey && canUndo.value) {
      event.preventDefault();
      undo();
    }
  };
  return html`
    <div class="box">
      <label class="unseen" for="sentence">${t.sentence}</label>
      <div class="paper">
        <${Underlined} sentence=${sentence} />
        <textarea id="sentence" ref=${box} rows="2" maxlength=${LONGEST} spellcheck="true" autocapitalize="sentences"
          placeholder=${t.placeholder} value=${sentence} onKeyDown=${back}
          onInput=${(/** @type {any} */ event) => { draft.sentence.value = event.target.value; }}></textarea>
      </div>
      <div class="tools">
        <${Button} kind="ghost" size="small" icon="wand" disabled=${!sentence.trim() || thinking.value} onClick=${enrich}>${thinking.value ? t.enriching : t.enrich}<//>
        <${Tip} about=${t.enrich} words=${t.enrichTip} />
        <${Round} icon="close" name=${t.clear} class=${sentence ? "" : "away"} onClick=${() => { begin(""); focusSentence(); }} />
        ${canUndo.value && html`<${Button} kind="ghost" size="small" icon="reuse" onClick=${undo}>${t.undo}<//>`}
        ${children}
      </div>
    </div>`;
}

/** The same letters again, unseen, with lines under those that were read. @param {{sentence: string}} props */
function Underlined({ sentence }) {
  const letters = [...sentence];
  const phrases = (read.value?.brief.phrases ?? []).filter(({ span, text }) => letters.slice(span[0], span[1]).join("") === text);
  return html`<div class="mirror" aria-hidden="true">${pieces(sentence, phrases).map(({ text, element }, i) => html`<span key=${i} class=${element}>${text}</span>`)}${"\u200b"}</div>`;
}
