// Buttons: with words, or round with an icon alone (which then says its name to screen readers and on hover).
import { html } from "../preact.js";
import { Icon } from "./icon.js";

/** @param {any} props kind: primary | ghost | danger, size: small, icon, href; everything else goes to the element */
export function Button({ kind = "", size = "", icon, children, href, class: more = "", ...rest }) {
  const inside = html`${icon && html`<${Icon} name=${icon} />`}${children}`;
  const drawn = `button ${kind} ${size} ${more}`;
  return href !== undefined ? html`<a class=${drawn} href=${href} ...${rest}>${inside}</a>` : html`<button type="button" class=${drawn} ...${rest}>${inside}</button>`;
}

/** @param {any} props icon, name: what it does, full: filled; everything else goes to the element */
export function Round({ icon, name, full, href, class: more = "", ...rest }) {
  const inside = html`<${Icon} name=${icon} full=${full} />`;
  const drawn = `round ${more}`;
  return href !== undefined
    ? html`<a class=${drawn} href=${href} aria-label=${name} title=${name} ...${rest}>${inside}</a>`
    : html`<button type="button" class=${drawn} aria-label=${name} title=${name} ...${rest}>${inside}</button>`;
}
