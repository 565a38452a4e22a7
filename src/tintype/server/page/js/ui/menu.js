// A button that opens a list of things to do. Arrows move, Esc closes, a click elsewhere too.
import { html, useEffect, useRef, useState } from "../preact.js";
import { Button, Round } from "./button.js";

/**
 * @typedef {{name: string, note?: string, run?: () => void, href?: string, download?: string}} Item
 * @param {{name: string, icon: any, items: Item[], round?: boolean, place?: string, kind?: string}} props place: "up", "left"
 */
export function Menu({ name, icon, items, round, place = "", kind = "" }) {
  const [open, setOpen] = useState(false);
  const element = useRef(/** @type {HTMLElement|null} */ (null));
  useEffect(() => {
    if (!open) return undefined;
    /** @type {HTMLElement|null|undefined} */ (element.current?.querySelector('[role="menuitem"]'))?.focus();
    const elsewhere = (/** @type {Event} */ event) => { if (!element.current?.contains(/** @type {Node} */ (event.target))) setOpen(false); };
    document.addEventListener("pointerdown", elsewhere);
    return () => document.removeEventListener("pointerdown", elsewhere);
  }, [open]);
  const close = () => {
    setOpen(false);
    /** @type {HTMLElement|null|undefined} */ (element.current?.firstElementChild)?.focus();
  };
  const move = (/** @type {KeyboardEvent} */ event) => {
    if (!open) return;
    const all = /** @type {HTMLElement[]} */ ([...(element.current?.querySelectorAll('[role="menuitem"]') ?? [])]);
    const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) all[(at + step + all.length) % all.length].focus();
    else if (event.key === "Escape") close();
    else if (event.key === "Tab") { setOpen(false); return; } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const press = { "aria-haspopup": "menu", "aria-expanded": String(open), onClick: () => setOpen(!open) };
  return html`
    <div class=${`menu ${place}`} ref=${element} onKeyDown=${move}>
      ${round ? html`<${Round} icon=${icon} name=${name} ...${press} />` : html`<${Button} icon=${icon} kind=${kind} ...${press}>${name}<//>`}
      ${open && html`<ul role="menu" aria-label=${name}>${items.map((item) => html`
        <li role="none" key=${item.name}>${item.href
          ? html`<a role="menuitem" href=${item.href} download=${item.download} onClick=${close}>${item.name}<small>${item.note}</small></a>`
          : html`<button type="button" role="menuitem" onClick=${() => { close(); item.run?.(); }}>${item.name}<small>${item.note}</small></button>`}
        </li>`)}</ul>`}
    </div>`;
}
