// Pictures beside one another, or two under a slider; a vote where names are hidden; all on one sheet to take along.
import { html, useState } from "../preact.js";
import { useKeys } from "../keys.js";
import { href } from "../router.js";
import { t } from "../strings.js";
import { save } from "../gallery/acts.js";
import { Button } from "../ui/button.js";
import { Segments } from "../ui/choice.js";
import { Split } from "../ui/split.js";
import { toastError } from "../ui/toast.js";
import { sheet } from "./sheet.js";

/**
 * @typedef {{letter: string, title: string, w: number, h: number, src: string, small: string, preview: string, share: number, picture: string, note: string, failed: boolean}} Item
 * title: "" while it is hidden. src: "" until it is there. picture: its id, "" while it would tell its painter.
 */

/** @param {{sentence: string, items: Item[], note: string, secret: boolean, voted: boolean, growing: boolean, onVote?: (best: string) => void}} props */
export function Show({ sentence, items, note, secret, voted, growing, onVote }) {
  const [way, setWay] = useState("beside");
  const [pair, setPair] = useState([items[0].letter, items[1].letter]);
  const there = items.filter((each) => each.src);
  const slides = way === "slider" && there.length > 1;
  const take = () => sheet({ sentence, items: there, note }).then((data) => save(data, "tintype-comparison.png"), toastError);
  useKeys("showing", [
    { keys: "s", does: t.compareOf.keys.way, run: () => setWay(way === "slider" ? "beside" : "slider") },
    { keys: "e", does: t.compareOf.export, run: take },
    ...(onVote ? [...there.map((each) => ({ keys: each.letter.toLowerCase(), does: t.compareOf.best(each.letter), run: () => onVote(each.letter) })), { keys: "t", does: t.compareOf.tie, run: () => onVote("tie") }] : []),
  ].filter((each, i, all) => all.findIndex((other) => other.keys === each.keys) === i), [way, there.length, Boolean(onVote), sentence]);
  return html`
    <section class="showing" style=${{ "--n": items.length }}>
      <header>
        <div><h1 class="serif">${sentence || t.compare}</h1><p class="small quiet">${note}</p></div>
        <div class="tools">
          <${Segments} name=${t.viewAs} value=${slides ? "slider" : "beside"} onChange=${setWay} options=${[{ value: "beside", name: t.beside }, { value: "slider", name: t.overlay }]} />
          <${Button} size="small" icon="download" disabled=${there.length < 2} onClick=${take}>${t.compareOf.export}<//>
          <${Button} size="small" kind="ghost" href="#/compare">${t.compareOf.another}<//>
        </div>
      </header>
      ${secret && html`<p class="ballot" role="status">${growing ? t.compareOf.growing : t.compareOf.ask}</p>`}
      ${voted && html`<p class="ballot" role="status">${t.compareOf.thanks}</p>`}
      ${slides ? html`<${Slides} items=${there} pair=${pair} onPair=${setPair} />`
        : html`<ul class=${`plates n${items.length}`}>${items.map((each) => html`<li key=${each.letter}><${One} item=${each} onVote=${onVote} /></li>`)}</ul>`}
      ${onVote && html`<p class="tie"><${Button} onClick=${() => onVote("tie")}>${t.compareOf.tie} <kbd>T</kbd><//></p>`}
    </section>`;
}

/** @param {Item} item */
const nameOf = (item) => (item.title ? `${item.letter}: ${item.title}` : t.compareOf.letter(item.letter));

/** @param {{item: Item, onVote?: (best: string) => void}} props */
function One({ item, onVote }) {
  const [whole, setWhole] = useState(false);
  const image = item.src && html`<img class=${whole ? "whole" : ""} src=${item.src} alt=${nameOf(item)} width=${item.w} height=${item.h} onLoad=${() => setWhole(true)} />`;
  return html`
    <figure class=${`card ${item.src ? "finished" : item.failed ? "failed" : "running"}`} style=${{ "--ratio": item.w / item.h, "--share": item.share }}>
      <div class="plate">
        ${item.preview && !whole && html`<img class="preview" src=${item.preview} alt="" />`}
        ${item.src && (item.picture ? html`<a href=${href("picture", item.picture)} aria-label=${t.openPicture(nameOf(item))}>${image}</a>` : html`<span class="still">${image}</span>`)}
        <span class="letter" aria-hidden="true">${item.letter}</span>
        ${!item.src && !item.failed && html`<div class="progress" aria-hidden="true"></div>`}
      </div>
      <figcaption class="small"><b>${item.title || t.compareOf.letter(item.letter)}</b><span>${item.note}</span></figcaption>
      ${onVote && item.src && html`<${Button} class="vote" onClick=${() => onVote(item.letter)}>${t.compareOf.best(item.letter)}<//>`}
    </figure>`;
}

/** @param {{items: Item[], pair: string[], onPair: (pair: string[]) => void}} props */
function Slides({ items, pair, onPair }) {
  const left = items.find((each) => each.letter === pair[0]) ?? items[0];
  const right = items.find((each) => each.letter === pair[1] && each !== left) ?? items.find((each) => each !== left) ?? items[1];
  const pick = (/** @type {number} */ side, /** @type {Item} */ now) => html`
    <select class="select" aria-label=${t.compareOf.sides[side]} value=${now.letter} onChange=${(/** @type {any} */ event) => {
      const taken = event.target.value;
      onPair(side ? [left.letter === taken ? right.letter : left.letter, taken] : [taken, right.letter === taken ? left.letter : right.letter]);
    }}>${items.map((each) => html`<option key=${each.letter} value=${each.letter} selected=${each === now}>${nameOf(each)}</option>`)}</select>`;
  return html`
    <div class="sliding" style=${{ "--ratio": left.w / left.h }}>
      ${items.length > 2 && html`<div class="sides-row">${pick(0, left)}${pick(1, right)}</div>`}
      <${Split} before=${left.src} after=${right.src} names=${[nameOf(left), nameOf(right)]} alt="" ratio=${left.w / left.h} />
    </div>`;
}
