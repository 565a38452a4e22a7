// "Use from code": this picture again by curl, by Python, in the terminal.
import { html, useState } from "../preact.js";
import { t } from "../strings.js";
import { Round } from "../ui/button.js";
import { Segments } from "../ui/choice.js";
import { Dialog } from "../ui/dialog.js";
import { copyText } from "./actions.js";
import { snippets } from "./snippets.js";

/** @param {{picture: import("../state.js").Picture, onClose: () => void}} props */
export function Code({ picture, onClose }) {
  const [kind, setKind] = useState("curl");
  const code = snippets(picture, location.origin)[/** @type {"curl"} */ (kind)];
  return html`
    <${Dialog} title=${t.code} onClose=${onClose} class="code">
      <p class="quiet">${t.codeLead}</p>
      <${Segments} name=${t.code} value=${kind} onChange=${setKind} options=${Object.entries(t.codeKinds).map(([value, name]) => ({ value, name }))} />
      <div class="listing"><pre tabindex="0" aria-label=${t.code}><code>${code}</code></pre><${Round} icon="copy" name=${t.copyCode} onClick=${() => copyText(code)} /></div>
      <p class="small quiet">${t.codeKey}</p>
    <//>`;
}
