// A picture's own view.
import { html } from "../preact.js";

/** @param {{id: string}} props */
export default function PictureView({ id }) {
  return html`<div class="plain"><img src=${`/files/${id}.png`} alt="" /></div>`;
}
