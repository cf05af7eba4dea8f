import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { commandFor } from "./account.ts";
import { type Cluster, lastLines } from "./cluster.ts";
import { commandLineOf, isAlive, processesWorkingIn, waitUntil } from "./process.ts";

/** A server that answers. `child` is there when this process started it, and absent when it was found running. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly child?: ChildProcess;
}

export interface LaunchOptions {
  readonly preferredPort: number;
  /** Whether another port will do; not so when clients already know this one. */
  readonly anyPort: boolean;
  readonly logFile: string;
  readonly settings: Readonly<Record<string, string>>;
}

const startLimitMs = 120_000; // a recovery after a crash replays the write-ahead log first
const logLimitBytes = 10_000_000;

/** The server that already serves this cluster, once it is ready; undefined when there is none. */
export async function findRunning(cluster: Cluster): Promise<Postmaster | undefined> {
  const found = readPidFile(cluster.folder);
  if (found === undefined || !isPostmasterOf(found.pid, cluster.folder)) return undefined;
  const ready = await waitUntil(() => !isAlive(found.pid) || readPidFile(cluster.folder)?.status === "ready", startLimitMs);
  const now = readPidFile(cluster.folder);
  if (!ready) throw new Error(`The server of ${cluster.folder} (process ${found.pid}) runs and does not become ready.`);
  return now === undefined || !isAlive(now.pid) ? undefined : { pid: now.pid, port: now.port };
}

/** Starts the server on loopback and waits until it is ready. */
export async function launch(cluster: Cluster, options: LaunchOptions): Promise<Postmaster> {
  await clearTheWay(cluster.folder);
  for (let attempt = 1; ; attempt += 1) {
    const port = await choosePort(options);
    const child = spawnServer(cluster, options, port);
    const ready = await waitUntil(() => hasEnded(child) || isReady(cluster.folder, child), startLimitMs);
    if (ready && !hasEnded(child) && child.pid !== undefined) {
      child.unref();
      return { pid: child.pid, port, child };
    }
    if (!ready) child.kill("SIGQUIT");
    // The port may have been taken, or the killed server's children be on their way out: try again, a little later.
    if (attempt === 5) throw new Error(`PostgreSQL does not start: ${lastLines(readLog(options.logFile))} (${options.logFile})`);
    await new Promise((resolve) => setTimeout(resolve, 300 * attempt));
  }
}

/** Fast shutdown: transactions are rolled back, a checkpoint is written. Harsher means only when that does not end. */
export async function stopPostmaster(server: Postmaster): Promise<void> {
  server.child?.ref();
  for (const [signal, limitMs] of [
    ["SIGINT", 60_000],
    ["SIGQUIT", 10_000],
    ["SIGKILL", 5_000],
  ] as const) {
    if (!isAlive(server.pid)) return;
    try {
      process.kill(server.pid, signal);
    } catch {
      return;
    }
    if (await waitUntil(() => !isAlive(server.pid), limitMs, 10)) return;
  }
}

interface PidFile {
  readonly pid: number;
  readonly folder: string;
  readonly port: number;
  readonly status: string;
}

/** postmaster.pid: 1 process, 2 folder, 3 start, 4 port, 5 socket folder, 6 address, 7 shared memory, 8 status. */
function readPidFile(folder: string): PidFile | undefined {
  try {
    const lines = readFileSync(path.join(folder, "postmaster.pid"), "utf8").split("\n");
    const pid = Number(lines[0]);
    return pid > 0 ? { pid, folder: lines[1] ?? "", port: Number(lines[3]), status: (lines[7] ?? "").trim() } : undefined;
  } catch {
    return undefined;
  }
}

/** A living process with that number is not enough: numbers are used again. */
function isPostmasterOf(pid: number, folder: string): boolean {
  if (!isAlive(pid)) return false;
  const words = commandLineOf(pid);
  return words === undefined || (words.some((word) => path.basename(word).startsWith("postgres")) && words.includes(folder));
}

/**
 * After a kill, the server's children leave by themselves within moments, and must have left before the next one starts.
 * PostgreSQL sees a dead process in postmaster.pid for itself, but takes a zombie, or a stranger with the same number, for
 * a running server: only then, and only when nothing works in the folder any more, is the file removed.
 */
async function clearTheWay(folder: string): Promise<void> {
  if (!(await waitUntil(() => processesWorkingIn(folder).length === 0, 10_000))) {
    for (const pid of processesWorkingIn(folder)) process.kill(pid, "SIGQUIT");
    await waitUntil(() => processesWorkingIn(folder).length === 0, 10_000);
  }
  const stale = readPidFile(folder);
  if (stale !== undefined && answersToSignals(stale.pid) && !isPostmasterOf(stale.pid, folder)) {
    rmSync(path.join(folder, "postmaster.pid"), { force: true });
  }
}

function answersToSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function spawnServer(cluster: Cluster, options: LaunchOptions, port: number): ChildProcess {
  const settings = { listen_addresses: "127.0.0.1", unix_socket_directories: "", port: String(port), ...options.settings };
  const words = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const command = commandFor(cluster.account, cluster.binaries.postgres, ["-D", cluster.folder, ...words]);
  const log = openLog(options.logFile);
  try {
    // A session of its own: Ctrl-C reaches Node alone, which stops the server in order.
    const child = spawn(command.file, [...command.args], {
      ...command.options,
      cwd: cluster.folder,
      detached: true,
      stdio: ["ignore", log, log],
    });
    child.on("error", () => undefined); // seen as an ended child
    return child;
  } finally {
    closeSync(log);
  }
}

function isReady(folder: string, child: ChildProcess): boolean {
  const file = readPidFile(folder);
  return file !== undefined && file.pid === child.pid && file.status === "ready";
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

async function choosePort({ preferredPort, anyPort }: LaunchOptions): Promise<number> {
  const preferred = await tryPort(preferredPort);
  if (preferred !== undefined) return preferred;
  const free = anyPort ? await tryPort(0) : preferredPort;
  if (free === undefined) throw new Error("No port is free on 127.0.0.1 for the embedded PostgreSQL.");
  return free;
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(undefined));
    probe.listen(port, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : undefined));
    });
  });
}

function openLog(file: string): number {
  try {
    if (statSync(file).size > logLimitBytes) renameSync(file, `${file}.1`);
  } catch {
    // no log yet
  }
  return openSync(file, "a", 0o600);
}

function readLog(file: string): string {
  try {
    return readFileSync(file, "utf8").slice(-4_000);
  } catch {
    return "";
  }
}
