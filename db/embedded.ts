import { mkdirSync, realpathSync } from "node:fs";
import path from "node:path";
import type { DatabaseAccess } from "./access.ts";
import { chooseAccount } from "./embedded/account.ts";
import { embeddedBinaries } from "./embedded/binaries.ts";
import { type Cluster, clusterExists, createCluster, takeOverCluster } from "./embedded/cluster.ts";
import { findRunning, type LaunchOptions, launch, type Postmaster, stopPostmaster } from "./embedded/postmaster.ts";
import { passwordsIn } from "./embedded/secrets.ts";
import { serverSettings } from "./embedded/settings.ts";
import { hasUsers, registerUser, withLock } from "./embedded/sharing.ts";
import { supervise } from "./embedded/supervision.ts";
import { bootstrapRoles, recreateDatabase } from "./roles.ts";

export interface EmbeddedOptions {
  readonly dataDir: string;
  /** Taken when it is free; another one otherwise. */
  readonly preferredPort?: number;
  /** Told what happens to the server after the start: it died, it is back. */
  readonly report?: (message: string) => void;
  /** Told when the server died and does not come back. */
  readonly onLost?: (error: unknown) => void;
}

export interface EmbeddedServer {
  readonly access: DatabaseAccess;
  readonly port: number;
  /** Throws the database away and makes it again, empty: for a demo that was interrupted while it was being made. */
  recreate(): Promise<void>;
  /** Leaves the server, and stops it when no other process uses it, whoever started it. */
  stop(): Promise<void>;
}

const postgresVersion = "18";
const databaseName = "enveloppe";

/**
 * The PostgreSQL of `dataDir`: made at the first call, started when it does not run, adopted when it does, brought back when
 * it dies. Loopback only; nothing is acknowledged before it is on the disk (`fsync` stays on).
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  // Others may enter, for the server may run under another account; each secret file and the cluster are closed by themselves.
  mkdirSync(options.dataDir, { recursive: true, mode: 0o711 });
  const dataDir = realpathSync(options.dataDir);
  return withLock(dataDir, async () => {
    const folder = path.join(dataDir, "postgres");
    const passwords = passwordsIn(dataDir, clusterExists(folder));
    const cluster = prepareCluster(folder, dataDir, passwords.superuser);
    const launching: LaunchOptions = {
      preferredPort: options.preferredPort ?? 54_329,
      anyPort: true,
      logFile: path.join(dataDir, "postgres.log"),
      settings: serverSettings(),
    };
    const server = (await findRunning(cluster)) ?? (await launch(cluster, launching));
    const leave = registerUser(dataDir);
    try {
      const superuser = { host: "127.0.0.1", port: server.port, database: "postgres", user: "postgres", password: passwords.superuser };
      const access = await bootstrapRoles(superuser, databaseName, passwords);
      const supervision = supervise({ dataDir, cluster, launching, server, ...pick(options) });
      return {
        access,
        port: server.port,
        recreate: () => recreateDatabase(superuser, databaseName, passwords),
        stop: () => stop(dataDir, leave, supervision),
      };
    } catch (error) {
      leave();
      if (!hasUsers(dataDir)) await stopPostmaster(server);
      throw error;
    }
  });
}

function prepareCluster(folder: string, dataDir: string, password: string): Cluster {
  const binaries = embeddedBinaries();
  const cluster: Cluster = { folder, binaries, account: chooseAccount(binaries.postgres, dataDir) };
  if (!clusterExists(folder)) createCluster(cluster, password);
  takeOverCluster(cluster, postgresVersion);
  return cluster;
}

async function stop(dataDir: string, leave: () => void, supervision: { end(): Postmaster }): Promise<void> {
  const server = supervision.end();
  await withLock(dataDir, async () => {
    leave();
    if (!hasUsers(dataDir)) await stopPostmaster(server);
  });
}

function pick(options: EmbeddedOptions): { report: (message: string) => void; onLost: (error: unknown) => void } {
  return { report: options.report ?? (() => undefined), onLost: options.onLost ?? (() => undefined) };
}
