// A picture from the moment it is asked for: a plate of its shape, its place in the queue, its growth, itself.
// The plate has the picture's size from the first moment, so nothing moves.
import { html, useState } from "../preact.js";
import { remaining, wait } from "../estimate.js";
import { open, paused } from "../jobs.js";
import { href } from "../router.js";
import { t } from "../strings.js";

/** @param {{job: import("../jobs.js").Watched, index: number, now: number, large?: boolean, small?: boolean}} props */
export function PictureCard({ job, index, now, large, small }) {
  const picture = job.pictures.find((each) => each.index === index);
  const growth = job.growth[index];
  const [whole, setWhole] = useState("");
  const [w, h] = job.size.split("x").map(Number);
  const share = picture ? 1 : growth?.share ?? 0;
  const source = picture ? (large ? picture.file : `${picture.thumbnail}?side=512`) : "";
  return html`
    <figure class=${`card ${picture ? "finished" : job.state} ${small ? "small" : ""}`} style=${{ "--ratio": w / h, "--share": share }}>
      <div class="plate">
        ${growth?.preview && (!source || whole !== source) && html`<img class="preview" src=${growth.preview} alt="" />`}
        ${picture && html`<a href=${href("picture", picture.id)} aria-label=${t.openPicture(job.prompt)}><img class=${whole === source ? "whole" : ""} src=${source} alt=${job.prompt} width=${picture.width} height=${picture.height} onLoad=${() => setWhole(source)} /></a>`}
        ${!picture && html`<div class="progress" aria-hidden="true"></div>`}
      </div>
      ${!picture && html`<figcaption class="small"><span>${doing(job, index)}</span><span>${left(job, index, now)}</span></figcaption>`}
    </figure>`;
}

/** @param {import("../jobs.js").Watched} job @param {number} index */
function doing(job, index) {
  if (job.state === "cancelled") return t.stopped;
  if (job.state === "failed") return "";
  if (job.state === "asked") return t.painting;
  if (job.state === "queued") {
    const place = t.waiting((job.position ?? 0) + open.value.filter((each) => each.state === "running").length);
    return paused.value ? t.paused(place) : place;
  }
  const growth = job.growth[index];
  if (growth) return t.doing(growth.doing, growth.share);
  return index > job.done ? t.comesAfter : t.begun;
}

/** @param {import("../jobs.js").Watched} job @param {number} index @param {number} now */
function left(job, index, now) {
  if (job.state !== "running" && (job.state !== "queued" || paused.value)) return "";
  const mine = remaining(job, index, now);
  const before = job.state === "queued" ? wait(job, open.value, now) : 0;
  return mine === null || before === null ? "" : t.left(mine + before);
}
