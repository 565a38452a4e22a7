// The five elements: each shows the words it came from; the one that is looked at says what is missing or
// contradicts, and offers words to take by a click.
import { html, signal, useEffect, useState } from "../preact.js";
import { offers } from "../reading.js";
import { words } from "../sentence.js";
import { draft, ELEMENTS } from "../state.js";
import { t } from "../strings.js";
import { toastError } from "../ui/toast.js";
import { add, follow, proposed, read } from "./brief.js";

/** The element that is looked at; "" lets the coach choose, "none" hides what it says. */
const chosen = signal("");

/** @param {{children: any}} props children: what is shown while nothing is said */
export function Elements({ children }) {
  const reading = read.value;
  const findings = reading?.findings ?? [];
  const worst = findings.find((each) => each.fault === "contradicts") ?? findings[0];
  const looked = chosen.value || worst?.element || "none";
  return html`
    <section class="elements" aria-label=${t.elements}>
      <ul>${ELEMENTS.map((element) => html`<${Chip} key=${element} element=${element} looked=${looked === element}
        said=${words(reading?.brief.phrases ?? [], element)} fault=${faultOf(findings, element)} />`)}
      </ul>
      <div id="coach" class="coach" aria-live="polite">
        ${proposed.value.length && !chosen.value ? null : !draft.sentence.value.trim() && !chosen.value ? children || html`<p class="quiet">${t.empty}</p>`
          : looked !== "none" ? html`<${Said} key=${looked} element=${looked} reading=${reading} />`
            : html`<p class="quiet">${reading ? t.directed : ""}</p>`}
        ${reading && html`<${Misread} reading=${reading} />`}
      </div>
    </section>`;
}

/** @param {import("../reading.js").Finding[]} findings @param {string} element */
function faultOf(findings, element) {
  const clash = findings.find((each) => each.element === element && each.fault === "contradicts");
  return clash?.fault ?? findings.find((each) => each.element === element)?.fault ?? "";
}

/** @param {any} props */
function Chip({ element, said, fault, looked }) {
  const press = () => { chosen.value = looked ? "none" : element; };
  const state = fault === "contradicts" ? t.clashes : said ? "" : t.openElement;
  return html`
    <li>
      <button type="button" class=${`chip ${element} ${said ? "said" : ""} ${fault}`} aria-expanded=${String(looked)} aria-controls="coach" title=${t.asks[/** @type {"subject"} */ (element)]} onClick=${press}>
        <span class="dot" aria-hidden="true"></span><span class="what">${t.element[/** @type {"subject"} */ (element)]}</span>
        <span class="words">${said || t.openElement}</span>${state === t.clashes && html`<span class="mark">${state}</span>`}
      </button>
    </li>`;
}

/** What the coach has to say of one element. @param {{element: string, reading: any}} props */
function Said({ element, reading }) {
  const findings = (reading?.findings ?? []).filter((/** @type {any} */ each) => each.element === element);
  const implied = (reading?.brief.implied ?? []).filter((/** @type {any} */ each) => each.element === element);
  const said = words(reading?.brief.phrases ?? [], element);
  const own = findings.some((/** @type {any} */ each) => each.fault === "contradicts");
  return html`
    ${findings.map((/** @type {any} */ finding) => html`
      <p key=${finding.reason} class=${finding.fault}>${finding.reason}</p>
      ${finding.fault !== "empty" && html`<${Offers} finding=${finding} offered=${finding.suggestions.map((/** @type {string} */ each) => ({ words: each }))} />`}`)}
    ${!findings.length && html`<p class="quiet">${said ? implied.map((/** @type {any} */ each) => each.because).join(" ") || t.asks[/** @type {"subject"} */ (element)] : t.asks[/** @type {"subject"} */ (element)]}</p>`}
    ${!own && !said && html`<${Ideas} element=${element} sentence=${reading?.of || t.anything} />`}`;
}

/** What was not understood, and what is painted as something else. @param {{reading: import("../reading.js").Reading & {of: string}}} props */
function Misread({ reading }) {
  const letters = [...reading.of];
  const unread = reading.brief.unread.map(([from, to]) => letters.slice(from, to).join(""));
  const said = [...reading.brief.likened.map(([word, kind]) => t.likened(word, kind)), unread.length ? t.unread(unread.join(", ")) : ""].filter(Boolean);
  return said.length > 0 && html`<p class="misread">${said.join(" ")}</p>`;
}

/** Words that fit the rest of the sentence, fetched when an element is looked at. @param {{element: string, sentence: string}} props */
function Ideas({ element, sentence }) {
  const [found, setFound] = useState(/** @type {any[]} */ ([]));
  useEffect(() => {
    let mine = true;
    offers(sentence, element).then((all) => { if (mine) setFound(all); }, toastError);
    return () => { mine = false; };
  }, [element, sentence]);
  return html`<${Offers} offered=${found} />`;
}

/** @param {{offered: {words: string, because?: string}[], finding?: any}} props */
function Offers({ offered, finding }) {
  const inPlace = finding?.fault === "contradicts";
  const take = (/** @type {string} */ each) => (finding ? follow(finding, each) : add(each));
  return offered.length > 0 && html`
    <ul class="offers">${offered.map(({ words: each, because }) => html`
      <li key=${each}><button type="button" class="offer" title=${because} aria-label=${inPlace ? t.useWords(each) : t.addWords(each)} onClick=${() => take(each)}>${inPlace ? "" : "+ "}${each}</button></li>`)}
    </ul>`;
}
