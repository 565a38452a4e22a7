// The gallery: all pictures, found again, looked through, taken along, tidied up.
import { html, signal, useEffect, useState } from "../preact.js";
import { useKeys } from "../keys.js";
import { go } from "../router.js";
import { looked } from "../state.js";
import { t } from "../strings.js";
import { Button, Round } from "../ui/button.js";
import { Menu } from "../ui/menu.js";
import { bin, download, emptyBin, favourite, restore } from "./acts.js";
import { bringFiles } from "./drop.js";
import { Filters, focusSearch, Nothing } from "./filters.js";
import { chosen, cursor, filter, loading, meant, next, refresh, selected, shown } from "./found.js";
import { follow, Grid, places } from "./grid.js";
import { beside } from "./layout.js";
import { Panel } from "./panel.js";
import { chooseAll, chooseNone, extend, toggle } from "./selecting.js";

const details = signal(false);
let scrolled = 0;
const MOST_COMPARED = 6;

export default function Gallery() {
  const [begun, setBegun] = useState(next.value !== undefined);
  useEffect(() => {
    refresh().then(() => setBegun(true));
    const back = setTimeout(() => { if (scrolled) scrollTo(0, scrolled); }, 0);
    const note = () => { if (location.hash.startsWith("#/gallery")) scrolled = scrollY; };
    addEventListener("scroll", note, { passive: true });
    return () => {
      clearTimeout(back);
      removeEventListener("scroll", note);
      chooseNone();
    };
  }, []);
  useGalleryKeys();
  const bring = () => document.getElementById("bring")?.click();
  const fresh = begun && !loading.value && looked.value;
  const none = fresh && next.value === null && !shown.value.length;
  return html`
    <div class=${`gallery ${details.value ? "with-facts" : ""}`} data-ready=${String(fresh)}>
      <div class="hall">
        <h1 class="unseen">${t.gallery}</h1>
        <input id="bring" type="file" accept="image/*" multiple hidden onChange=${(/** @type {any} */ event) => { bringFiles([...event.target.files]); event.target.value = ""; }} />
        <${Filters}>
          <${Button} size="small" icon="plus" title=${t.galleryOf.bringTip} onClick=${bring}>${t.galleryOf.bring}<//>
          <${Round} icon="info" name=${t.galleryOf.details} aria-pressed=${String(details.value)} onClick=${() => { details.value = !details.value; }} />
        <//>
        ${filter.value.deleted && shown.value.length > 0 && html`<${BinBar} />`}
        ${none ? html`<${Nothing} onBring=${bring} />` : html`<${Grid} />`}
      </div>
      ${details.value && html`<${Panel} onClose=${() => { details.value = false; }} />`}
      ${selected.value.size > 0 && html`<${Chosen} />`}
      <p class="unseen" role="status">${fresh ? t.galleryOf.found(shown.value.length, next.value === null) : ""}</p>
    </div>`;
}

/** What the bin is, and how it is emptied: asked twice, for there is no way back. */
function BinBar() {
  const [sure, setSure] = useState(false);
  return html`
    <div class="bin-bar"><p class="quiet">${t.galleryOf.binLead}</p>
      ${sure
        ? html`<${Button} size="small" kind="danger" icon="trash" onClick=${emptyBin}>${t.galleryOf.emptySure}<//><${Button} size="small" kind="ghost" onClick=${() => setSure(false)}>${t.galleryOf.emptyNot}<//>`
        : html`<${Button} size="small" icon="trash" onClick=${() => setSure(true)}>${t.galleryOf.emptyBin}<//>`}
    </div>`;
}

/** What can be done with those that are selected. */
function Chosen() {
  const all = chosen.value;
  const binned = filter.value.deleted;
  const formats = /** @type {("png"|"jpeg"|"webp")[]} */ (["png", "jpeg", "webp"]).map((format) => ({ name: t.formats[format], note: t.formatNotes[format], run: () => { download(all, format); } }));
  const tag = () => {
    details.value = true;
    setTimeout(() => document.getElementById("tag")?.focus(), 60);
  };
  return html`
    <div class="chosen" role="toolbar" aria-label=${t.galleryOf.selected(all.length)}>
      <strong aria-live="polite">${t.galleryOf.selected(all.length)}</strong>
      ${binned ? html`<${Button} kind="ghost" size="small" icon="reuse" onClick=${() => restore(all)}>${t.galleryOf.restore}<//>` : html`
        <${Menu} round icon="download" name=${t.galleryOf.zip} items=${formats} place="up" />
        <${Round} icon="heart" full=${all.every((each) => each.favourite)} name=${t.favourite} onClick=${() => favourite(all)} />
        <${Round} icon="tag" name=${t.galleryOf.tagThem} onClick=${tag} />
        ${all.length >= 2 && all.length <= MOST_COMPARED && html`<${Round} icon="split" name=${t.galleryOf.compareThem} onClick=${() => go(`compare?pictures=${all.map((each) => each.id).join()}`)} />`}
        <${Round} icon="trash" name=${t.bin} onClick=${() => bin(all)} />`}
      <${Round} icon="close" name=${t.galleryOf.chooseNone} onClick=${chooseNone} />
    </div>`;
}

/** @param {KeyboardEvent} event @param {(at: number) => number} to */
function step(event, to) {
  const all = shown.value;
  if (!all.length) return;
  const at = all.findIndex((each) => each.id === cursor.value);
  const onGrid = follow.value || document.activeElement?.closest(".cell");
  const target = at < 0 ? 0 : !onGrid && !event.shiftKey ? at : Math.max(0, Math.min(all.length - 1, to(at)));
  if (event.shiftKey && at >= 0) extend(all[at].id, all[target].id);
  cursor.value = all[target].id;
  follow.value = all[target].id;
}

function useGalleryKeys() {
  const up = (/** @type {KeyboardEvent} */ event) => step(event, (at) => beside(places.value, at, -1));
  const down = (/** @type {KeyboardEvent} */ event) => step(event, (at) => beside(places.value, at, 1));
  const about = (/** @type {(all: any[]) => void} */ run) => () => { if (meant.value.length && !filter.value.deleted) run(meant.value); };
  const escape = () => {
    if (selected.value.size) chooseNone();
    else if (details.value) details.value = false;
    else go("");
  };
  const enter = () => {
    const active = /** @type {HTMLElement|null} */ (document.activeElement);
    if (active && active !== document.body && active.id !== "main") active.click();
    else if (cursor.value) go(`picture/${cursor.value}`);
  };
  useKeys("gallery", [
    { keys: "ArrowLeft", does: t.galleryOf.keys.left, run: (event) => step(event, (at) => at - 1) },
    { keys: "ArrowRight", does: t.galleryOf.keys.right, run: (event) => step(event, (at) => at + 1) },
    { keys: "ArrowUp", does: t.galleryOf.keys.up, run: up },
    { keys: "ArrowDown", does: t.galleryOf.keys.down, run: down },
    { keys: "Home", does: t.galleryOf.keys.first, run: (event) => step(event, () => 0) },
    { keys: "End", does: t.galleryOf.keys.last, run: (event) => step(event, () => shown.value.length - 1) },
    { keys: "Enter", does: t.galleryOf.keys.open, run: enter },
    { keys: "x", does: t.galleryOf.keys.select, run: () => { if (cursor.value) toggle(cursor.value); } },
    { keys: "Ctrl+a", does: t.galleryOf.keys.all, run: chooseAll },
    { keys: "i", does: t.galleryOf.details, run: () => { details.value = !details.value; } },
    { keys: "f", does: t.favourite, run: about(favourite) },
    { keys: "d", does: t.download, run: about((all) => download(all)) },
    { keys: "Delete Backspace", does: t.bin, run: about(bin) },
    { keys: "/", does: t.galleryOf.find, run: focusSearch },
    { keys: "Escape", does: t.galleryOf.keys.escape, run: escape },
  ]);
}
