// A picture's own view: to look at closely, to change one thing of, to vary, to walk back and forth through its trail.
import { html, signal, useEffect, useState } from "../preact.js";
import { get } from "../api.js";
import { ask, change, jobs, OVER } from "../jobs.js";
import { useKeys } from "../keys.js";
import { go, here, href } from "../router.js";
import { keep, pictures } from "../state.js";
import { t } from "../strings.js";
import { PictureCard } from "../studio/card.js";
import { Button, Round } from "../ui/button.js";
import { Segments } from "../ui/choice.js";
import { Split } from "../ui/split.js";
import { toastError } from "../ui/toast.js";
import { Actions, bin, toggleFavourite } from "./actions.js";
import { Change } from "./change.js";
import { Code } from "./code.js";
import { Details } from "./details.js";
import { tree } from "./lineage.js";
import { snippets } from "./snippets.js";
import { Trail } from "./trail.js";
import { Vary } from "./vary.js";
import { Viewer } from "./viewer.js";

/** Changes that were asked for here: job → the picture they start from. */
const asked = signal(/** @type {Map<string, string>} */ (new Map()));
/** Pictures that were stepped back from, to step forth to again. */
const ahead = /** @type {string[]} */ ([]);

/** @param {{id: string, query: URLSearchParams}} props query: do=change, do=vary, view=beside, view=slider */
export default function PictureView({ id, query }) {
  const picture = usePicture(id);
  const root = useTree(id, picture);
  const [code, setCode] = useState(false);
  const [clock, setClock] = useState(Date.now());
  const growing = [...asked.value].map(([job, parent]) => ({ job: jobs.value.get(job)?.value, parent })).filter((each) => each.job && !OVER.includes(each.job.state));
  const mine = growing.filter((each) => each.parent === id);
  const parent = pictures.value.find((each) => each.id === picture?.parent);
  useEffect(() => {
    if (!growing.length) return undefined;
    const tick = setInterval(() => setClock(Date.now()), 1000);
    return () => clearInterval(tick);
  }, [growing.length > 0]);
  useArrival(id);
  const codes = picture ? snippets(picture, location.origin) : {};
  const coded = Object.keys(codes).length > 0 && !(picture?.parent && !parent); // known once the one before is
  usePictureKeys(picture, coded ? () => setCode(true) : undefined);

  if (picture === undefined) return html`<div class="picture"></div>`;
  if (picture === null) return html`<div class="plain"><h1>${t.nowhere}</h1><p>${t.gone}</p><p><a href=${href("studio")}>${t.toStudio}</a></p></div>`;

  const paintChange = async (/** @type {string} */ element, /** @type {string} */ words) => {
    const job = await change(id, element, words);
    asked.value = new Map(asked.value).set(job.id, id);
    ahead.length = 0;
    scrollTo({ top: 0, behavior: "smooth" });
  };
  const paintMore = async (/** @type {import("../state.js").How} */ how, /** @type {number} */ n) => {
    const same = { prompt: picture.prompt, images: [id], n, model: picture.model, size: `${picture.width}x${picture.height}` };
    await ask(how === "new" ? { ...same, quality: picture.quality } : { ...same, operation: "vary", options: { how } });
    go("");
  };
  return html`
    <article class="picture">
      <div class="look">
        <${Stage} picture=${picture} parent=${parent} growing=${mine.at(-1)?.job} mode=${query.get("view") ?? "one"} now=${clock} />
      </div>
      <div class="panel">
        <header>
          <h1 class="prompt serif">${picture.prompt}</h1>
          <div class="acts"><${Actions} picture=${picture} place="" />
            ${coded && html`<${Round} icon="code" name=${t.code} onClick=${() => setCode(true)} />`}
            <${Round} icon="trash" name=${t.bin} onClick=${() => leave(picture)} /></div>
        </header>
        ${picture.job && html`<${Change} picture=${picture} open=${query.get("do") === "change"} onChange=${paintChange} />`}
        ${picture.varies.length > 0 && html`<${Vary} hows=${picture.varies} open=${query.get("do") === "vary"} onVary=${paintMore} />`}
        ${root && html`<${Trail} root=${root} id=${id} growing=${growing} />`}
        <${Details} picture=${picture} />
        ${coded && html`<p><${Button} icon="code" onClick=${() => setCode(true)}>${t.code}<//></p>`}
      </div>
      ${code && coded && html`<${Code} code=${codes} onClose=${() => setCode(false)} />`}
    </article>`;
}

/** What is looked at: the picture, or it beside the one it came from, or beside the one that grows from it. @param {any} props */
function Stage({ picture, parent, growing, mode, now }) {
  if (growing) {
    return html`<div class="pair"><figure class="card"><div class="plate" style=${{ "--ratio": picture.width / picture.height }}><img src=${picture.file} alt=${picture.prompt} /></div><figcaption class="small">${t.before}</figcaption></figure>
      <${PictureCard} job=${growing} index=${0} now=${now} large /></div>`;
  }
  const ratio = picture.width / picture.height;
  const alike = parent && Math.abs(parent.width / parent.height - ratio) < 0.01;
  const to = (/** @type {string} */ value) => go(`picture/${picture.id}${value === "one" ? "" : `?view=${value}`}`, { replace: true });
  const options = [{ value: "one", name: t.picture }, { value: "beside", name: t.beside }, ...(alike ? [{ value: "slider", name: t.overlay }] : [])];
  const drawn = !parent || mode === "one" ? "one" : mode === "slider" && alike ? "slider" : "beside";
  return html`
    ${parent && html`<div class="modes"><${Segments} name=${t.viewAs} value=${drawn} options=${options} onChange=${to} /></div>`}
    ${drawn === "one" && html`<${Viewer} src=${picture.file} under=${`${picture.thumbnail}?side=512`} alt=${picture.prompt} width=${picture.width} height=${picture.height} />`}
    ${drawn === "slider" && html`<div class="over" style=${{ "--ratio": ratio }}><${Split} before=${parent.file} after=${picture.file} alt=${picture.prompt} ratio=${ratio} /></div>`}
    ${drawn === "beside" && html`<div class="pair">${[parent, picture].map((each, i) => html`
      <figure class="card" key=${each.id}><div class="plate" style=${{ "--ratio": each.width / each.height }}><a href=${href("picture", each.id)} aria-label=${t.openPicture(each.prompt)}><img class="whole" src=${each.file} alt=${each.prompt} /></a></div><figcaption class="small">${i ? t.after : t.before}</figcaption></figure>`)}</div>`}`;
}

/** The picture; undefined while it is looked up, null if there is none. @param {string} id */
function usePicture(id) {
  const there = pictures.value.find((each) => each.id === id);
  const [missing, setMissing] = useState("");
  useEffect(() => {
    if (!there) get(`/pictures/${id}`).then((found) => { if (found.deleted === null) keep(found); else setMissing(id); }, () => setMissing(id));
  }, [id]);
  return there ?? (missing === id ? null : undefined);
}

/** @param {string} id @param {any} picture */
function useTree(id, picture) {
  const [root, setRoot] = useState(/** @type {any} */ (null));
  useEffect(() => {
    let current = true;
    if (picture) tree(id).then((found) => { if (current) setRoot(found); }, toastError);
    return () => { current = false; };
  }, [id, Boolean(picture), pictures.value.length]);
  return root;
}

/** When a change that was asked for here is there, it is shown beside the one it came from. @param {string} id */
function useArrival(id) {
  useEffect(() => {
    for (const [job, parent] of asked.value) {
      const found = jobs.value.get(job)?.value;
      if (!found || !OVER.includes(found.state)) continue;
      asked.value = new Map([...asked.value].filter(([each]) => each !== job));
      if (found.failure) toastError(found.failure);
      if (found.pictures[0] && parent === id) go(`picture/${found.pictures[0].id}?view=beside`);
    }
  }, [[...asked.value.keys()].map((job) => jobs.value.get(job)?.value.state).join()]);
}

/** @param {any} picture */
async function leave(picture) {
  const next = neighbour(picture.id, 1) ?? neighbour(picture.id, -1);
  if (await bin(picture)) go(next ? `picture/${next}` : "", { replace: true });
}

/** @param {string} id @param {number} step */
function neighbour(id, step) {
  const at = pictures.value.findIndex((each) => each.id === id);
  return at < 0 ? undefined : pictures.value[at + step]?.id;
}

/** @param {any} picture @param {(() => void)|undefined} showCode */
function usePictureKeys(picture, showCode) {
  const to = (/** @type {string|undefined} */ id) => { if (id) go(`picture/${id}`); };
  const undo = () => {
    const before = pictures.value.find((each) => each.id === here())?.parent;
    if (!before) return;
    ahead.push(here());
    to(before);
  };
  useKeys("picture", picture ? [
    { keys: "ArrowLeft", does: t.newer, run: () => to(neighbour(here(), -1)) },
    { keys: "ArrowRight", does: t.older, run: () => to(neighbour(here(), 1)) },
    { keys: "ArrowUp Ctrl+z", does: t.stepBack, run: undo },
    { keys: "ArrowDown Ctrl+y", does: t.stepForth, run: () => to(ahead.pop()) },
    { keys: "c", does: t.change, run: () => go(`picture/${picture.id}?do=change`, { replace: true }) },
    { keys: "v", does: t.vary, run: () => go(`picture/${picture.id}?do=vary`, { replace: true }) },
    { keys: "f", does: t.favourite, run: () => toggleFavourite(picture) },
    ...(showCode ? [{ keys: "k", does: t.code, run: showCode }] : []),
    { keys: "Delete", does: t.bin, run: () => leave(picture) },
    { keys: "Escape", does: t.toStudio, run: () => go("") },
  ] : [], [picture?.id, picture?.favourite, Boolean(showCode)]);
}

