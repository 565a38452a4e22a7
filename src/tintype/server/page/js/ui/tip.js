// What a control does: a small "?" that tells on hover, focus and touch. Beside the control's name.
import { html, useEffect, useId, useRef, useState } from "../preact.js";

/** @param {{about: string, words: string}} props about: the control's name */
export function Tip({ about, words }) {
  const [place, setPlace] = useState(/** @type {{left: number, top: number}|null} */ (null));
  const button = useRef(/** @type {HTMLElement|null} */ (null));
  const id = useId();
  const show = () => {
    const at = button.current?.getBoundingClientRect();
    if (at) setPlace({ left: Math.max(16, Math.min(at.left - 12, innerWidth - 310)), top: at.bottom + 8 });
  };
  const hide = () => setPlace(null);
  useEffect(() => {
    if (!place) return undefined;
    addEventListener("scroll", hide, { passive: true, capture: true });
    return () => removeEventListener("scroll", hide, { capture: true });
  }, [place]);
  return html`
    <span class="tip" onMouseEnter=${show} onMouseLeave=${hide}>
      <button type="button" ref=${button} aria-label=${`${about}: ${words}`} onFocus=${show} onBlur=${hide} onClick=${show}
        onKeyDown=${(/** @type {KeyboardEvent} */ event) => { if (event.key === "Escape") hide(); }}>?</button>
      ${place && html`<span role="tooltip" id=${id} style=${{ left: `${place.left}px`, top: `${place.top}px` }}>${words}</span>`}
    </span>`;
}
