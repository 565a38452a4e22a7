// A finished picture as code that paints it again, elsewhere.
import { isVaried } from "../state.js";

/** In single quotes, as shells read them. @param {string} text */
const shell = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

/** As Python writes a string. @param {string} text */
const python = (text) => JSON.stringify(text);

/** @typedef {import("../state.js").Picture} Picture */

/**
 * How a picture is painted again by code; empty: by none, for what it was made out of is not known here.
 * @param {Picture} picture @param {string} origin such as http://127.0.0.1:8484
 * @returns {Partial<Record<"curl"|"python"|"cli", string>>}
 */
export function snippets(picture, origin) {
  if (picture.operation !== "generate") return {};
  if (!isVaried(picture)) return asked(picture, origin);
  return { cli: `curl -s ${origin}${picture.file} -o picture.png\ntintype replay picture.png -o again.png` };
}

/**
 * From its sentence and seed.
 * @param {Picture} picture @param {string} origin
 * @returns {Record<"curl"|"python"|"cli", string>}
 */
function asked(picture, origin) {
  const { prompt, model, seed, quality, width, height } = picture;
  const size = `${width}x${height}`;
  const body = JSON.stringify({ prompt, model, size, quality: quality ?? undefined, seed, response_format: "b64_json" }, null, 2);
  return {
    curl: `curl -s ${origin}/v1/images/generations \\
  -H 'Content-Type: application/json' \\
  -d ${shell(body)} \\
  | python3 -c 'import base64, json, sys; open("picture.png", "wb").write(base64.b64decode(json.load(sys.stdin)["data"][0]["b64_json"]))'`,
    python: `import base64

from openai import OpenAI

client = OpenAI(base_url="${origin}/v1", api_key="none")
answer = client.images.generate(
    prompt=${python(prompt)},
    model=${python(model)},
    size="${size}",${quality ? `\n    quality="${quality}",` : ""}
    response_format="b64_json",
    extra_body={"seed": ${seed}},
)
with open("picture.png", "wb") as file:
    file.write(base64.b64decode(answer.data[0].b64_json))`,
    cli: `tintype paint ${shell(prompt)} \\
  --model ${model} --size ${size}${quality ? ` --quality ${quality}` : ""} --seed ${seed} -o picture.png`,
  };
}
