// The pictures: the one that was asked for last in the middle, those that wait, those that were.
import { html, signal, useEffect } from "../preact.js";
import { asked, cancel, current, jobs, lookWhetherPaused, open, OVER, retry } from "../jobs.js";
import { href } from "../router.js";
import { pictures } from "../state.js";
import { t } from "../strings.js";
import { Button } from "../ui/button.js";
import { toastError } from "../ui/toast.js";
import { Actions } from "../picture/actions.js";
import { PictureCard } from "./card.js";

/** Pictures that can stand beside one another. */
const MOST = 6;

/** The time, as long as something is at work: what is left is told anew every second. */
const now = signal(Date.now());

function useClock() {
  const busy = open.value.length > 0;
  useEffect(() => {
    if (!busy) return undefined;
    const tick = setInterval(() => { now.value = Date.now(); }, 1000);
    const look = setInterval(() => { if (open.value.every((job) => job.state === "queued")) lookWhetherPaused(); }, 5000);
    return () => {
      clearInterval(tick);
      clearInterval(look);
    };
  }, [busy]);
}

export function Wall() {
  useClock();
  const job = asked.value ?? jobs.value.get(current.value)?.value;
  const shownIds = new Set(job?.pictures.map((each) => each.id));
  const others = open.value.filter((each) => each.id !== job?.id);
  const earlier = pictures.value.filter((each) => !shownIds.has(each.id)).slice(0, 48);
  return html`
    <section class="wall" aria-label=${t.wall}>
      ${job && html`<${Sheet} key=${job.id} job=${job} />`}
      ${others.length > 0 && html`
        <section class="others" aria-label=${t.alsoAtWork}><h2>${t.alsoAtWork}</h2>
          <ul>${others.map((each) => html`<li key=${each.id}><${PictureCard} job=${each} index=${Math.min(each.done, each.n - 1)} now=${now.value} small /><p class="small">${each.prompt}</p></li>`)}</ul>
        </section>`}
      ${earlier.length > 0 && html`
        <section class="earlier"><h2>${t.earlier}</h2>
          <div class="rows">${earlier.map((each) => html`<${Thumb} key=${each.id} picture=${each} />`)}<i></i></div>
        </section>`}
    </section>`;
}

/** A picture that leads to its own view. @param {{picture: import("../state.js").Picture, side?: number}} props */
export function Thumb({ picture, side = 512 }) {
  const ratio = picture.width / picture.height;
  return html`
    <a class="thumb" href=${href("picture", picture.id)} style=${{ "--ratio": ratio }} aria-label=${t.openPicture(picture.prompt)}>
      <img src=${`${picture.thumbnail}?side=${side}`} alt="" loading="lazy" width=${picture.width} height=${picture.height} />
    </a>`;
}

/** All pictures of one job. @param {{job: import("../jobs.js").Watched}} props */
function Sheet({ job }) {
  const [w, h] = job.size.split("x").map(Number);
  const over = OVER.includes(job.state);
  const one = job.n === 1;
  const across = job.n < 4 ? job.n : Math.ceil(Math.sqrt(job.n));
  return html`
    <section class=${`sheet ${one ? "one" : "many"} ${job.state}`} data-job=${job.id} style=${{ "--ratio": w / h, "--across": across, "--down": Math.ceil(job.n / across) }} aria-label=${one ? t.picture : t.contact(job.n)}>
      <div class="cards">${Array.from({ length: job.n }, (_, i) => html`<${PictureCard} key=${i} job=${job} index=${i} now=${now.value} large=${one} />`)}</div>
      <div class="below">
        <p class="prompt serif">${job.prompt}</p>
        <div class="acts">
          ${!over && job.id && !(one && job.pictures[0]) && html`<${Button} size="small" icon="stop" onClick=${() => cancel(job.id).catch(toastError)}>${t.stop}<//>`}
          ${(job.state === "failed" || job.state === "cancelled") && html`<${Button} size="small" icon="reuse" onClick=${() => retry(job.id).catch(toastError)}>${t.again}<//>`}
          ${!one && over && job.pictures.length > 1 && job.pictures.length <= MOST && html`<${Button} size="small" icon="split" href=${`#/compare?pictures=${job.pictures.map((each) => each.id).join()}`}>${t.compareThem}<//>`}
          ${one && job.pictures[0] && html`<${Actions} picture=${job.pictures[0]} brief />`}
        </div>
        ${job.state === "failed" && html`<p class="failure" role="alert">${job.failure?.message}</p>`}
        ${job.message && !over && html`<p class="small quiet">${job.message}</p>`}
        ${job.notes.length > 0 && html`<ul class="notes small quiet">${job.notes.map((note) => html`<li key=${note}>${note}</li>`)}</ul>`}
      </div>
      <p class="unseen" role="status">${job.state === "done" ? t.done(job.prompt) : job.state === "running" ? t.growing(job.prompt) : ""}</p>
    </section>`;
}
