// Where one is: #/ (the studio), #/gallery, #/picture/ID, #/edit/ID, #/compare, #/settings. Back and forward work.
import { signal } from "./preact.js";

/** @typedef {{name: string, id: string, query: URLSearchParams}} Route */

/** @param {string} hash @returns {Route} */
export function parse(hash) {
  const [path, query = ""] = hash.replace(/^#\/?/, "").split("?");
  const [name = "", id = ""] = path.split("/").map(decodeURIComponent);
  return { name: name || "studio", id, query: new URLSearchParams(query) };
}

/** The id in the address as it is now; a view that is drawn anew a moment later may still show the one before. */
export const here = () => parse(location.hash).id;

export const route = signal(parse(location.hash));
addEventListener("hashchange", () => { route.value = parse(location.hash); });

/** @param {string} path such as "picture/01ABC" @param {{replace?: boolean}} [how] replace: leave no step back */
export function go(path, { replace = false } = {}) {
  const target = `#/${path}`;
  if (replace) {
    history.replaceState(null, "", target);
    route.value = parse(target);
  } else if (location.hash !== target) {
    location.hash = target;
  }
}

/** The address of a view, for links. @param {string} name @param {string} [id] */
export const href = (name, id = "") => `#/${name === "studio" ? "" : name}${id ? `/${id}` : ""}`;
