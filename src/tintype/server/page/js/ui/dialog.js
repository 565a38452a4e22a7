// A dialog over the page. The browser's own: focus stays inside, Esc closes, and it goes back where it was.
import { html, useEffect, useId, useRef } from "../preact.js";
import { t } from "../strings.js";
import { Round } from "./button.js";

/** @param {{title: string, onClose: () => void, children: any, class?: string}} props */
export function Dialog({ title, onClose, children, class: more = "" }) {
  const element = useRef(/** @type {HTMLDialogElement|null} */ (null));
  const id = useId();
  useEffect(() => {
    const before = /** @type {HTMLElement|null} */ (document.activeElement);
    element.current?.showModal();
    return () => before?.focus?.();
  }, []);
  const outside = (/** @type {MouseEvent} */ event) => { if (event.target === element.current) onClose(); };
  return html`
    <dialog ref=${element} class=${`dialog ${more}`} aria-labelledby=${id} onClose=${onClose} onMouseDown=${outside}>
      <header><h2 id=${id}>${title}</h2><${Round} icon="close" name=${t.close} onClick=${onClose} /></header>
      <div class="body">${children}</div>
    </dialog>`;
}
