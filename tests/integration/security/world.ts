import { randomBytes, randomUUID } from "node:crypto";
import type { Grant, Role } from "#app/domain/access.ts";
import { LiveHub } from "#app/http/live/hub.ts";
import type { AppLoadContext } from "#app/http/load-context.ts";
import { threadedSolver } from "#app/jobs/solver.ts";
import { openSession } from "#db/queries/session.ts";
import { type TestDatabase, testDatabase } from "#tests/support/postgres.ts";

export const origin = "http://localhost:3140";
export const today = "2026-03-10";

/** A tree of five units: `OWN` with its parent, its child, its brother; `GONE` ended last year, below `OWN`. */
const units: readonly (readonly [code: string, parent: string | null, valid: string])[] = [
  ["ROOT", null, "[2000-01-01,)"],
  ["PARENT", "ROOT", "[2000-01-01,)"],
  ["OWN", "PARENT", "[2000-01-01,)"],
  ["CHILD", "OWN", "[2000-01-01,)"],
  ["BROTHER", "PARENT", "[2000-01-01,)"],
  ["GONE", "OWN", "[2000-01-01,2026-01-01)"],
];

export interface World extends TestDatabase {
  readonly context: AppLoadContext;
  person(login: string, grants?: readonly Grant[], passwordHash?: string): Promise<bigint>;
  session(userId: bigint): Promise<string>;
  /** Raw SQL on the organisation's tables, as the superuser. */
  run(statement: string, values?: readonly (string | bigint | null)[]): Promise<readonly Record<string, unknown>[]>;
}

export async function openWorld(): Promise<World> {
  const world = worldOn(await testDatabase());
  await world.superuser.unsafe(`set search_path to ${world.organisation.schemaName}, public`);
  for (const [code, parent, valid] of units) {
    await world.run("insert into unit (code) values ($1)", [code]);
    await world.run(
      "insert into unit_version (code, valid, parent, label, short_label, kind) values ($1, $2::daterange, $3, $1, $1, 'department')",
      [code, valid, parent],
    );
  }
  return world;
}

/** Loaders and actions over a database that holds something already; `superuser` looks into its organisation. */
export function worldOn(test: TestDatabase): World {
  const { database, organisation, superuser } = test;
  const run: World["run"] = async (statement, values = []) => [
    ...(await superuser.unsafe(
      statement,
      values.map((value) => value?.toString() ?? null),
    )),
  ];
  const settings = {
    dataDir: "",
    anchorDir: "/anchors",
    host: "127.0.0.1",
    port: 3140,
    sessionSecret: "s".repeat(32),
    origin,
    demo: false,
    logLevel: "silent" as const,
  };
  const context = {
    services: { settings, database, live: new LiveHub(database), solver: threadedSolver, today: () => today, demoAccounts: [] },
    nonce: "",
    requestId: "test",
    address: "192.0.2.1",
  };
  const person: World["person"] = async (login, grants = [], passwordHash) => {
    const [row] = await run("insert into app_user (login, name, password_hash) values ($1, $1, $2) returning id", [
      login,
      passwordHash ?? null,
    ]);
    const id = BigInt(String(row?.["id"]));
    for (const { role, unit } of grants) await run("insert into role_grant (user_id, role, unit) values ($1, $2, $3)", [id, role, unit]);
    return id;
  };
  const session = async (userId: bigint) => {
    const token = randomBytes(32).toString("base64url");
    await database.write(organisation, (db) => openSession(db, { token, userId }));
    return token;
  };
  return { ...test, context, person, session, run };
}

export function holding(role: Role, unit: string): Grant[] {
  return [{ role, unit }];
}

interface Asking {
  readonly token?: string | undefined;
  readonly params?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What Remix gives a loader. */
export function reading(world: World, path: string, { token, params = {}, headers = {} }: Asking = {}) {
  const cookie: Record<string, string> = token === undefined ? {} : { cookie: `session=test.${token}` };
  return { request: new Request(origin + path, { headers: { ...cookie, ...headers } }), params: { ...params }, context: world.context };
}

/** What Remix gives an action: a form of ours, with its key, unless `headers` or `fields` say otherwise. */
export function posting(
  world: World,
  path: string,
  fields: Readonly<Record<string, string>> = {},
  asking: Asking & { method?: string } = {},
) {
  const { request, ...rest } = reading(world, path, asking);
  const headers = new Headers(request.headers);
  if (!headers.has("origin") && !headers.has("sec-fetch-site")) headers.set("sec-fetch-site", "same-origin");
  if (!headers.has("content-type")) headers.set("content-type", "application/x-www-form-urlencoded");
  const body = new URLSearchParams({ key: randomUUID(), ...fields }).toString();
  return { ...rest, request: new Request(request.url, { method: asking.method ?? "POST", headers, body }) };
}

/** What Remix gives an action to which a form is sent as it is with a file: in parts, with its key. */
export function sending(world: World, path: string, fields: Readonly<Record<string, string | File>>, asking: Asking = {}) {
  const { request, ...rest } = reading(world, path, asking);
  const headers = new Headers(request.headers);
  headers.set("sec-fetch-site", "same-origin");
  const body = new FormData();
  for (const [name, value] of Object.entries({ key: randomUUID(), ...fields })) body.set(name, value);
  return { ...rest, request: new Request(request.url, { method: "POST", headers, body }) };
}

/** How a loader or an action ended: a status, a place to go, and what a refusal says. */
export async function outcomeOf(work: Promise<unknown>): Promise<{ status: number; location?: string; body?: unknown; kind?: string }> {
  const result = await work.catch((error: unknown) => {
    if (error instanceof Response || isAnswer(error)) return error;
    throw error;
  });
  if (result instanceof Response) {
    const location = result.headers.get("location");
    if (location !== null) return { status: result.status, location };
    const body: unknown = result.headers.get("content-type")?.startsWith("application/json") ? await result.json() : undefined;
    return { status: result.status, body, ...kindIn(body) };
  }
  if (isAnswer(result)) return { status: result.init?.status ?? 200, body: result.data, ...kindIn(result.data) };
  return { status: 200, body: result };
}

function isAnswer(result: unknown): result is { data: unknown; init: ResponseInit | null } {
  return typeof result === "object" && result !== null && "type" in result && result.type === "DataWithResponseInit";
}

function kindIn(body: unknown): { kind?: string } {
  if (typeof body !== "object" || body === null) return {};
  const refusal = "refusal" in body ? body.refusal : body;
  return typeof refusal === "object" && refusal !== null && "kind" in refusal && typeof refusal.kind === "string"
    ? { kind: refusal.kind }
    : {};
}
