import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { isAlive, waitUntil } from "#db/embedded/process.ts";
import { freePort, postmasterOf, type RunningApplication, startApplication, untilHealthy } from "#tests/support/application.ts";

const parent = mkdtempSync(path.join(tmpdir(), "enveloppe-lifecycle-"));
const dataDir = path.join(parent, "data");
const running: RunningApplication[] = [];

beforeAll(() => {
  const prepared = spawnSync(process.execPath, ["app/prepare.mjs"], { encoding: "utf8" });
  expect(prepared.status, prepared.stderr).toBe(0);
}, 300_000);

afterEach(async () => {
  for (const application of running.splice(0)) {
    if (application.process.exitCode === null && application.process.signalCode === null) application.process.kill("SIGTERM");
    await application.ended;
  }
});

afterAll(() => rmSync(parent, { recursive: true, force: true }));

describe("stopping", () => {
  test("SIGTERM to npm stops Node and PostgreSQL, and nobody else may read the secrets", async () => {
    const application = await start(["npm", "start"]);
    const postmaster = postmasterOf(dataDir);
    for (const name of ["postgres-passwords.json", "session-secret"]) expect(statSync(path.join(dataDir, name)).mode & 0o777).toBe(0o600);
    expect(statSync(path.join(dataDir, "postgres")).mode & 0o777).toBe(0o700);
    application.process.kill("SIGTERM");
    await application.ended;
    expect(await waitUntil(() => !isAlive(postmaster), 5_000)).toBe(true);
    await expect(fetch(`${application.origin}/healthz`)).rejects.toThrow();
  });

  test("Ctrl-C reaches the whole group of processes, and the server is stopped in order", async () => {
    const application = await start();
    const postmaster = postmasterOf(dataDir);
    process.kill(-pidOf(application), "SIGINT");
    expect(await application.ended).toBe(0);
    expect(isAlive(postmaster)).toBe(false);
    expect(readFileSync(path.join(dataDir, "postgres.log"), "utf8")).toMatch(/database system is shut down\s*$/);
  });
});

describe("recovering", () => {
  test("after kill -9 of Node, the next start adopts the server, and stops it", async () => {
    const killed = await start();
    const postmaster = postmasterOf(dataDir);
    killed.process.kill("SIGKILL");
    await killed.ended;
    expect(isAlive(postmaster)).toBe(true);

    const next = await start();
    expect(postmasterOf(dataDir)).toBe(postmaster);
    next.process.kill("SIGTERM");
    expect(await next.ended).toBe(0);
    expect(isAlive(postmaster)).toBe(false);
  });

  test("after kill -9 of PostgreSQL, and then of both, nothing acknowledged is lost", async () => {
    const application = await start();
    const first = postmasterOf(dataDir);
    const before = await writeUntil(() => process.kill(first, "SIGKILL"));
    await untilHealthy(application);
    expect(postmasterOf(dataDir)).not.toBe(first);

    const second = postmasterOf(dataDir);
    const after = await writeUntil(() => {
      application.process.kill("SIGKILL");
      process.kill(second, "SIGKILL");
    });
    await application.ended;
    await start();
    const kept = new Set(await readWritten());
    expect(before.length).toBeGreaterThan(10);
    expect(after.length).toBeGreaterThan(10);
    expect([...before, ...after].filter((number) => !kept.has(number))).toEqual([]);
  });

  test("a second application on the same folder does not stop the server of the first", async () => {
    const first = await start();
    const second = await start();
    const postmaster = postmasterOf(dataDir);
    first.process.kill("SIGTERM");
    expect(await first.ended).toBe(0);
    expect(isAlive(postmaster)).toBe(true);
    await untilHealthy(second);
    second.process.kill("SIGTERM");
    expect(await second.ended).toBe(0);
    expect(isAlive(postmaster)).toBe(false);
  });
});

describe("refusing to start: one sentence, exit 1", () => {
  test("a wrong setting", async () => {
    expect(await refusal({ PORT: "http" })).toBe("PORT must be a number from 1 to 65535.\n");
  });

  test("an unreachable database", async () => {
    const port = await freePort();
    const environment = { DATABASE_URL: `postgres://someone:secret@127.0.0.1:${port}/enveloppe`, SESSION_SECRET: "x".repeat(32) };
    expect(await refusal(environment)).toBe(
      "The database of DATABASE_URL cannot be reached (ECONNREFUSED): is it running, and is the address right?\n",
    );
  });

  test("a port that is taken; the database is stopped again", async () => {
    const other = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => other.listen(port, "127.0.0.1", resolve));
    try {
      expect(await refusal({ PORT: String(port) })).toBe("The port is taken: another process listens there. Choose another PORT.\n");
      expect(readdirSync(path.join(dataDir, "postgres"))).not.toContain("postmaster.pid");
    } finally {
      await new Promise((resolve) => other.close(resolve));
    }
  });
});

async function start(command?: readonly [string, ...string[]]): Promise<RunningApplication> {
  const environment = { DATA_DIR: dataDir, PORT: String(await freePort()) };
  const application = startApplication(command === undefined ? { environment } : { environment, command });
  running.push(application);
  await untilHealthy(application);
  return application;
}

async function refusal(environment: Record<string, string>): Promise<string> {
  const application = startApplication({ environment: { DATA_DIR: dataDir, ...environment } });
  expect(await application.ended).toBe(1);
  return application.output();
}

function pidOf(application: RunningApplication): number {
  const { pid } = application.process;
  if (pid === undefined) throw new Error("The application did not start.");
  return pid;
}

let nextNumber = 1;

/** Writes numbers, one transaction each, on four connections; kills after half a second; returns those that were acknowledged. */
async function writeUntil(kill: () => void): Promise<number[]> {
  const sql = connect(4);
  await sql`create table if not exists public.written (number int primary key)`;
  const acknowledged: number[] = [];
  let ended = false;
  const writer = async (): Promise<void> => {
    while (!ended) {
      nextNumber += 1;
      const number = nextNumber;
      try {
        await sql`insert into public.written values (${number})`;
        acknowledged.push(number);
      } catch {
        return;
      }
    }
  };
  const writers = [writer(), writer(), writer(), writer()];
  await new Promise((resolve) => setTimeout(resolve, 500));
  kill();
  await new Promise((resolve) => setTimeout(resolve, 100));
  ended = true;
  await sql.end({ timeout: 0 });
  await Promise.all(writers);
  return acknowledged;
}

async function readWritten(): Promise<number[]> {
  const sql = connect(1);
  const rows = await sql<{ number: number }[]>`select number from public.written`;
  await sql.end();
  return rows.map(({ number }) => number);
}

function connect(max: number): postgres.Sql {
  const passwords = JSON.parse(readFileSync(path.join(dataDir, "postgres-passwords.json"), "utf8")) as { superuser: string };
  const port = Number(readFileSync(path.join(dataDir, "postgres/postmaster.pid"), "utf8").split("\n")[3]);
  const options = { host: "127.0.0.1", port, database: "enveloppe", username: "postgres", password: passwords.superuser };
  return postgres({ ...options, max, backoff: () => 0.2, onnotice: () => undefined });
}
