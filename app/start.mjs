/** `npm start` and, with --dev, `npm run dev`: prepares the checkout, then serves. Plain JavaScript, for a fresh clone has nothing else. */
import { fileURLToPath } from "node:url";
import { prepare } from "./prepare.mjs";

const dev = process.argv.includes("--dev");

try {
  await prepare({ build: !dev });
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
process.env.NODE_ENV ??= dev ? "development" : "production";
const { serve } = dev ? await fromSources() : await import("../build/application/server.js");
await serve({ dev, root: fileURLToPath(new URL("..", import.meta.url)) });

async function fromSources() {
  const { register } = await import("tsx/esm/api");
  register();
  return await import("./server.ts");
}
