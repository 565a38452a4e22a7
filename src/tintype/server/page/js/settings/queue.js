// What is at work and what waits: paused, stopped, put into another order.
import { html, useEffect, useState } from "../preact.js";
import { post, send } from "../api.js";
import { remaining } from "../estimate.js";
import { cancel, open, take } from "../jobs.js";
import { t } from "../strings.js";
import { Button, Round } from "../ui/button.js";
import { toast, toastError } from "../ui/toast.js";
import { HIGHEST, inOrder, moved, priorities } from "./order.js";

/** @typedef {import("../jobs.js").Watched & {priority: number}} Waiting */

/** @param {{queue: any, admin: boolean, onChange: (queue: any) => void}} props */
export function Queue({ queue, admin, onChange }) {
  const [now, setNow] = useState(Date.now());
  const all = /** @type {Waiting[]} */ (open.value);
  const running = all.filter((job) => job.state === "running");
  const waiting = inOrder(all.filter((job) => job.state === "queued"));
  useEffect(() => {
    const tick = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(tick);
  }, []);
  const pause = () => post(`/queue/${queue.paused ? "resume" : "pause"}`, undefined).then(onChange, toastError);
  const to = (/** @type {number} */ from, /** @type {number} */ place) => reorder(moved(waiting, from, place), admin ? HIGHEST : 0);
  return html`
    <div class="head">
      <p>${queue && (queue.paused ? t.settingsOf.paused : queue.hindered || t.settingsOf.gives(running.length, waiting.length))}</p>
      ${admin && queue && html`<${Button} size="small" kind=${queue.paused ? "primary" : ""} icon=${queue.paused ? "play" : "pause"} onClick=${pause}>${queue.paused ? t.settingsOf.resume : t.settingsOf.pause}<//>`}
      ${waiting.length > 1 && html`<${Button} size="small" kind="ghost" onClick=${() => stopAll(waiting)}>${t.settingsOf.stopWaiting}<//>`}
    </div>
    ${running.length + waiting.length > 0 && html`
      <ol class="jobs">
        ${running.map((job) => html`<${Row} key=${job.id} job=${job} now=${now} />`)}
        ${waiting.map((job, i) => html`<${Row} key=${job.id} job=${job} now=${now} place=${i} last=${waiting.length - 1} onMove=${to} />`)}
      </ol>`}
    ${queue && html`<p class="small quiet">${t.settingsOf.tally(queue.done, queue.failed, queue.cancelled)}</p>`}`;
}

/** @param {{job: Waiting, now: number, place?: number, last?: number, onMove?: (from: number, to: number) => void}} props */
function Row({ job, now, place, last = 0, onMove }) {
  const share = job.state === "running" ? (job.done + (job.growth[job.done]?.share ?? 0)) / job.n : 0;
  const left = job.state === "running" ? remaining(job, job.n - 1, now) : null;
  return html`
    <li class=${job.state} style=${{ "--share": share }}>
      <span class="place" aria-hidden="true">${place === undefined ? "" : place + 1}</span>
      <div><p class="words">${job.prompt}</p>
        <p class="small quiet">${[job.state === "running" ? t.settingsOf.share(share) : t.waiting(place ?? 0), left === null ? "" : t.left(left), job.model, job.size.replace("x", " × "), job.n > 1 ? t.galleryOf.found(job.n, true) : ""].filter(Boolean).join(" · ")}</p></div>
      <div class="acts">
        ${place !== undefined && onMove && html`
          <${Round} icon="top" name=${t.settingsOf.first(job.prompt)} disabled=${place === 0} onClick=${() => onMove(place, 0)} />
          <${Round} icon="up" name=${t.settingsOf.up(job.prompt)} disabled=${place === 0} onClick=${() => onMove(place, place - 1)} />
          <${Round} icon="down" name=${t.settingsOf.down(job.prompt)} disabled=${place === last} onClick=${() => onMove(place, place + 1)} />`}
        <${Round} icon="stop" name=${t.settingsOf.stop(job.prompt)} onClick=${() => cancel(job.id).catch(toastError)} />
      </div>
    </li>`;
}

/** @param {Waiting[]} ordered @param {number} most */
async function reorder(ordered, most) {
  const wished = priorities(ordered, most);
  if (!wished) {
    toast(t.settingsOf.noOrder);
    return;
  }
  try {
    for (const job of ordered) {
      const priority = wished.get(job.id);
      if (priority !== job.priority) take(await send("PATCH", `/jobs/${job.id}`, { priority }));
    }
  } catch (error) {
    toastError(error);
  }
}

/** @param {Waiting[]} waiting */
const stopAll = (waiting) => Promise.all(waiting.map((job) => cancel(job.id))).catch(toastError);
