// The editor: a picture, what is marked on it, and what is done with that. Nothing is lost: each thing done is a
// picture of its own, a child of the one before, and the chain is walked back and forth.
import { html, useEffect, useState } from "../preact.js";
import { get } from "../api.js";
import { useKeys } from "../keys.js";
import { go, here, href } from "../router.js";
import { keep, pictures } from "../state.js";
import { t } from "../strings.js";
import { Download } from "../picture/actions.js";
import { Button, Round } from "../ui/button.js";
import { along, Chain, useChain } from "./chain.js";
import { EnlargePanel, ExtendPanel, MarkPanel, Modes, MODES, RestorePanel } from "./panel.js";
import { FacesPanel } from "./faces.js";
import { Stage } from "./stage.js";
import { changes, maskOf, noSides, running, tool, workOn } from "./state.js";
import { clear, invert, resize, stepMask, Toolbar } from "./tools.js";

const PANELS = { mark: MarkPanel, extend: ExtendPanel, enlarge: EnlargePanel, restore: RestorePanel, faces: FacesPanel };
const MODE_KEYS = { mark: "m", extend: "x", enlarge: "u", restore: "h", faces: "s" };

/** @param {{id: string, query: URLSearchParams}} props query: do=mark|extend|enlarge|restore|faces, view=slider */
export default function Editor({ id, query }) {
  const picture = usePicture(id);
  useEffect(noSides, [id]);
  if (picture === undefined) return html`<div class="editor"></div>`;
  if (picture === null) return html`<div class="plain"><h1>${t.nowhere}</h1><p>${t.gone}</p><p><a href=${href("studio")}>${t.toStudio}</a></p></div>`;
  return html`<${Desk} picture=${picture} query=${query} />`;
}

/** @param {{picture: import("../state.js").Picture, query: URLSearchParams}} props */
function Desk({ picture, query }) {
  const { id } = picture;
  const mode = /** @type {keyof typeof PANELS} */ (MODES.find((each) => each === query.get("do")) ?? "mark");
  const mask = maskOf(picture);
  const chain = useChain(id, pictures.value.length);
  const parent = pictures.value.find((each) => each.id === picture.parent);
  const alike = parent && Math.abs(parent.width / parent.height - picture.width / picture.height) < 0.01;
  const split = Boolean(alike) && query.get("view") === "slider";
  const asked = running.value.get(id);
  const work = workOn(id) ?? (asked && { job: undefined, kind: asked.kind });
  const marking = mode === "mark" || mode === "restore";
  const to = (/** @type {Record<string, string>} */ how) => go(`edit/${id}?${new URLSearchParams({ do: mode, ...(split ? { view: "slider" } : {}), ...how })}`, { replace: true });
  const walk = (/** @type {number} */ by) => { const next = along(chain, by, here()); if (next) go(`edit/${next}?do=${mode}`); };
  const undo = () => { if (!(marking && stepMask(mask, "undo"))) walk(-1); };
  const redo = () => { if (!(marking && stepMask(mask, "redo"))) walk(1); };
  const turn = () => { if (alike) to({ view: split ? "edit" : "slider" }); };
  changes.value; // drawn anew after each stroke
  useEditorKeys({ id, mask, marking, undo, redo, to, turn: alike ? turn : null });
  const Panel = PANELS[mode];
  return html`
    <article class=${`editor ${mode} ${marking ? "marking" : ""}`}>
      <h1 class="unseen">${t.editorOf.title}</h1>
      <div class="work">
        ${alike && html`<${Round} icon="split" class="halves" name=${t.editorOf.compare} aria-pressed=${String(split)} onClick=${turn} />`}
        <${Stage} picture=${picture} parent=${parent} mask=${mask} mode=${mode} split=${split} work=${work} />
        ${marking && html`<${Toolbar} mask=${mask} off=${split || Boolean(work)} onUndo=${undo} onRedo=${redo} canUndo=${mask.done.length > 0 || Boolean(along(chain, -1))} canRedo=${mask.undone.length > 0 || Boolean(along(chain, 1))} />`}
      </div>
      <div class="panel">
        <${Modes} mode=${mode} onMode=${(/** @type {string} */ next) => to({ do: next, view: "edit" })} />
        <div class="doings" key=${mode}><${Panel} picture=${picture} mask=${mask} busy=${Boolean(work)} /></div>
        <footer>
          <${Chain} ...${chain} />
          <div class="leave"><span class="small quiet">${t.pixels(picture.width, picture.height)}</span><${Download} picture=${picture} place="up" /><${Button} icon="check" href=${href("picture", id)}>${t.editorOf.toPicture}<//></div>
        </footer>
      </div>
    </article>`;
}

/** The picture; undefined while it is looked up, null if there is none. @param {string} id */
function usePicture(id) {
  const there = pictures.value.find((each) => each.id === id);
  const [missing, setMissing] = useState("");
  useEffect(() => {
    if (there) return;
    get(`/pictures/${id}`).then((found) => { if (found.deleted === null) keep(found); else setMissing(id); }, () => setMissing(id));
  }, [id]);
  return there ?? (missing === id ? null : undefined);
}

/** @param {{id: string, mask: import("./mask.js").Mask, marking: boolean, undo: () => void, redo: () => void, to: (how: Record<string, string>) => void, turn: (() => void)|null}} of */
function useEditorKeys({ id, mask, marking, undo, redo, to, turn }) {
  const words = t.editorOf;
  useKeys("editor", [
    ...(marking ? [
      { keys: "b", does: words.tool.brush, run: () => { tool.value = "brush"; } },
      { keys: "e", does: words.tool.eraser, run: () => { tool.value = "eraser"; } },
      { keys: "r", does: words.tool.rectangle, run: () => { tool.value = "rectangle"; } },
      { keys: "l", does: words.tool.lasso, run: () => { tool.value = "lasso"; } },
      { keys: "[", does: words.smaller, run: () => resize(1 / 1.2) },
      { keys: "]", does: words.larger, run: () => resize(1.2) },
      { keys: "i", does: words.invert, run: () => invert(mask) },
      { keys: "Delete Backspace", does: words.clear, run: () => clear(mask) },
    ] : []),
    { keys: "Ctrl+z", does: words.undo, run: (/** @type {KeyboardEvent} */ event) => (event.shiftKey ? redo() : undo()) },
    { keys: "Ctrl+y", does: words.redo, run: redo },
    ...MODES.map((each) => ({ keys: MODE_KEYS[each], does: words.modeKeys[each], run: () => to({ do: each, view: "edit" }) })),
    ...(turn ? [{ keys: "c", does: words.compare, run: turn }] : []),
    { keys: "Escape", does: words.toPicture, run: () => go(`picture/${id}`) },
  ], [id, mask, marking, undo, redo, turn]);
}
