// What is at work and what waits: paused, stopped, put into another order.
import { html, useEffect, useRef, useState } from "../preact.js";
import { post, send } from "../api.js";
import { remaining } from "../estimate.js";
import { cancel, look, open, paused, retry, take } from "../jobs.js";
import { useKeys } from "../keys.js";
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
  const pause = () => post(`/queue/${queue.paused ? "resume" : "pause"}`, undefined).then((told) => { paused.value = told.paused; onChange(told); }, toastError);
  const list = useRef(/** @type {HTMLElement|null} */ (null));
  const [said, say] = useState("");
  const to = (/** @type {number} */ from, /** @type {number} */ place) => {
    if (from === place || !waiting[place]) return;
    const held = /** @type {HTMLElement|null} */ (document.activeElement?.closest(".jobs .grip"));
    reorder(moved(waiting, from, place), admin ? HIGHEST : 0);
    say(t.settingsOf.movedTo(waiting[from].prompt, place + 1));
    requestAnimationFrame(() => held?.focus()); // a row that changes its place loses the focus
  };
  const drag = useDrag(list, waiting.length, to);
  useKeys("queue", admin && queue ? [{ keys: "p", does: queue.paused ? t.settingsOf.resume : t.settingsOf.pause, run: pause }] : [], [admin, queue?.paused]);
  return html`
    <div class="head">
      <p>${queue && (queue.paused ? t.settingsOf.paused : queue.hindered || t.settingsOf.gives(running.length, waiting.length))}</p>
      ${admin && queue && html`<${Button} size="small" kind=${queue.paused ? "primary" : ""} icon=${queue.paused ? "play" : "pause"} onClick=${pause}>${queue.paused ? t.settingsOf.resume : t.settingsOf.pause}<//>`}
      ${waiting.length > 1 && html`<${Button} size="small" kind="ghost" onClick=${() => stop(waiting)}>${t.settingsOf.stopWaiting}<//>`}
    </div>
    ${running.length + waiting.length > 0 && html`
      <ol class=${`jobs ${drag.held ? "dragging" : ""}`} ref=${list}>
        ${running.map((job) => html`<${Row} key=${job.id} job=${job} now=${now} />`)}
        ${waiting.map((job, i) => html`<${Row} key=${job.id} job=${job} now=${now} place=${i} last=${waiting.length - 1} onMove=${to} drag=${drag} />`)}
      </ol>
      <p class="unseen" role="status">${said}</p>`}
    ${queue && html`<p class="small quiet">${t.settingsOf.tally(queue.done, queue.failed, queue.cancelled)}</p>`}`;
}

/** @param {{job: Waiting, now: number, place?: number, last?: number, onMove?: (from: number, to: number) => void, drag?: any}} props */
function Row({ job, now, place, last = 0, onMove, drag }) {
  const share = job.state === "running" ? (job.done + (job.growth[job.done]?.share ?? 0)) / job.n : 0;
  const left = job.state === "running" ? remaining(job, job.n - 1, now) : null;
  return html`
    <li class=${`${job.state} ${drag?.held?.from === place ? "held" : ""}`} style=${{ "--share": share, "--by": drag?.shift(place) }}>
      ${place === undefined || !onMove
        ? html`<span class="place"></span>`
        : html`<button type="button" class="place grip" aria-label=${t.settingsOf.grip(place + 1, job.prompt)} title=${t.settingsOf.gripTip} ...${drag.on(place)}
            onKeyDown=${(/** @type {KeyboardEvent} */ event) => { const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]; if (step) { event.preventDefault(); onMove(place, place + step); } }}>${place + 1}</button>`}
      <div><p class="words">${job.prompt}</p>
        <p class="small quiet">${[job.state === "running" ? t.settingsOf.share(share) : t.waiting(place ?? 0), left === null ? "" : t.left(left), job.model, job.size.replace("x", " × "), job.n > 1 ? t.galleryOf.found(job.n, true) : ""].filter(Boolean).join(" · ")}</p></div>
      <div class="acts">
        ${place !== undefined && onMove && html`
          <${Round} icon="top" name=${t.settingsOf.first(job.prompt)} disabled=${place === 0} onClick=${() => onMove(place, 0)} />
          <${Round} icon="up" name=${t.settingsOf.up(job.prompt)} disabled=${place === 0} onClick=${() => onMove(place, place - 1)} />
          <${Round} icon="down" name=${t.settingsOf.down(job.prompt)} disabled=${place === last} onClick=${() => onMove(place, place + 1)} />`}
        <${Round} icon="stop" name=${t.settingsOf.stop(job.prompt)} onClick=${() => stop([job])} />
      </div>
    </li>`;
}

/** A row in the hand: how far, and where it would come to lie. @param {{current: HTMLElement|null}} list @param {number} count @param {(from: number, to: number) => void} onMove */
function useDrag(list, count, onMove) {
  const [held, hold] = useState(/** @type {{from: number, to: number, y: number, by: number, tall: number}|null} */ (null));
  const at = useRef(held);
  const set = (/** @type {typeof held} */ next) => { at.current = next; hold(next); };
  const on = (/** @type {number} */ place) => ({
    onPointerDown: (/** @type {any} */ event) => {
      if (event.button) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      set({ from: place, to: place, y: event.clientY, by: 0, tall: event.currentTarget.closest("li").offsetHeight });
    },
    onPointerMove: (/** @type {PointerEvent} */ event) => {
      if (!at.current) return;
      const { from, y, tall } = at.current;
      const by = event.clientY - y;
      set({ ...at.current, by, to: Math.max(0, Math.min(count - 1, from + Math.round(by / tall))) });
    },
    onPointerUp: () => {
      const done = at.current;
      set(null);
      if (done) onMove(done.from, done.to);
    },
    onPointerCancel: () => set(null),
  });
  /** How far a row is out of its place. @param {number|undefined} place */
  const shift = (place) => {
    if (!held || place === undefined) return undefined;
    const { from, to, by, tall } = held;
    if (place === from) return `${by}px`;
    return place > from && place <= to ? `${-tall}px` : place < from && place >= to ? `${tall}px` : undefined;
  };
  return { held, on, shift };
}

/** What was asked of the server last; orders are given one after the other. */
let last = Promise.resolve();

/** @param {Waiting[]} ordered @param {number} most */
function reorder(ordered, most) {
  const wished = priorities(ordered, most);
  if (!wished) {
    toast(t.settingsOf.noOrder);
    return;
  }
  const changed = ordered.map((job) => ({ ...job, priority: wished.get(job.id) ?? 0 })).filter((job, i) => job.priority !== ordered[i].priority);
  changed.forEach(take); // seen at once
  last = last.then(async () => {
    try {
      for (const { id, priority } of changed) take(await send("PATCH", `/jobs/${id}`, { priority }));
    } catch (error) {
      toastError(error);
      changed.forEach(({ id }) => look(id).catch(() => {}));
    }
  });
}

/** Stops jobs, with a way back. @param {Waiting[]} all */
async function stop(all) {
  try {
    for (const { id } of all) await cancel(id);
    toast(t.settingsOf.stoppedThem(all.length), { undo: () => { all.reduce((before, { id }) => before.then(() => retry(id)), Promise.resolve()).catch(toastError); } });
  } catch (error) {
    toastError(error);
  }
}
