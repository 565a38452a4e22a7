// Icons: a few strokes on a field of 24.
import { html } from "../preact.js";

const DRAWN = {
  close: "M6 6l12 12M18 6L6 18",
  dice: "M6 4h12a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM8.2 8.5h.7M15.1 8.5h.7M11.6 12h.7M8.2 15.5h.7M15.1 15.5h.7",
  lock: "M6 11h12v9H6zM9 11V7.5a3 3 0 0 1 6 0V11",
  unlock: "M6 11h12v9H6zM9 11V7.5a3 3 0 0 1 5.8-1",
  gear: "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM12 2.5v3M12 18.5v3M2.5 12h3M18.5 12h3M5.3 5.3l2.1 2.1M16.6 16.6l2.1 2.1M18.7 5.3l-2.1 2.1M7.4 16.6l-2.1 2.1",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2.5M12 19.5V22M2 12h2.5M19.5 12H22M4.9 4.9l1.8 1.8M17.3 17.3l1.8 1.8M19.1 4.9l-1.8 1.8M6.7 17.3l-1.8 1.8",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z",
  half: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 3v18",
  keyboard: "M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h.01M7.5 14h9",
  check: "M5 12.5l4.5 4.5L19 7.5",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  heart: "M12 20s-7.5-4.6-7.5-10A4.2 4.2 0 0 1 12 7.4 4.2 4.2 0 0 1 19.5 10c0 5.4-7.5 10-7.5 10z",
  download: "M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  code: "M8.5 7L3.5 12l5 5M15.5 7l5 5-5 5",
  trash: "M5 7h14M10 7V4.5h4V7M7 7l.8 13h8.4L17 7",
  info: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.5M12 7.8h.01",
  left: "M15 5l-7 7 7 7",
  right: "M9 5l7 7-7 7",
  fit: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  grid: "M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z",
  wand: "M5 19L15 9M17 4v3M20.5 7h-3M19 12v2M9 4.5v2.5M4 9h2",
  pencil: "M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19zM14 6.5l3.5 3.5",
  split: "M12 3v18M4 6h5v12H4M20 6h-5v12h5",
  reuse: "M4 12a8 8 0 0 1 13.7-5.6L20 8.5M20 4v4.5h-4.5M20 12a8 8 0 0 1-13.7 5.6L4 15.5M4 20v-4.5h4.5",
  down: "M6 9l6 6 6-6",
  stop: "M7 7h10v10H7z",
  tree: "M6 4v16M6 8h7v4h5M6 16h7",
};

/** @param {{name: keyof typeof DRAWN, full?: boolean}} props */
export const Icon = ({ name, full }) => html`<svg class=${full ? "icon full" : "icon"} viewBox="0 0 24 24" aria-hidden="true"><path d=${DRAWN[name]} /></svg>`;
