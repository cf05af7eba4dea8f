import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The application as a real process. */
export interface RunningApplication {
  readonly process: ChildProcess;
  readonly origin: string;
  /** What it wrote until now, both streams. */
  output(): string;
  /** Resolves with the exit code, or the signal's name. */
  readonly ended: Promise<number | string>;
}

export interface StartOptions {
  readonly environment: Readonly<Record<string, string>>;
  readonly command?: readonly [file: string, ...args: string[]];
}

/** Starts the application in a process group of its own, with nothing of the caller's settings. */
export function startApplication({ environment, command = [process.execPath, "app/start.mjs"] }: StartOptions): RunningApplication {
  const [file, ...args] = command;
  const { PATH = "", HOME = "", TMPDIR } = process.env;
  const child = spawn(file, args, {
    cwd: root,
    detached: true,
    env: { PATH, HOME, ...(TMPDIR === undefined ? {} : { TMPDIR }), NODE_ENV: "production", DEMO: "0", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise<number | string>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(code ?? signal ?? "unknown"));
  });
  return { process: child, origin: `http://127.0.0.1:${environment.PORT ?? "3000"}`, output: () => text, ended };
}

/** Waits until /healthz says that the application and its database answer. */
export async function untilHealthy(application: RunningApplication, limitMs = 30_000): Promise<void> {
  const end = performance.now() + limitMs;
  while (!(await isHealthy(application.origin))) {
    if (application.process.exitCode !== null) throw new Error(`The application ended:\n${application.output()}`);
    if (performance.now() > end) throw new Error(`The application is not healthy after ${limitMs} ms:\n${application.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The process of the embedded server in `dataDir`. */
export function postmasterOf(dataDir: string): number {
  return Number(readFileSync(path.join(dataDir, "postgres/postmaster.pid"), "utf8").split("\n")[0]);
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("A listening server has a port.");
  return address.port;
}

async function isHealthy(origin: string): Promise<boolean> {
  try {
    return (await fetch(`${origin}/healthz`, { signal: AbortSignal.timeout(3_000) })).ok;
  } catch {
    return false;
  }
}
