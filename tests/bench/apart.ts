import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import type { DatabaseAccess } from "#db/access.ts";
import type { Organisation } from "#db/client.ts";

/** Where the part finds what it measures. */
export interface PartPlace {
  readonly access: DatabaseAccess;
  readonly organisation: Organisation;
}

/** What a part says of itself: how long the work took, and the most memory that its process held. */
export interface PartMeasure {
  readonly seconds: number;
  readonly peakMegabytes: number;
  readonly count: number;
}

/**
 * Runs one part of a bench (`parts.ts`) in a process of its own, so that its memory is its own: the highest resident set of the whole
 * process, Node and modules included. It is built first, as the product is: what reads TypeScript weighs forty megabytes.
 */
export async function measureApart(
  part: string,
  place: PartPlace,
  options: Readonly<Record<string, string | number>> = {},
): Promise<PartMeasure> {
  const child = spawn(process.execPath, [await builtParts(), part], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  child.stdin.end(JSON.stringify({ place, options }));
  const said: Buffer[] = [];
  child.stdout.on("data", (piece: Buffer) => said.push(piece));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  if (code !== 0) throw new Error(`the part ${part} of the bench ended with ${code}`);
  return JSON.parse(Buffer.concat(said).toString("utf8")) as PartMeasure;
}

let built: Promise<string> | undefined;

function builtParts(): Promise<string> {
  built ??= buildParts();
  return built;
}

async function buildParts(): Promise<string> {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const outDir = path.join(root, ".cache/bench");
  await build({
    configFile: false,
    root,
    logLevel: "error",
    publicDir: false,
    build: { ssr: fileURLToPath(new URL("parts.ts", import.meta.url)), outDir, target: "node20", minify: false },
  });
  return path.join(outDir, "parts.js");
}
