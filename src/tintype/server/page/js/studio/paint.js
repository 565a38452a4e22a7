// Asking for the picture: one button, and how long it will take.
import { html } from "../preact.js";
import { guess, wait } from "../estimate.js";
import { ask, asked, open, paused } from "../jobs.js";
import { shown } from "../keys.js";
import { draft, model, negativeOption } from "../state.js";
import { t } from "../strings.js";
import { Button } from "../ui/button.js";
import { toastError } from "../ui/toast.js";
import { focusSentence } from "./composer.js";
import { size } from "./frame.js";

const wide = matchMedia("(min-width: 60rem)"); // as in css/studio.css: sentence and picture side by side

/** The draft as POST /api/jobs takes it. */
export function body() {
  const { sentence, aspect, long, n, seed, quality, negative } = draft;
  /** @type {Record<string, any>} */
  const asked = { prompt: sentence.value.trim(), n: n.value, quality: quality.value, model: model.value?.name };
  if (aspect.value === "free") asked.size = size().join("x");
  else Object.assign(asked, { aspect: aspect.value, size: String(long.value || Math.max(...size())) });
  if (seed.value) asked.seed = Number(seed.value);
  if (negativeOption.value && negative.value.trim()) asked.options = { [negativeOption.value]: negative.value.trim() };
  return asked;
}

export async function paint() {
  if (!draft.sentence.value.trim()) {
    focusSentence();
    return;
  }
  if (asked.value) return;
  if (!wide.matches) requestAnimationFrame(() => document.querySelector(".wall")?.scrollIntoView({ behavior: "smooth" }));
  try {
    const job = await ask(body(), size().join("x"));
    draft.seed.value = draft.locked.value ? String(job.seed) : "";
  } catch (error) {
    toastError(error);
  }
}

export function Go() {
  const [w, h] = size();
  const each = model.value && guess(model.value.name, draft.quality.value, w, h);
  const before = open.value.length ? wait(/** @type {any} */ ({ id: "~" }), open.value, Date.now()) : 0;
  const seconds = each && before !== null && !(before && paused.value) ? each.seconds * draft.n.value + before : null;
  return html`
    <div class="go">
      <${Button} kind="primary" type="submit" disabled=${!draft.sentence.value.trim() || Boolean(asked.value)}>${t.paintMany(draft.n.value)} <kbd>${shown("Ctrl+Enter")}</kbd><//>
      ${seconds !== null && html`<span class="small quiet" title=${each ? t.basis(each.from) : t.noBasis}>${t.about(seconds)}</span>`}
    </div>`;
}
