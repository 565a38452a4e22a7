// Asking the server. Whatever goes wrong becomes an Error whose message is a sentence for a person.
import { t } from "./strings.js";

/** What the server, or the way to it, said no with. kind: see docs/api.md; "Unreachable" where nothing answered. */
export class ApiError extends Error {
  /** @param {string} message @param {number} status @param {string} kind @param {number} wait seconds, 0: none named */
  constructor(message, status, kind, wait = 0) {
    super(message);
    this.status = status;
    this.kind = kind;
    this.wait = wait;
  }
}

/**
 * One request to /api.
 * @param {string} method
 * @param {string} path below /api, such as "/jobs"
 * @param {any} [body] sent as JSON; a FormData as it is
 * @param {{signal?: AbortSignal, key?: string}} [more] key: Idempotency-Key
 * @returns {Promise<any>} the answer's JSON
 */
export async function send(method, path, body, { signal, key } = {}) {
  /** @type {Record<string, string>} */
  const headers = {};
  if (key) headers["Idempotency-Key"] = key;
  if (body !== undefined && !(body instanceof FormData)) {
    headers["Content-Type"] = "application/json";
    body = JSON.stringify(body);
  }
  let answer;
  try {
    answer = await fetch(`/api${path}`, { method, headers, body, signal });
  } catch (error) {
    if (/** @type {Error} */ (error).name === "AbortError") throw error;
    throw new ApiError(t.unreachable, 0, "Unreachable");
  }
  const said = await answer.json().catch(() => null);
  if (answer.ok) return said;
  if (answer.status === 401 && path !== "/session") closed();
  const wait = Number(answer.headers.get("retry-after")) || 0;
  throw new ApiError(said?.error?.message ?? t.answered(answer.status), answer.status, said?.error?.kind ?? "", wait);
}

export const get = (/** @type {string} */ path, more = {}) => send("GET", path, undefined, more);
export const post = (/** @type {string} */ path, /** @type {any} */ body, more = {}) => send("POST", path, body, more);

/** A name for a request, so that sending it again after a cut line asks for nothing twice. */
export const once = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`;

/**
 * Sends again, with the same key, what did not get through.
 * @param {string} path @param {any} body
 */
export async function accept(path, body) {
  const key = once();
  for (let pause = 500; ; pause *= 2) {
    try {
      return await post(path, body, { key });
    } catch (error) {
      if (!(error instanceof ApiError) || error.kind !== "Unreachable" || pause > 4000) throw error;
      await new Promise((go) => setTimeout(go, pause));
    }
  }
}

function closed() {
  // The session ended: the address itself answers with the closed door and says how to open it.
  if (!sessionStorage.getItem("tintype.closed")) {
    sessionStorage.setItem("tintype.closed", "1");
    location.reload();
  }
}
