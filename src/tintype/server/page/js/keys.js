// The keyboard: each view says which keys it hears, and what they do; "?" shows them all.
import { signal, useEffect } from "./preact.js";

/**
 * @typedef {{keys: string, does: string, run: (event: KeyboardEvent) => void, typing?: boolean}} Binding
 * keys: "Ctrl+Enter", "ArrowLeft", "?", several with a blank between; Ctrl is ⌘ on a Mac.
 * typing: also while one types into a field.
 */

/** Those that are heard now: scope → bindings; the last scope goes first. */
export const heard = signal(/** @type {Map<string, Binding[]>} */ (new Map()));

/** A view's keys, as long as it is shown. @param {string} scope its title in the table @param {Binding[]} bindings @param {any[]} inputs */
export function useKeys(scope, bindings, inputs = []) {
  useEffect(() => {
    heard.value = new Map([...heard.value].filter(([name]) => name !== scope).concat([[scope, bindings]]));
    return () => { heard.value = new Map([...heard.value].filter(([name]) => name !== scope)); };
  }, inputs);
}

export const mac = /Mac|iP(hone|ad)/.test(navigator.platform);

/** How a key is written on this machine. @param {string} keys */
export const shown = (keys) => keys.split(" ").map((each) => each
  .replace("Ctrl+", mac ? "⌘" : "Ctrl ").replace("Enter", mac ? "⏎" : "Enter").replace("Arrow", "")
  .replace("Left", "←").replace("Right", "→").replace("Up", "↑").replace("Down", "↓").replace("Delete", "Del"));

/** @param {KeyboardEvent} event */
function name(event) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${event.altKey ? "Alt+" : ""}${key}`;
}

const FIELDS = "input:not([type=range],[type=radio],[type=checkbox]), textarea, select, [contenteditable]";

addEventListener("keydown", (event) => {
  const target = /** @type {Element} */ (event.target);
  const typing = target.matches?.(FIELDS);
  const inDialog = document.querySelector("dialog[open]");
  for (const [, bindings] of [...heard.value].reverse()) {
    for (const binding of bindings) {
      if ((typing && !binding.typing) || event.defaultPrevented || inDialog) continue;
      if (!binding.keys.split(" ").some((each) => each.toLowerCase() === name(event).toLowerCase())) continue;
      if (target.matches?.("[type=radio], [type=range]") && event.key.startsWith("Arrow")) continue; // these move the choice
      event.preventDefault();
      binding.run(event);
      return;
    }
  }
});
