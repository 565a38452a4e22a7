// OpenAI's and Vercel's JavaScript clients against a server: prints what they got as JSON. client.mjs BASE_URL
import { readFileSync } from "node:fs";
import { createOpenAI } from "@ai-sdk/openai";
import { experimental_generateImage as generateImage } from "ai";
import OpenAI, { toFile } from "openai";

const baseURL = process.argv[2];
const red = readFileSync(process.argv[3]);
const mask = readFileSync(process.argv[4]);
const client = new OpenAI({ baseURL, apiKey: "any", maxRetries: 0 });
const file = (data, name) => toFile(data, name, { type: "image/png" });

const found = { models: (await client.models.list()).data.length };
const made = await client.images.generate({ model: "gpt-image-2", prompt: "a red vase", size: "512x256", n: 2 });
found.generated = made.data.map((item) => item.b64_json.length);
found.url = (await client.images.generate({ model: "dall-e-3", prompt: "a red vase", size: "256x256" })).data[0].url;
const edited = await client.images.edit({
  model: "gpt-image-1", image: await file(red, "red.png"), mask: await file(mask, "mask.png"), prompt: "waves",
});
found.edited = edited.data[0].b64_json.length;
const several = await client.images.edit({
  model: "gpt-image-1", image: [await file(red, "a.png"), await file(red, "b.png")], prompt: "waves",
});
found.editedSeveral = several.data[0].b64_json.length;
found.events = [];
const stream = await client.images.generate({
  model: "gpt-image-2", prompt: "a vase", size: "256x256", stream: true, partial_images: 1,
});
for await (const event of stream) found.events.push(event.type);
try {
  await client.images.generate({ model: "gpt-image-2", prompt: "a vase", size: "1x1" });
} catch (error) {
  found.refused = [error.constructor.name, error.code, error.param];
}
const vercel = createOpenAI({ baseURL, apiKey: "any" });
const { images } = await generateImage({ model: vercel.image("gpt-image-2"), prompt: "a red vase", size: "256x256" });
found.vercel = images.map((image) => image.base64.length);
const linked = await generateImage({ model: vercel.image("dall-e-3"), prompt: "a red vase", size: "1024x1024" });
const changed = await generateImage({
  model: vercel.image("gpt-image-2"), prompt: { text: "waves", images: [red], mask }, size: "256x256",
});
found.vercel.push(linked.image.base64.length, changed.image.base64.length);
console.log(JSON.stringify(found));
