// "Use from code": this picture again by curl, by Python, in the terminal.
import { html, useState } from "../preact.js";
import { t } from "../strings.js";
import { Round } from "../ui/button.js";
import { Segments } from "../ui/choice.js";
import { Dialog } from "../ui/dialog.js";
import { copyText } from "./actions.js";

/** @param {{code: Record<string, string>, onClose: () => void}} props code: kind → what to run */
export function Code({ code: all, onClose }) {
  const kinds = Object.keys(all);
  const [kind, setKind] = useState(kinds[0]);
  const code = all[kind];
  return html`
    <${Dialog} title=${t.code} onClose=${onClose} class="code">
      <p class="quiet">${kinds.length > 1 ? t.codeLead : t.codeReplay}</p>
      ${kinds.length > 1 && html`<${Segments} name=${t.code} value=${kind} onChange=${setKind} options=${kinds.map((value) => ({ value, name: t.codeKinds[/** @type {"curl"} */ (value)] }))} />`}
      <div class="listing"><pre tabindex="0" aria-label=${t.code}><code>${code}</code></pre><${Round} icon="copy" name=${t.copyCode} onClick=${() => copyText(code)} /></div>
      <p class="small quiet">${t.codeKey}</p>
    <//>`;
}
