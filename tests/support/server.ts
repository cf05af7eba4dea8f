import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from "node:fs";
import { freemem, tmpdir } from "node:os";
import path from "node:path";
import type { ConnectionTarget } from "#db/access.ts";
import type { Organisation } from "#db/client.ts";
import { chooseAccount } from "#db/embedded/account.ts";
import { type Binaries, binariesIn, embeddedBinaries } from "#db/embedded/binaries.ts";
import { createCluster } from "#db/embedded/cluster.ts";
import { launch, stopPostmaster } from "#db/embedded/postmaster.ts";
import { isAlive, processesWorkingIn, waitUntil } from "#db/embedded/process.ts";
import { serverSettings } from "#db/embedded/settings.ts";
import { createOrganisation, migrate } from "#db/migrate.ts";
import { bootstrapRoles } from "#db/roles.ts";

/** What the test files need to clone the template: plain values, for they run in other processes. */
export interface TestServer {
  readonly provided: {
    readonly superuser: ConnectionTarget & { readonly port: number };
    readonly password: string;
    readonly organisation: Organisation;
  };
  /** Kills every process of the server at once, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again, on the same port; resolves when it is ready. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export const templateName = "enveloppe_template";
const password = "a-test-password";

/** A server in a temporary folder, from the npm binaries or, with TEST_POSTGRES=system, from those of the system; `durable` as in production. */
export async function startTestServer({ durable = false } = {}): Promise<TestServer> {
  const binaries = process.env.TEST_POSTGRES === "system" ? systemBinaries() : embeddedBinaries();
  if (binaries === undefined) throw new Error("TEST_POSTGRES=system, and this system has no PostgreSQL of version 15 to 18.");
  const folder = mkdtempSync(path.join(durable ? tmpdir() : quickFolder(), "enveloppe-test-"));
  execFileSync("chmod", ["711", folder]);
  const cluster = { folder: path.join(folder, "postgres"), binaries, account: chooseAccount(binaries.postgres, folder) };
  createCluster(cluster, password, false);
  const launching = { logFile: path.join(folder, "postgres.log"), settings: durable ? serverSettings() : quick };
  let server = await launch(cluster, { ...launching, preferredPort: 0, anyPort: true });
  const restart = async () => {
    server = await launch(cluster, { ...launching, preferredPort: server.port, anyPort: false });
  };
  const kill = async () => {
    for (const pid of new Set([server.pid, ...processesWorkingIn(cluster.folder)])) process.kill(pid, "SIGKILL");
    await waitUntil(() => !isAlive(server.pid), 5_000, 2);
  };
  const stop = async () => {
    await stopPostmaster(server);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const superuser = { host: "127.0.0.1", port: server.port, database: "postgres", user: "postgres", password };
    const access = await bootstrapRoles(superuser, templateName, { migrator: password, app: password, reader: password });
    await migrate(access);
    const organisation = await createOrganisation(access, { slug: "test", name: "Organisation of the tests", siren: "120027016" });
    return { provided: { superuser, password, organisation }, kill, restart, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * In memory where there is plenty: a clone makes a thousand files, and ext4, which looks again at each file deleted in the last minutes before it
 * makes one, took a second for what takes a tenth there.
 */
function quickFolder(): string {
  const [memory, plenty] = ["/dev/shm", 8 * 2 ** 30];
  if (process.env.TEST_LONG !== undefined || !existsSync(memory) || freemem() < plenty) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize < plenty ? tmpdir() : memory;
}

/** A PostgreSQL of the system: from the PATH, or from the folders of Debian. */
export function systemBinaries(): Binaries | undefined {
  const debian = "/usr/lib/postgresql";
  const folders = [
    ...(process.env.PATH ?? "").split(path.delimiter),
    ...(existsSync(debian)
      ? readdirSync(debian)
          .filter((name) => Number(name) >= 15)
          .map((name) => path.join(debian, name, "bin"))
      : []),
  ];
  const found = folders.find((folder) => existsSync(path.join(folder, "initdb")) && existsSync(path.join(folder, "postgres")));
  return found === undefined ? undefined : binariesIn(found);
}

/** Nothing here outlives the run, so nothing waits for the disk. The tests that kill a server use the application's own settings. */
const quick = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
  autovacuum: "off",
  max_connections: "200",
  timezone: "UTC",
};
