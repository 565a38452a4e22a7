// The one door to the libraries: everything of theirs that the page uses, under one roof.
import { h } from "../vendor/preact.js";
import htm from "../vendor/htm.js";

export { createPortal, Fragment, render } from "../vendor/preact.js";
export { useEffect, useErrorBoundary, useId, useLayoutEffect, useMemo, useRef, useState } from "../vendor/hooks.js";
export { batch, computed, effect, signal, untracked, useComputed, useSignal, useSignalEffect } from "../vendor/signals.js";

/** Markup: html`<p class="quiet">${words}</p>`. */
export const html = htm.bind(h);
