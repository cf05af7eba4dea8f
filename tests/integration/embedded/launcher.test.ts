import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterAll, describe, expect, test } from "vitest";
import type { ConnectionTarget } from "#db/access.ts";
import { durabilityFaults } from "#db/durability.ts";
import { chooseAccount } from "#db/embedded/account.ts";
import { embeddedBinaries } from "#db/embedded/binaries.ts";
import { isAlive, waitUntil } from "#db/embedded/process.ts";
import { type EmbeddedServer, startEmbedded } from "#db/embedded.ts";
import { freePort, postmasterOf } from "#tests/support/application.ts";

const isRoot = process.getuid?.() === 0;
const parent = mkdtempSync(path.join(tmpdir(), "enveloppe-launcher-"));
chmodSync(parent, 0o755);
afterAll(() => rmSync(parent, { recursive: true, force: true }));

/** The folder that most tests share: a cluster is made once, and started by each. */
const dataDir = path.join(parent, "shared");

async function withServer<Value>(work: (server: EmbeddedServer) => Promise<Value>, folder = dataDir): Promise<Value> {
  const server = await startEmbedded({ dataDir: folder, preferredPort: await freePort() });
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

async function ask<Row extends object>(target: ConnectionTarget, text: string): Promise<Row[]> {
  const { host = "", port = 0, database, user, password = "" } = target;
  const sql = postgres({ host, port, database, username: user, password, max: 1 });
  try {
    return [...(await sql.unsafe<Row[]>(text))];
  } finally {
    await sql.end();
  }
}

describe("the embedded cluster", () => {
  test("sorts French, checks its pages, flushes what it acknowledges, and listens on loopback alone", async () => {
    await withServer(async ({ access }) => {
      const sorted = await ask<{ word: string }>(
        access.app,
        "select word from unnest(array['zèbre','Évreux','école','eau']) as word order by word",
      );
      expect(sorted.map(({ word }) => word)).toEqual(["eau", "école", "Évreux", "zèbre"]);
      const [settings] = await ask(
        access.reader,
        "select current_setting('data_checksums') as checksums, current_setting('fsync') as fsync, current_setting('listen_addresses') as address",
      );
      expect(settings).toEqual({ checksums: "on", fsync: "on", address: "127.0.0.1" });
      expect(await durabilityFaults(access.migrator)).toEqual([]);
    });
  });

  test("asks for a password even on loopback, and gives each account its rights", async () => {
    await withServer(async ({ access }) => {
      await expect(ask({ ...access.app, password: "wrong" }, "select 1")).rejects.toMatchObject({ code: "28P01" });
      await expect(ask(access.app, "create schema mine")).rejects.toMatchObject({ code: "42501" });
      await expect(ask(access.app, "create table public.mine (id int)")).rejects.toMatchObject({ code: "42501" });
      await expect(ask(access.reader, "set role enveloppe_owner")).rejects.toMatchObject({ code: "42501" });
      await expect(ask(access.migrator, "set role enveloppe_owner; create schema mine; drop schema mine")).resolves.toBeDefined();
    });
    expect(statSync(path.join(dataDir, "postgres-passwords.json")).mode & 0o777).toBe(0o600);
  });

  test("takes another port when its own is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const address = other.address();
    const taken = typeof address === "object" && address !== null ? address.port : 0;
    const server = await startEmbedded({ dataDir, preferredPort: taken });
    try {
      expect(server.port).not.toBe(taken);
      expect(await ask(server.access.app, "select 1 as one")).toEqual([{ one: 1 }]);
    } finally {
      await server.stop();
      other.close();
    }
  });
});

describe("what a crash leaves behind", () => {
  test("a cluster that was not finished is made again", async () => {
    const folder = path.join(parent, "unfinished");
    mkdirSync(path.join(folder, "postgres.unfinished/cluster"), { recursive: true });
    chmodSync(folder, 0o711);
    writeFileSync(path.join(folder, "postgres.unfinished/cluster/PG_VERSION"), "18\n");
    await withServer(async ({ access }) => expect(await ask(access.app, "select 1 as one")).toEqual([{ one: 1 }]), folder);
    expect(existsSync(path.join(folder, "postgres.unfinished"))).toBe(false);
  });

  test("a cluster without its passwords is not entered, and says what to do", async () => {
    const folder = path.join(parent, "locked");
    mkdirSync(path.join(folder, "postgres"), { recursive: true });
    writeFileSync(path.join(folder, "postgres/PG_VERSION"), "18\n");
    await expect(startEmbedded({ dataDir: folder })).rejects.toThrow(/postgres-passwords\.json is missing: restore it/);
  });

  test.each([
    ["a stranger", async () => ({ pid: process.pid, end: () => undefined })],
    ["a zombie", zombie],
  ])("a pid file whose number now belongs to %s does not stop the start", async (_who, make) => {
    await withServer(async () => undefined);
    const { pid, end } = await make();
    try {
      writeFileSync(path.join(dataDir, "postgres/postmaster.pid"), `${pid}\n${dataDir}/postgres\n0\n54329\n\n127.0.0.1\n 0 0\nready   \n`);
      await withServer(async () => expect(postmasterOf(dataDir)).not.toBe(pid));
    } finally {
      end();
    }
  });

  test("a killed server comes back on its port, and one that dies again and again is given up", async () => {
    const messages: string[] = [];
    let lost: unknown;
    const options = {
      dataDir,
      preferredPort: await freePort(),
      report: (text: string) => messages.push(text),
      onLost: (error: unknown) => (lost = error),
    };
    const server = await startEmbedded(options);
    try {
      for (let death = 1; death <= 6; death += 1) {
        const pid = postmasterOf(dataDir);
        process.kill(pid, "SIGKILL");
        await waitUntil(() => lost !== undefined || messages.length >= 2 * death, 10_000);
      }
      expect(messages.filter((text) => text.includes("is back"))).toHaveLength(5);
      expect(lost).toMatchObject({ message: "PostgreSQL died 6 times within a minute." });
    } finally {
      await server.stop();
    }
  });
});

describe("two users of one folder", () => {
  test("the last to leave stops the server", async () => {
    const first = await startEmbedded({ dataDir, preferredPort: await freePort() });
    const second = await startEmbedded({ dataDir });
    const pid = postmasterOf(dataDir);
    expect(second.port).toBe(first.port);
    await first.stop();
    expect(isAlive(pid)).toBe(true);
    await second.stop();
    expect(isAlive(pid)).toBe(false);
  });
});

describe("the account of the server", () => {
  test.runIf(isRoot)("root on a reachable path: another account; root below a private folder: a user namespace, and back", async () => {
    const folder = path.join(parent, "moved");
    mkdirSync(folder, { mode: 0o700 });
    const inside = path.join(folder, "data");
    mkdirSync(inside, { mode: 0o711 });
    const { postgres: program } = embeddedBinaries();
    expect(chooseAccount(program, inside)).toEqual({ kind: "mapped" });
    await withServer(async ({ access }) => expect(await ask(access.app, "select 1 as one")).toEqual([{ one: 1 }]), inside);
    expect(statSync(path.join(inside, "postgres")).uid).toBe(0);

    chmodSync(folder, 0o755);
    expect(chooseAccount(program, inside)).toMatchObject({ kind: "other" });
    await withServer(async ({ access }) => expect(await ask(access.app, "select 1 as one")).toEqual([{ one: 1 }]), inside);
    expect(statSync(path.join(inside, "postgres")).uid).not.toBe(0);
  });

  test.runIf(isRoot)("an ordinary user runs it directly", () => {
    const folder = path.join(parent, "ordinary");
    mkdirSync(folder, { mode: 0o777 });
    chmodSync(folder, 0o777);
    const script = `import { startEmbedded } from "#db/embedded.ts";
      const server = await startEmbedded({ dataDir: ${JSON.stringify(path.join(folder, "data"))} });
      await server.stop();
      console.log("done as", process.getuid());`;
    const options = {
      uid: 65_534,
      gid: 65_534,
      env: { NODE_ENV: "test" as const, PATH: process.env.PATH, HOME: folder, TMPDIR: folder },
      encoding: "utf8" as const,
    };
    const run = spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], options);
    expect(`${run.stdout}${run.stderr}`).toBe("done as 65534\n");
    expect(readFileSync(path.join(folder, "data/postgres/PG_VERSION"), "utf8")).toBe("18\n");
  });
});

/** A process that has ended and whose parent never asks how. */
async function zombie(): Promise<{ pid: number; end: () => unknown }> {
  const mother = spawn("/bin/sh", ["-c", "sleep 0.05 & echo $!; exec sleep 60"], { stdio: ["ignore", "pipe", "ignore"] });
  const [line] = (await once(mother.stdout, "data")) as [Buffer];
  const pid = Number(line.toString());
  expect(await waitUntil(() => !isAlive(pid), 5_000)).toBe(true);
  expect(() => process.kill(pid, 0)).not.toThrow();
  return { pid, end: () => mother.kill() };
}
