// Jobs: asked for, waited for, grown, finished. What is known here is what the server said; a tab that was
// closed finds it again.
import { computed, signal } from "./preact.js";
import { accept, get, send } from "./api.js";
import { listen } from "./events.js";
import { keep, online } from "./state.js";

/**
 * @typedef {{id: string, state: string, position: number|null, operation: string, prompt: string, model: string,
 *   size: string, n: number, seed: number, quality: string, done: number, created: number, started: number|null,
 *   finished: number|null, failure: {kind: string, message: string}|null, notes: string[],
 *   pictures: import("./state.js").Picture[]}} Job
 * @typedef {{share: number, doing: string, preview: string, since: number, moved: number}} Growth
 * share: 0 to 1. since: when its painting began, moved: when it grew last, in ms.
 * @typedef {Job & {growth: Record<number, Growth>, message: string}} Watched
 */

/** Jobs that were seen: id → signal of the job. */
export const jobs = signal(/** @type {Map<string, import("./preact.js").Signal<Watched>>} */ (new Map()));

/** The job in the middle of the studio. */
export const current = signal(localStorage.getItem("tintype.current") ?? "");

/** What was asked for just now and the server has not answered yet, drawn as a job already; null: nothing. */
export const asked = signal(/** @type {Watched|null} */ (null));

export const OVER = ["done", "failed", "cancelled"];

/** Those that are not over, oldest first. */
export const open = computed(() => [...jobs.value.values()].map((each) => each.value).filter((job) => !OVER.includes(job.state)).sort((a, b) => (a.id < b.id ? -1 : 1)));

/** @param {string} id */
export function show(id) {
  current.value = id;
  try {
    localStorage.setItem("tintype.current", id);
  } catch { /* without storage it is forgotten on reload */ }
}

/** Takes in what the server says of a job. What is over stays so, whatever an older answer says. @param {Job} job */
export function take(job) {
  const there = jobs.value.get(job.id);
  if (there) {
    if (OVER.includes(there.value.state) && !OVER.includes(job.state)) return;
    there.value = { ...there.value, ...job };
  } else {
    jobs.value = new Map(jobs.value).set(job.id, signal({ ...job, growth: {}, message: "" }));
  }
  job.pictures.forEach(keep);
}

/** Takes in the answer to what was asked for, unless events told of it meanwhile: they are newer. @param {Job} job */
export function first(job) {
  if (!jobs.value.has(job.id)) take(job);
}

/**
 * Asks for pictures; the job is on the server's disk when this returns. Its place is drawn before.
 * @param {any} body as POST /api/jobs takes it @param {string} [size] as the server will reckon it, such as 768x512
 */
export async function ask(body, size = body.size) {
  const { prompt, n = 1, model, quality } = body;
  asked.value = {
    id: "", state: "asked", position: null, operation: "generate", prompt, model, size, n, seed: 0, quality, done: 0, created: 0,
    started: null, finished: null, failure: null, notes: [], pictures: [], growth: {}, message: "",
  };
  try {
    const job = await accept("/jobs", body);
    first(job);
    show(job.id);
    lookWhetherPaused();
    return job;
  } finally {
    asked.value = null;
  }
}

/** The picture again with one element said differently. @param {string} picture @param {string} element @param {string} words */
export async function change(picture, element, words) {
  const job = await accept(`/pictures/${picture}/change`, { element, words });
  first(job);
  return job;
}

/** @param {string} id */
export async function cancel(id) {
  take(await send("DELETE", `/jobs/${id}`));
}

/** @param {string} id */
export async function retry(id) {
  const job = await send("POST", `/jobs/${id}/retry`);
  first(job);
  show(job.id);
}

/** How many events were heard of each job. */
const beats = /** @type {Map<string, number>} */ (new Map());

/** Looks a job up; again, if something was told of it meanwhile. @param {string} id */
export async function look(id) {
  for (let tries = 0; ; tries++) {
    const before = beats.get(id);
    const job = await get(`/jobs/${id}`);
    if (beats.get(id) !== before && tries < 5) continue;
    take(job);
    return;
  }
}

/** @param {string} id @param {(job: Watched) => Partial<Watched>} how */
function alter(id, how) {
  const there = jobs.value.get(id);
  if (there) there.value = { ...there.value, ...how(there.value) };
}

const finished = new Set(/** @type {((picture: any) => void)[]} */ ([]));

/** Whether the house gives out no work: then what waits, waits for good. */
export const paused = signal(false);
export const lookWhetherPaused = () => get("/queue").then((queue) => { paused.value = queue.paused; }, () => {});

/** Calls with every picture that is finished from now on. @param {(picture: any) => void} hear */
export function onPicture(hear) {
  finished.add(hear);
  return () => finished.delete(hear);
}

/** @param {import("./events.js").Told} told */
async function hear({ kind, data }) {
  const id = data.job;
  if (kind === "growing") {
    alter(id, (job) => ({ growth: { ...job.growth, [data.index]: grown(job.growth[data.index], data) } }));
    return;
  }
  beats.set(id, (beats.get(id) ?? 0) + 1);
  const known = jobs.value.has(id);
  if (known && kind === "running") alter(id, () => ({ state: "running", position: null, started: data.at }));
  if (known && kind === "retry") alter(id, () => ({ message: data.message }));
  if (!known || OVER.includes(kind)) await look(id).catch(() => {}); // by now it may have gone further than this event says
  if (!current.value) show(id);
  if (kind === "picture") {
    const picture = await get(`/pictures/${data.id}`);
    keep(picture);
    alter(id, (job) => ({
      done: Math.max(job.done, data.index + 1),
      pictures: [...job.pictures.filter((each) => each.id !== picture.id), picture].sort((a, b) => a.index - b.index),
    }));
    finished.forEach((each) => each(picture));
  }
  if (kind === "running" || OVER.includes(kind)) places();
}

/** @param {Growth|undefined} before @param {any} data @returns {Growth} */
function grown(before, data) {
  const now = Date.now();
  const share = data.total ? data.done / data.total : 0;
  const begun = before?.since && before.share > 0 ? before.since : now;
  return {
    share: Math.max(share, before?.share ?? 0), doing: data.doing, preview: data.preview ?? before?.preview ?? "",
    since: begun, moved: share > (before?.share ?? 0) ? now : before?.moved ?? now,
  };
}

/** Those that wait move up. */
function places() {
  for (const job of open.value) if (job.state === "queued") look(job.id).catch(() => {});
}

/** What is at work now, and what became of those that were. */
async function resync() {
  const { jobs: found } = await get("/jobs?state=running&state=queued&limit=50");
  if (found.length) lookWhetherPaused();
  const ids = new Set(found.map((/** @type {Job} */ job) => job.id));
  const others = open.value.filter((job) => !ids.has(job.id)).map((job) => job.id);
  if (current.value && !ids.has(current.value)) others.push(current.value);
  await Promise.all([...ids, ...others].map((id) => look(id).catch(() => { if (id === current.value) show(""); })));
  if (!current.value) {
    const newest = found[0] ?? (await get("/jobs?state=done&limit=1")).jobs[0];
    if (newest) await look(newest.id);
    if (newest && !current.value) show(newest.id); // unless something was asked for meanwhile
  }
}

/** Opens the line; once. */
export function begin() {
  listen(hear, {
    open: () => { online.value = true; resync().catch(() => {}); },
    lost: () => { online.value = false; },
  });
}
