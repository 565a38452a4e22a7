// The closed door: a key, typed in, becomes a session.
import { send } from "./api.js";

const form = /** @type {HTMLFormElement} */ (document.getElementById("key"));
const secret = /** @type {HTMLInputElement} */ (document.getElementById("secret"));
const said = /** @type {HTMLElement} */ (document.getElementById("said"));

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    await send("POST", "/session", { key: secret.value.trim() });
    location.reload();
  } catch (error) {
    said.textContent = /** @type {Error} */ (error).message;
  }
});
