// What is known of the picture one stands on, beside the pictures; on a phone it comes up from below.
import { html, useState } from "../preact.js";
import { href } from "../router.js";
import { t } from "../strings.js";
import { Actions } from "../picture/actions.js";
import { Details } from "../picture/details.js";
import { Button, Round } from "../ui/button.js";
import { addTag, bin, dropTag } from "./acts.js";
import { filter, meant, tags } from "./found.js";

/** @param {{onClose: () => void}} props */
export function Panel({ onClose }) {
  const all = meant.value;
  const picture = all[0];
  return html`
    <aside class="facts" aria-label=${t.details}>
      <header><h2>${all.length > 1 ? t.galleryOf.selected(all.length) : t.details}</h2><${Round} icon="close" name=${t.close} onClick=${onClose} /></header>
      ${!picture && html`<p class="quiet">${t.galleryOf.standNowhere}</p>`}
      ${all.length === 1 && html`<${One} key=${picture.id} picture=${picture} />`}
      ${all.length > 1 && html`<div class="many">${all.slice(0, 9).map((each) => html`<img key=${each.id} src=${each.thumbnail} alt="" />`)}</div>
        <${Facts} all=${all} /><${Tags} all=${all} />`}
    </aside>`;
}

/** @param {{picture: import("../state.js").Picture}} props */
function One({ picture }) {
  return html`
    <a class="shot" href=${href("picture", picture.id)} tabindex="-1" aria-hidden="true" style=${{ "--ratio": picture.width / picture.height }}><img src=${`${picture.thumbnail}?side=512`} alt="" /></a>
    <p class="serif prompt">${picture.prompt || t.brought}</p>
    ${!filter.value.deleted && html`<div class="acts"><${Actions} picture=${picture} /><${Round} icon="trash" name=${t.bin} onClick=${() => bin([picture])} /></div>
      <${Tags} all=${[picture]} />`}
    <${Details} picture=${picture} />`;
}

/** @param {{all: import("../state.js").Picture[]}} props */
function Facts({ all }) {
  const models = [...new Set(all.map((each) => each.model))].filter(Boolean);
  const sum = (/** @type {(picture: any) => number} */ of) => all.reduce((total, each) => total + of(each), 0);
  return html`
    <section class="details"><dl>
      <dt>${t.model}</dt><dd>${models.join(", ")}</dd>
      <dt>${t.files}</dt><dd>${t.fileSize(sum((each) => each.bytes))}</dd>
      <dt>${t.took}</dt><dd>${t.lasting(sum((each) => each.seconds))}</dd>
    </dl></section>`;
}

/** @param {{all: import("../state.js").Picture[]}} props */
function Tags({ all }) {
  const [said, say] = useState("");
  const shared = all[0].tags.filter((each) => all.every((other) => other.tags.includes(each)));
  const give = (/** @type {Event} */ event) => {
    event.preventDefault();
    addTag(all, said);
    say("");
  };
  return html`
    <section class="tags" aria-label=${t.galleryOf.tags}>
      <h3 class="small quiet">${t.galleryOf.tags}</h3>
      ${shared.length > 0 && html`<ul>${shared.map((each) => html`
        <li key=${each}>${each}<button type="button" aria-label=${t.galleryOf.dropTag(each)} onClick=${() => all.forEach((picture) => dropTag(picture, each))}>×</button></li>`)}</ul>`}
      <form onSubmit=${give}><input id="tag" class="input" aria-label=${t.galleryOf.addTag} placeholder=${t.galleryOf.addTag} maxlength="80" autocomplete="off" list="tags" value=${said} onInput=${(/** @type {any} */ event) => say(event.target.value)}
        onKeyDown=${(/** @type {KeyboardEvent} */ event) => { if (event.key === "Escape") /** @type {HTMLElement} */ (event.target).blur(); }} />
        <datalist id="tags">${tags.value.map((each) => html`<option key=${each} value=${each} />`)}</datalist>
        ${said && html`<${Button} size="small" type="submit">${t.add}<//>`}</form>
    </section>`;
}
