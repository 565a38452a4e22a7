// Variations: others like this one, by how much, several at once on one sheet.
import { html, useEffect, useRef, useState } from "../preact.js";
import { t } from "../strings.js";
import { Button } from "../ui/button.js";
import { Segments, Stepper } from "../ui/choice.js";
import { Tip } from "../ui/tip.js";
import { toastError } from "../ui/toast.js";

/** @typedef {import("../state.js").How} How */

/** @param {{hows: How[], open: boolean, onVary: (how: How, n: number) => Promise<void>}} props hows: what this picture can be varied by */
export function Vary({ hows, open, onVary }) {
  const [n, setN] = useState(4);
  const [wished, wish] = useState(/** @type {How} */ ("strong"));
  const [busy, setBusy] = useState(false);
  const part = useRef(/** @type {HTMLElement|null} */ (null));
  const how = hows.includes(wished) ? wished : hows[0];
  useEffect(() => {
    if (!open) return;
    part.current?.scrollIntoView({ block: "center" });
    /** @type {HTMLElement|null|undefined} */ (part.current?.querySelector("input:checked, .button"))?.focus({ preventScroll: true });
  }, [open]);
  const go = async () => {
    setBusy(true);
    await onVary(how, n).catch(toastError);
    setBusy(false);
  };
  return html`
    <section class="vary" ref=${part} aria-label=${t.vary}><h2>${t.vary}<${Tip} about=${t.vary} words=${t.varyTip} /></h2>
      ${hows.length > 1 && html`<${Segments} name=${t.varyHow} value=${how} onChange=${wish} options=${hows.map((each) => ({ value: each, name: t.varyHows[each] }))} />`}
      <p class="small quiet">${t.varyLeads[how]}</p>
      <div class="tools"><${Stepper} name=${t.number_} value=${n} min=${1} max=${10} less=${t.fewer} more=${t.more} onChange=${setN} /><${Button} disabled=${busy} onClick=${go}>${t.varyGo(n)}<//></div>
    </section>`;
}
