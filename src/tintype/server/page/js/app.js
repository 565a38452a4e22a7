// The page. It asks /api for everything, hears from the server by one line of events, and keeps no truth of its own.
//
// How it is put together
//   index.html        names the styles and this file; the server fills in a version and names the modules beforehand
//   css/              tokens.css (all colours, spaces, type), base.css, ui.css, and one file for each view
//   js/preact.js      the one door to the libraries in vendor/
//   js/strings.js     every English word
//   js/api.js         asking: get, post, send, accept; an ApiError's message is a sentence for a person
//   js/events.js      hearing; js/jobs.js makes it into jobs, js/state.js holds what outlives a view (signals)
//   js/router.js      addresses; js/keys.js the keyboard; js/ui/ small components; js/studio, js/picture … the views
//
// A new view: js/NAME/view.js, whose default export is a component that gets {id, query}; its style in css/NAME.css
// (linked in index.html); its words in strings.js; and ONE LINE in VIEWS below. It is loaded when it is first shown.
import { html, render, signal, useEffect, useErrorBoundary, useRef, useState } from "./preact.js";
import { begin, open } from "./jobs.js";
import { useKeys } from "./keys.js";
import { go, href, route } from "./router.js";
import { moveIn, online } from "./state.js";
import { t } from "./strings.js";
import { Button, Round } from "./ui/button.js";
import { Toasts, toastError } from "./ui/toast.js";
import { Drop } from "./gallery/drop.js";
import { KeyTable } from "./help.js";
import Studio from "./studio/view.js";

/**
 * name of the address → title, view (or how to load it), whether the bar leads there
 * @type {Record<string, {title: string, view?: any, load?: () => Promise<any>, bar?: boolean}>}
 */
const VIEWS = {
  studio: { title: t.studio, view: Studio, bar: true },
  gallery: { title: t.gallery, load: () => import("./gallery/view.js"), bar: true },
  compare: { title: t.compare, load: () => import("./compare/view.js"), bar: true },
  picture: { title: t.picture, load: () => import("./picture/view.js") },
  edit: { title: t.editorOf.title, load: () => import("./editor/view.js") },
  settings: { title: t.settings, load: () => import("./settings/view.js") },
};

const help = signal(false);
const theme = signal(document.documentElement.dataset.theme ?? "");

function turn() {
  theme.value = { "": "dark", dark: "light", light: "" }[theme.value] ?? "";
  if (theme.value) document.documentElement.dataset.theme = theme.value;
  else delete document.documentElement.dataset.theme;
  try {
    localStorage.setItem("tintype.theme", theme.value);
  } catch { /* without storage it holds until the tab closes */ }
}

function Bar() {
  const running = open.value.filter((job) => job.state === "running").length;
  const at = route.value.name;
  return html`
    <header class="bar">
      <a class="mark" href=${href("studio")} aria-label="tintype">tintype</a>
      <nav aria-label=${t.views}>${Object.entries(VIEWS).filter(([, view]) => view.bar).map(([name, view]) => html`
        <a key=${name} href=${href(name)} aria-current=${at === name ? "page" : undefined}>${view.title}</a>`)}
      </nav>
      <div class="right">
        <span class="house" role="status">${online.value ? t.atWork(running, open.value.length - running) : t.offline}</span>
        <${Round} icon=${{ "": "half", dark: "moon", light: "sun" }[theme.value] ?? "half"} class="to-theme" name=${t.theme(theme.value)} onClick=${turn} />
        <${Round} icon="keyboard" class="to-keys" name=${t.help} onClick=${() => { help.value = true; }} />
        ${"settings" in VIEWS && html`<${Round} icon="gear" name=${t.settings} href=${href("settings")} />`}
      </div>
    </header>`;
}

/** A view that is fetched when it is first shown. @param {any} props */
function Later({ load, ...props }) {
  const [view, setView] = useState(/** @type {any} */ (null));
  useEffect(() => {
    load().then((/** @type {any} */ found) => setView(() => found.default), toastError);
  }, [load]);
  return view && html`<${view} ...${props} />`;
}

function View() {
  const [error, forget] = useErrorBoundary((failed) => console.error(failed));
  const main = useRef(/** @type {HTMLElement|null} */ (null));
  const { name, id, query } = route.value;
  const view = VIEWS[name];
  useEffect(() => {
    document.title = name === "studio" || !view ? "tintype" : `${view.title} · tintype`;
    forget();
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [name]);
  const inside = error
    ? html`<div class="plain"><h1>${t.broken}</h1><p>${error.message}</p><${Button} onClick=${() => location.reload()}>${t.reload}<//></div>`
    : !view
      ? html`<div class="plain"><h1>${t.nowhere}</h1><p><a href=${href("studio")}>${t.toStudio}</a></p></div>`
      : view.load
        ? html`<${Later} key=${name} load=${view.load} id=${id} query=${query} />`
        : html`<${view.view} id=${id} query=${query} />`;
  return html`<main ref=${main} id="main" tabindex="-1">${inside}</main>`;
}

function App() {
  useKeys("everywhere", [
    { keys: "?", does: t.keyHelp, run: () => { help.value = true; } },
    { keys: "Alt+1", does: t.keyGo.studio, typing: true, run: () => go("") },
    ...("gallery" in VIEWS ? [{ keys: "Alt+2", does: t.keyGo.gallery, typing: true, run: () => go("gallery") }] : []),
    ...("compare" in VIEWS ? [{ keys: "Alt+3", does: t.keyGo.compare, typing: true, run: () => go("compare") }] : []),
    ...("settings" in VIEWS ? [{ keys: "Alt+4", does: t.keyGo.settings, typing: true, run: () => go("settings") }] : []),
    { keys: "Alt+t", does: t.keyTheme, typing: true, run: turn },
  ]);
  const skip = (/** @type {Event} */ event) => {
    event.preventDefault();
    document.getElementById("main")?.focus();
  };
  return html`
    <a class="skip" href="#main" onClick=${skip}>${t.skip}</a>
    <${Bar} /><${View} /><${Drop} /><${Toasts} />
    ${help.value && html`<${KeyTable} onClose=${() => { help.value = false; }} />`}`;
}

const root = /** @type {HTMLElement} */ (document.getElementById("app"));
root.replaceChildren();
render(html`<${App} />`, root);
sessionStorage.removeItem("tintype.closed");
begin();
moveIn().catch(toastError);
