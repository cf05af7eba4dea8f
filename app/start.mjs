/** `npm start` and, with --dev, `npm run dev`: prepares the checkout, then serves. Plain JavaScript, for a fresh clone has nothing else. */
import { prepare } from "./prepare.mjs";

const dev = process.argv.includes("--dev");

try {
  await prepare({ build: !dev });
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
process.env.NODE_ENV ??= dev ? "development" : "production";
const { register } = await import("tsx/esm/api");
register();
const { serve } = await import("./server.ts");
await serve({ dev });
