import { spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Account, commandFor, giveTo } from "./account.ts";
import type { Binaries } from "./binaries.ts";

/** A cluster on the disk: its folder, the programs that serve it, the account that runs them. */
export interface Cluster {
  readonly folder: string;
  readonly binaries: Binaries;
  readonly account: Account;
}

export function clusterExists(folder: string): boolean {
  return existsSync(path.join(folder, "PG_VERSION"));
}

/**
 * Makes the cluster with the superuser `postgres`, checksums, and French sorting. It is made aside and renamed when whole, so
 * that one which was interrupted half-way is never taken for a database.
 */
export function createCluster(cluster: Cluster, password: string, durable = true): void {
  const aside = `${cluster.folder}.unfinished`;
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { mode: 0o700 });
  const passwordFile = path.join(aside, "password");
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (cluster.account.kind === "other") {
    for (const file of [aside, passwordFile]) chownSync(file, cluster.account.uid, cluster.account.gid);
  }
  const made = path.join(aside, "cluster");
  const locale = process.platform === "linux" ? "C.UTF-8" : "C";
  const command = commandFor(cluster.account, cluster.binaries.initdb, [
    ...["-D", made, "--username=postgres", `--pwfile=${passwordFile}`, "--auth=scram-sha-256", "--encoding=UTF8", "--data-checksums"],
    ...[`--locale=${locale}`, "--locale-provider=icu", "--icu-locale=fr-FR"],
    ...(durable ? [] : ["--no-sync"]),
  ]);
  const run = spawnSync(command.file, [...command.args], { ...command.options, cwd: aside, encoding: "utf8" });
  if (run.status !== 0) throw new Error(`PostgreSQL could not make its cluster: ${lastLines(`${run.stdout}\n${run.stderr}`)}`);
  renameSync(made, cluster.folder);
  rmSync(aside, { recursive: true, force: true });
}

/** The folder must hold what these programs can read, and belong to their account. */
export function takeOverCluster(cluster: Cluster, expectedVersion: string): void {
  const version = readFileSync(path.join(cluster.folder, "PG_VERSION"), "utf8").trim();
  if (version !== expectedVersion) {
    throw new Error(
      `${cluster.folder} was made by PostgreSQL ${version} and these programs are PostgreSQL ${expectedVersion}: dump and restore it.`,
    );
  }
  giveTo(cluster.account, cluster.folder);
}

export function lastLines(text: string, count = 4): string {
  return text.trim().split("\n").slice(-count).join(" | ");
}
