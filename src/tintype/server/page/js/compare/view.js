// Compare: one sentence by several models, the same seed and frame; or pictures that are there already, beside one another.
import { html, useEffect, useState } from "../preact.js";
import { get, post } from "../api.js";
import { jobs, look, OVER } from "../jobs.js";
import { useKeys } from "../keys.js";
import { go } from "../router.js";
import { keep, models, pictures } from "../state.js";
import { t } from "../strings.js";
import { toastError } from "../ui/toast.js";
import { Ask } from "./ask.js";
import { Leaderboard } from "./leaderboard.js";
import { Show } from "./show.js";

/** @typedef {{id: string, prompt: string, seed: number, size: string, blind: boolean, voted: boolean, entrants: any[]}} Comparison */

const LOOK_AGAIN = 1500;

/** @param {{id: string, query: URLSearchParams}} props id: of a comparison. query: pictures=ID,ID */
export default function Compare({ id, query }) {
  useKeys("compare", [{ keys: "Escape", does: t.toStudio, run: () => go(id || query.get("pictures") ? "compare" : "") }], [id]);
  const ids = query.get("pictures")?.split(",").filter(Boolean);
  return html`<div class="compare">${ids?.length ? html`<${Chosen} key=${ids.join()} ids=${ids} />` : id ? html`<${One} key=${id} id=${id} />` : html`<${Ask} /><${Leaderboard} />`}</div>`;
}

/** A comparison as it grows, is voted on, and is told. @param {{id: string}} props */
function One({ id }) {
  const [found, setFound] = useState(/** @type {Comparison|null} */ (null));
  const [gone, setGone] = useState("");
  const [counted, setCounted] = useState(0);
  const growing = found?.entrants.some((each) => each.job && !OVER.includes(each.state)) ?? true;
  useEffect(() => {
    let mine = true;
    const see = () => get(`/compare/${id}`).then((one) => { if (mine) setFound(one); }, (error) => { if (mine && !found) setGone(error.message); });
    see();
    const again = growing ? setInterval(see, LOOK_AGAIN) : 0;
    return () => { mine = false; clearInterval(again); };
  }, [id, growing]);
  useEffect(() => { found?.entrants.forEach((each) => { if (each.job && !jobs.value.has(each.job)) look(each.job).catch(() => {}); }); }, [Boolean(found)]);
  if (gone) return html`<div class="plain"><h1>${t.nowhere}</h1><p>${gone}</p><p><a href="#/compare">${t.compareOf.another}</a></p></div>`;
  if (!found) return null;
  const secret = found.blind && !found.voted;
  const ready = !growing && found.entrants.filter((each) => each.picture).length > 1;
  const vote = (/** @type {string} */ best) => post("/votes", { comparison: id, best }).then((one) => { setFound(one); setCounted(counted + 1); }, toastError);
  const [w, h] = found.size.split("x").map(Number);
  const items = found.entrants.map((each) => item(each, w, h, secret));
  return html`
    <${Show} sentence=${found.prompt} items=${items} note=${t.compareOf.same(found.seed, t.pixels(w, h))} secret=${secret} onVote=${secret && ready ? vote : undefined} voted=${found.voted} growing=${growing} />
    <${Leaderboard} key=${counted} />`;
}

/** What is shown of one who takes part. @param {any} entrant @param {number} w @param {number} h @param {boolean} secret @returns {import("./show.js").Item} */
function item(entrant, w, h, secret) {
  const job = jobs.value.get(entrant.job)?.value;
  const growth = job?.growth[0];
  const title = (models.value ?? []).find((each) => each.name === entrant.model)?.title ?? entrant.model ?? "";
  const doing = entrant.state === "queued" ? t.compareOf.waits : secret || !growth ? t.compareOf.share(growth?.share ?? 0) : t.doing(growth.doing, growth.share);
  return {
    letter: entrant.letter, title: secret ? "" : title, w, h, src: entrant.file ?? "", small: entrant.thumbnail ? `${entrant.thumbnail}?side=512` : "",
    preview: growth?.preview ?? "", share: entrant.file ? 1 : growth?.share ?? 0, picture: secret ? "" : entrant.picture ?? "",
    note: entrant.failure ?? (entrant.file ? (entrant.seconds === null ? "" : t.lasting(entrant.seconds)) : doing), failed: Boolean(entrant.failure),
  };
}

/** Pictures that are there already. @param {{ids: string[]}} props */
function Chosen({ ids }) {
  useEffect(() => { ids.forEach((id) => { if (!pictures.value.some((each) => each.id === id)) get(`/pictures/${id}`).then(keep, toastError); }); }, []);
  const all = ids.map((id) => pictures.value.find((each) => each.id === id)).filter(Boolean);
  if (all.length < 2) return null;
  const alike = all.every((each) => each?.prompt === all[0]?.prompt);
  const items = all.map((/** @type {any} */ each, i) => ({
    letter: "ABCDEF"[i], title: (models.value ?? []).find((model) => model.name === each.model)?.title ?? each.model ?? "", w: each.width, h: each.height, src: each.file, small: `${each.thumbnail}?side=512`,
    preview: "", share: 1, picture: each.id, failed: false, note: [alike ? "" : each.prompt, each.job ? `${t.seed} ${each.seed}` : "", each.job ? t.lasting(each.seconds) : ""].filter(Boolean).join(" · "),
  }));
  return html`<${Show} sentence=${alike ? all[0]?.prompt : ""} items=${items} note="" secret=${false} voted=${false} growing=${false} />`;
}
