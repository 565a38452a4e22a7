// The page: asks /api, watches by server-sent events. No libraries, nothing from elsewhere.
const $ = (id) => document.getElementById(id);

async function api(path, options = {}) {
  const answer = await fetch(`/api${path}`, { ...options, headers: { "Content-Type": "application/json" } });
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.error ? body.error.message : `The server answered ${answer.status}.`);
  return body;
}

function show(picture, first = true) {
  const link = Object.assign(document.createElement("a"), { href: picture.file, title: picture.prompt });
  link.append(Object.assign(new Image(), { src: picture.thumbnail, alt: picture.prompt, loading: "lazy" }));
  first ? $("gallery").prepend(link) : $("gallery").append(link);
}

function watch(job) {
  $("work").hidden = false;
  $("grown").removeAttribute("src");
  $("share").value = 0;
  $("said").textContent = job.position ? `${job.position} jobs before it` : "about to begin";
  const events = new EventSource(`/api/jobs/${job.id}/events?previews=true`);
  const on = (kind, act) => events.addEventListener(kind, (event) => act(JSON.parse(event.data)));
  on("growing", (told) => {
    $("share").value = told.done / told.total;
    $("said").textContent = told.doing;
    if (told.preview) $("grown").src = told.preview;
  });
  on("picture", async ({ id }) => {
    const picture = await api(`/pictures/${id}`);
    Object.assign($("grown"), { src: picture.file, alt: picture.prompt });
    $("share").value = 1;
    const facts = `${picture.width}×${picture.height}, seed ${picture.seed}, ${picture.seconds.toFixed(1)} s with ${picture.model}`;
    $("said").textContent = [facts, ...picture.notes].join(" · ");
    show(picture);
  });
  on("retry", (told) => { $("said").textContent = `${told.message} Trying again.`; });
  on("failed", (told) => { $("said").textContent = told.message; });
  on("cancelled", () => { $("said").textContent = "Stopped."; });
  for (const kind of ["done", "failed", "cancelled"]) on(kind, () => events.close());
}

async function coach() {
  const sentence = $("sentence").value.trim();
  if (!sentence) { $("coach").textContent = ""; return; }
  try {
    const { findings } = await api("/coach", { method: "POST", body: JSON.stringify({ sentence }) });
    $("coach").textContent = findings.length ? findings[0].reason : "This sentence directs a picture.";
  } catch (error) { $("coach").textContent = error.message; }
}

async function studio() {
  let waiting;
  $("sentence").addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(coach, 250); });
  $("sentence").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) $("ask").requestSubmit();
  });
  $("ask").addEventListener("submit", async (event) => {
    event.preventDefault();
    const asked = { prompt: $("sentence").value, aspect: $("aspect").value, quality: $("quality").value };
    try { watch(await api("/jobs", { method: "POST", body: JSON.stringify(asked) })); }
    catch (error) { $("work").hidden = false; $("said").textContent = error.message; }
  });
  const [sizes, { pictures }, { jobs }, house] = await Promise.all([
    api("/sizes"), api("/pictures?limit=24"), api("/jobs?state=running&state=queued&limit=1"), api("/health"),
  ]);
  for (const { ratio, uses } of sizes.aspects) $("aspect").add(new Option([ratio, ...uses.slice(0, 1)].join(" "), ratio));
  for (const picture of pictures) show(picture, false);
  if (jobs.length) watch(jobs[0]); // the tab was closed meanwhile: it is still there
  $("house").textContent = `tintype ${house.version}, ${house.workers.workers} at work at once, ${house.queue.queued} waiting.`;
}

if ($("ask")) studio();
if ($("key")) $("key").addEventListener("submit", async (event) => {
  event.preventDefault();
  try { await api("/session", { method: "POST", body: JSON.stringify({ key: $("secret").value.trim() }) }); location.reload(); }
  catch (error) { $("said").textContent = error.message; }
});
