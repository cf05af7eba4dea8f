import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "vitest";
import { openFiscalYear } from "#app/commands/open-fiscal-year.ts";
import { hashPassword } from "#app/commands/password.ts";
import { monthOfYear } from "#app/domain/month.ts";
import { freePort, type RunningApplication, startApplication, untilHealthy } from "./application.ts";
import { cloneTemplate } from "./clone.ts";
import { seeded } from "./ledger-files.ts";
import { startTestServer, type TestServer } from "./server.ts";
import { furnishBooks, type SmallBooks } from "./small-books.ts";
import { must } from "./small-organisation.ts";

/** The application and its PostgreSQL as real processes, each of which a campaign kills; `books` looks at the tables from beside. */
export interface KillableWorld {
  readonly server: TestServer;
  readonly books: SmallBooks;
  readonly application: () => RunningApplication;
  /** A new process of the application, once it answers. */
  startAgain(): Promise<void>;
  close(): Promise<void>;
}

const password = "a long enough password";
const roles = { accountant: "accountant", chiefaccountant: "chiefAccountant" } as const;
const [firstYear, lastYear] = [2010, 2025];
type Login = keyof typeof roles;

/** On a server that flushes what it acknowledges, as in production. */
export async function killableWorld(): Promise<KillableWorld> {
  const server = await startTestServer({ durable: true });
  const test = await cloneTemplate(server.provided, { connections: 2 });
  const books = await furnishBooks(test);
  for (let year = 2024; year >= firstYear; year -= 1) must(await openFiscalYear(books.as("system"), { year }));
  for (const [login, role] of Object.entries(roles)) {
    await test.superuser`update app_user set password_hash = ${await hashPassword(password)} where login = ${login}`;
    await test.superuser`insert into role_grant (user_id, role, unit) select id, ${role}, 'INSEE' from app_user where login = ${login}`;
  }
  const dataDir = mkdtempSync(path.join(tmpdir(), "enveloppe-kills-"));
  const { host, port, user } = server.provided.superuser;
  const environment = {
    DATABASE_URL: `postgres://${user}:${server.provided.password}@${host}:${port}/${test.access.app.database}`,
    SESSION_SECRET: "s".repeat(32),
    DATA_DIR: dataDir,
    LOG_LEVEL: "error",
  };
  let running: RunningApplication | undefined;
  const application = () => {
    if (!running) throw new Error("the application was not started");
    return running;
  };
  const startAgain = async () => {
    const own = String(running ? new URL(running.origin).port : await freePort());
    running = startApplication({ environment: { ...environment, PORT: own, ORIGIN: `http://127.0.0.1:${own}` } });
    await untilHealthy(running, 60_000);
  };
  const close = async () => {
    running?.process.kill("SIGTERM");
    await running?.ended;
    await books.close();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { server, books, application, startAgain, close };
}

/** One act as its sender knows it: what was answered, or nothing that says whether it was done. */
interface Sent {
  readonly key: string;
  readonly by: Login;
  readonly path: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Where the answer leads once it is done; the status of a refusal. */
  answer?: string | number | undefined;
}

const patienceMs = 15_000;

/**
 * Accountants who post and a chief accountant who closes, over HTTP, each writing down what was answered. What was not answered is sent again later
 * with the same key, as a browser does.
 */
export class LedgerLoad {
  readonly entries: Sent[] = [];
  readonly closings: Sent[] = [];
  readonly #locks: Sent[] = [];
  readonly #world: KillableWorld;
  readonly #random: (below: number) => number;
  readonly #monthsClosed: number;
  #cookies = new Map<Login, string>();
  #stopped = false;
  #acts = 0;
  hung = 0;
  resent = 0;

  /** So many closings at most: as many months of each exercise close by themselves as it takes for the exercises to be enough. */
  constructor(world: KillableWorld, { closings, seed }: { closings: number; seed: number }) {
    this.#world = world;
    this.#random = seeded(seed);
    this.#monthsClosed = Math.min(12, Math.ceil(closings / (lastYear - firstYear + 1)) - 1);
  }

  async signIn(): Promise<void> {
    const { origin } = this.#world.application();
    for (const login of Object.keys(roles) as Login[]) {
      const body = new URLSearchParams({ login, password });
      const response = await fetch(`${origin}/sign-in`, { method: "POST", body, headers: { origin }, redirect: "manual" });
      const cookie = response.headers.getSetCookie().find((own) => own.includes("session="));
      if (!cookie) throw new Error(`${login} cannot sign in: ${response.status} ${await response.text()}`);
      this.#cookies.set(login, cookie.split(";")[0] ?? "");
    }
  }

  acknowledged(): number {
    return this.entries.filter(({ answer }) => typeof answer === "string").length;
  }

  stop(): void {
    this.#stopped = true;
  }

  async begin(): Promise<void> {
    this.closings.push(await this.#closing());
    this.#stopped = false;
  }

  /** Posts until told to stop, or until no answer comes; one entry in four is sent twice at the same instant. */
  async write(): Promise<void> {
    while (!this.#stopped) {
      const sent = this.#entry();
      this.entries.push(sent);
      const once = this.#send(sent);
      await (this.#random(4) === 0 ? Promise.all([once, this.#send(sent)]) : once);
      if (sent.answer === undefined) return;
    }
  }

  /** Closes what `begin` chose, then locks and unlocks a month until told to stop, or until no answer comes. */
  async close(): Promise<void> {
    const closing = this.closings.at(-1);
    if (closing) await this.#send(closing);
    if (closing?.answer === undefined) return;
    while (!this.#stopped) {
      const status = this.#locks.length % 2 === 0 ? "locked" : "open";
      const lock = act("chiefaccountant", "/2026/ledger/closing/periods/12/lock", { status });
      this.#locks.push(lock);
      await this.#send(lock);
      if (lock.answer === undefined) return;
    }
  }

  /** Sends again what had no answer, until it has one; and some of what had, which must be answered the same. */
  async settle(): Promise<void> {
    const sent = [...this.entries, ...this.closings, ...this.#locks];
    const unanswered = sent.filter(({ answer }) => answer === undefined);
    this.resent += unanswered.length;
    await Promise.all(unanswered.map((waiting) => this.#untilAnswered(waiting)));
    await Promise.all(sent.slice(-8).map((known) => this.#send(known)));
    this.#acts += 1;
  }

  async #untilAnswered(waiting: Sent): Promise<void> {
    for (let turn = 0; waiting.answer === undefined && turn < 20; turn += 1) await this.#send(waiting);
    if (waiting.answer === undefined) throw new Error(`no answer in the end to ${waiting.path}`);
  }

  #entry(): Sent {
    const { year, month } = this.#place();
    const around = month === null ? { year: year + 1, month: 1 + this.#random(2) } : { year, month: Math.min(12, month + this.#random(3)) };
    const key = randomUUID();
    const amount = `${this.#random(900) + 1},${String(this.#random(100)).padStart(2, "0")}`;
    const [debited, credited] = [["606", "515"] as const, ["515", "706"] as const, ["641", "421"] as const][this.#random(3)] ?? [
      "606",
      "515",
    ];
    const date = `${monthOfYear(around.year, around.month)}-${String(this.#random(28) + 1).padStart(2, "0")}`;
    const fields = { journal: "OD", date, label: key, "lines[0].account": debited, "lines[0].debit": amount };
    return {
      ...act("accountant", `/${around.year}/ledger/entries/new`, { ...fields, "lines[1].account": credited, "lines[1].credit": amount }),
      key,
    };
  }

  /** The months of an exercise first, then the exercise. */
  #place(): { year: number; month: number | null } {
    const [turn, rest] = [Math.floor(this.#acts / (this.#monthsClosed + 1)), this.#acts % (this.#monthsClosed + 1)];
    return { year: firstYear + turn, month: rest < this.#monthsClosed ? rest + 1 : null };
  }

  async #closing(): Promise<Sent> {
    const { year, month } = this.#place();
    if (month !== null) return act("chiefaccountant", `/${year}/ledger/closing/periods/${month}/closure`, {});
    const { superuser, organisation } = this.#world.books;
    const [row] = await superuser<{ result: string }[]>`
      select coalesce(sum(credit - debit), 0)::text as result from ${superuser(organisation.schemaName)}.entry_line
       where fiscal_year = ${year} and account ~ '^[67]'`;
    return act("chiefaccountant", `/${year}/ledger/closing/closure`, { result: row?.result ?? "0" });
  }

  async #send(sent: Sent): Promise<void> {
    const { origin } = this.#world.application();
    const answer = await fetch(origin + sent.path, {
      method: "POST",
      body: new URLSearchParams({ key: sent.key, ...sent.fields }),
      headers: { origin, cookie: this.#cookies.get(sent.by) ?? "" },
      redirect: "manual",
      signal: AbortSignal.timeout(patienceMs),
    }).then(readAnswer, (error: unknown) => {
      if (error instanceof Error && error.name === "TimeoutError") this.hung += 1;
      return undefined;
    });
    if (answer === undefined) return;
    if (sent.answer !== undefined && sent.answer !== answer) throw new Error(`${sent.path} was answered ${sent.answer}, then ${answer}`);
    sent.answer = answer;
  }
}

function act(by: Login, where: string, fields: Readonly<Record<string, string>>): Sent {
  return { key: randomUUID(), by, path: where, fields };
}

/** Undefined when the answer says nothing of the act: it broke on the way, or the application could not reach its database. */
async function readAnswer(response: Response): Promise<string | number | undefined> {
  const body = await response.text();
  if (response.status >= 500) return undefined;
  if (response.status === 409) return 409;
  const location = response.headers.get("location");
  if (response.status === 302 && location !== null && !location.startsWith("/sign-in")) return location;
  throw new Error(`an act was answered ${response.status} ${location ?? ""}: ${body.slice(0, 2_000)}`);
}

/** Rounds of load, each cut by a kill; answers how long it took, each time, until the application answered again. */
export async function killRounds(
  load: LedgerLoad,
  {
    rounds,
    writers,
    random,
    killAndRestart,
  }: { rounds: number; writers: number; random: (below: number) => number; killAndRestart: () => Promise<void> },
): Promise<number[]> {
  const readyMs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await load.begin();
    const writing = Array.from({ length: writers }, () => load.write());
    // What nobody was told of cannot be lost: some of the round is acknowledged first.
    const enough = load.acknowledged() + writers / 2 + random(writers);
    for (let waited = 0; load.acknowledged() < enough && waited < 5_000; waited += 5) await pause(5);
    const closing = load.close();
    await pause(random(150));
    const begun = performance.now();
    const killed = killAndRestart().then(() => readyMs.push(performance.now() - begun));
    load.stop();
    await Promise.all([killed, closing, ...writing]);
    await load.settle();
  }
  return readyMs.toSorted((left, right) => left - right);
}

/** What the tables hold of what was sent: done once where it was answered « done », nothing where it was refused; and no command without its end. */
export async function expectNothingLostNorDoubled({ books }: KillableWorld, load: LedgerLoad): Promise<void> {
  const { superuser, organisation } = books;
  const s = superuser(organisation.schemaName);
  const rows = await superuser<{ label: string; place: string; acts: number }[]>`
    select e.label, '/' || e.fiscal_year || '/ledger/entries/' || e.id as place,
           (select count(*)::int from ${s}.audit a where a.command_key::text = e.label) as acts
      from ${s}.entry e where e.journal = 'OD'`;
  expect(new Map(rows.map(({ label, place }) => [label, place]))).toEqual(
    new Map(load.entries.filter(({ answer }) => typeof answer === "string").map(({ key, answer }) => [key, answer])),
  );
  expect(rows.filter(({ acts }) => acts !== 1)).toEqual([]);
  expect(rows).toHaveLength(new Set(rows.map(({ label }) => label)).size);
  expect(load.closings.filter(({ answer }) => answer === 409)).toEqual([]);
  const [closings] = await superuser`select count(*)::int as count from ${s}.closing`;
  expect(closings).toEqual({ count: load.closings.length });
  const open = await superuser`select key, name from ${s}.command where outcome is null`;
  expect([...open]).toEqual([]);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
