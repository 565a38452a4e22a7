// Variations: the same sentence and frame, arranged anew, several at once.
import { html, useState } from "../preact.js";
import { t } from "../strings.js";
import { Button } from "../ui/button.js";
import { Group, Stepper } from "../ui/choice.js";
import { toastError } from "../ui/toast.js";

/** @param {{onVary: (n: number) => Promise<void>}} props */
export function Vary({ onVary }) {
  const [n, setN] = useState(4);
  const [busy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    await onVary(n).catch(toastError);
    setBusy(false);
  };
  return html`
    <section class="vary" aria-label=${t.vary}><h2>${t.vary}</h2>
      <${Group} name=${t.varyLead} tip=${t.varyTip}>
        <div class="tools"><${Stepper} name=${t.number_} value=${n} min=${1} max=${10} less=${t.fewer} more=${t.more} onChange=${setN} /><${Button} disabled=${busy} onClick=${go}>${t.varyGo(n)}<//></div>
      <//>
    </section>`;
}
