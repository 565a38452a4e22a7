// One line to the server on which it tells what happens to jobs (docs/api.md, Events). Cut off, it comes
// back by itself and misses nothing: it names the last event it saw. EventSource cannot do that after a
// refusal or a server that was away for long, hence fetch.

/** @typedef {{kind: string, data: any}} Told */

const BEAT = 40_000; // ms without a sign of life (the server gives one every 15 s) after which the line is dead
const LONGEST = 2_000; // ms between tries: whoever starts the server again is seen at once

/**
 * @param {(told: Told) => void} hear every event, in order
 * @param {{open: () => void, lost: () => void}} line open: told when the line stands (again): look at what is there
 */
export function listen(hear, line) {
  let last = "";
  let pause = 250;
  let stop = new AbortController();

  async function once() {
    stop = new AbortController();
    let watch = setTimeout(() => stop.abort(), BEAT);
    try {
      /** @type {Record<string, string>} */
      const headers = last ? { "Last-Event-ID": last } : {};
      const answer = await fetch("/api/events?previews=true", { headers, signal: stop.signal });
      if (!answer.ok || !answer.body) return;
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let buffer = "";
      let open = false;
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return;
        clearTimeout(watch);
        watch = setTimeout(() => stop.abort(), BEAT);
        if (!open) {
          open = true;
          pause = 250;
          line.open();
        }
        buffer += value;
        for (let end = buffer.indexOf("\n\n"); end >= 0; end = buffer.indexOf("\n\n")) {
          const told = parse(buffer.slice(0, end));
          buffer = buffer.slice(end + 2);
          if (told?.id) last = told.id;
          if (told?.kind) hear(told);
        }
      }
    } catch { /* cut off: below it is tried again */ } finally {
      clearTimeout(watch);
    }
  }

  (async () => {
    for (;;) {
      await once();
      line.lost();
      await wake(pause);
      pause = Math.min(LONGEST, pause * 2);
    }
  })();
  return { cut: () => stop.abort() };
}

/** A pause that ends early when the network or the tab comes back. @param {number} ms */
function wake(ms) {
  return new Promise((go) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener("online", end);
      document.removeEventListener("visibilitychange", end);
      go(undefined);
    };
    const timer = setTimeout(end, ms);
    addEventListener("online", end);
    document.addEventListener("visibilitychange", end);
  });
}

/** One frame. @param {string} text */
export function parse(text) {
  let kind = "";
  let id = "";
  const data = [];
  for (const line of text.split("\n")) {
    if (line.startsWith("event: ")) kind = line.slice(7);
    else if (line.startsWith("id: ")) id = line.slice(4);
    else if (line.startsWith("data: ")) data.push(line.slice(6));
  }
  return { kind, id, data: data.length ? JSON.parse(data.join("\n")) : null };
}
