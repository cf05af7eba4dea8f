import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashPassword } from "#app/commands/password.ts";
import { guard } from "#app/http/guard.ts";
import { action as signIn, loader as signInPage } from "#app/routes/sign-in/route.tsx";
import { action as signOut } from "#app/routes/sign-out/route.tsx";
import { holding, openWorld, outcomeOf, posting, reading, type World } from "./world.ts";

let world: World;
let user: bigint;
const password = "un beau mot de passe";

beforeAll(async () => {
  world = await openWorld();
  user = await world.person("c.martin", holding("chiefAccountant", "OWN"), await hashPassword(password));
});
afterAll(() => world.close());

const page = guard.loader({ capability: "signed-in" }, async ({ person }) => person.login);
const books = guard.loader({ capability: "ledger.close" }, async ({ person }) => person.roles);

const see = (token: string | undefined) => outcomeOf(page(reading(world, "/2026/home", { token })));
const enter = (fields: Record<string, string>, path = "/sign-in", headers: Record<string, string> = {}) =>
  signIn(posting(world, path, fields, { headers: { origin: "http://localhost:3140", ...headers } }));

/** The cookies set by an answer, by name. */
function cookiesOf(answer: unknown): Map<string, string> {
  if (!(answer instanceof Response)) return new Map();
  return new Map(
    answer.headers.getSetCookie().map((text) => [text.slice(0, text.indexOf("=")), text.slice(text.indexOf("=") + 1, text.indexOf(";"))]),
  );
}

function tokenOf(answer: unknown): string | undefined {
  return cookiesOf(answer).get("session")?.replace("test.", "");
}

describe("signing in", () => {
  it("opens a session, and leads where the visitor wanted to go", async () => {
    const answer = await enter({ login: " C.Martin ", password }, "/sign-in?next=%2F2026%2Fledger%3Fm%3Dcp");
    expect(answer instanceof Response && answer.headers.get("location")).toBe("/2026/ledger?m=cp");
    expect(await see(tokenOf(answer))).toEqual({ status: 200, body: "c.martin" });
  });

  it("keeps only the digest of the token, and writes the audit", async () => {
    const token = tokenOf(await enter({ login: "c.martin", password })) ?? "";
    const rows = await world.run("select encode(sha256(decode($1, 'base64')), 'hex') as digest", [
      Buffer.from(token, "base64url").toString("base64"),
    ]);
    const kept = await world.run("select encode(token_hash, 'hex') as digest from session");
    expect(kept).toContainEqual(rows[0]);
    expect(await world.run("select action from audit where actor = $1 and action = 'sign-in'", [user])).not.toHaveLength(0);
  });

  it("leads nowhere outside", async () => {
    const answer = await enter({ login: "c.martin", password }, "/sign-in?next=%2F%2Fevil.example");
    expect(answer instanceof Response && answer.headers.get("location")).toBe("/");
  });

  it("ends the session that the browser held: a planted token is worth nothing afterwards", async () => {
    const planted = await world.session(user);
    const fresh = tokenOf(await enter({ login: "c.martin", password }, "/sign-in", { cookie: `session=test.${planted}` }));
    expect(fresh).not.toBe(planted);
    expect([(await see(planted)).status, (await see(fresh)).status]).toEqual([302, 200]);
  });

  it("does not adopt a token that nobody gave", async () => {
    const made = "B".repeat(43);
    const fresh = tokenOf(await enter({ login: "c.martin", password }, "/sign-in", { cookie: `session=test.${made}` }));
    expect(fresh).not.toBe(made);
    expect((await see(made)).status).toBe(302);
  });

  it.each([
    ["a wrong password", { login: "c.martin", password: "autre" }],
    ["an unknown login", { login: "nobody", password }],
    ["a login with SQL", { login: "c.martin' --", password }],
    ["a password that is far too long", { login: "c.martin", password: password + "x".repeat(1_000) }],
  ])("with %s fails with the same words, and gives the password back to nobody", async (_name, fields) => {
    const answer = await outcomeOf(enter(fields));
    expect(answer).toMatchObject({ status: 401, kind: "sign-in-failed" });
    expect(JSON.stringify(answer.body)).toContain("Identifiant ou mot de passe inconnu.");
    expect(JSON.stringify(answer.body)).not.toContain(fields.password);
    expect(JSON.stringify(answer.body)).toContain(JSON.stringify(fields.login));
  });

  it("with an empty form says which fields, and writes nothing", async () => {
    const before = await world.run("select count(*) from sign_in_attempt");
    expect(await outcomeOf(enter({ login: "", password: "" }))).toMatchObject({
      status: 422,
      kind: "wrong-form",
      body: { lastResult: { error: { login: ["Ce champ est à remplir."], password: ["Ce champ est à remplir."] } } },
    });
    expect(await world.run("select count(*) from sign_in_attempt")).toEqual(before);
  });

  it("from another site is refused", async () => {
    const crossed = signIn(posting(world, "/sign-in", { login: "c.martin", password }, { headers: { origin: "https://evil.example" } }));
    expect((await outcomeOf(crossed)).status).toBe(403);
  });

  it("is not asked again of whoever is signed in", async () => {
    const token = await world.session(user);
    expect(await outcomeOf(signInPage(reading(world, "/sign-in?next=%2F2026%2Fhome", { token })))).toEqual({
      status: 302,
      location: "/2026/home",
    });
  });

  it("shows no account when there is no demo", async () => {
    const shown = await outcomeOf(signInPage(reading(world, "/sign-in?as=c.martin")));
    expect(shown).toMatchObject({ status: 200, body: { demoAccounts: [] } });
  });
});

describe("a session", () => {
  const age = (token: string, column: "last_seen_at" | "expires_at", by: string) =>
    world.run(`update session set ${column} = now() - $2::interval where token_hash = sha256(decode($1, 'base64'))`, [
      Buffer.from(token, "base64url").toString("base64"),
      by,
    ]);

  it.each<[string, "last_seen_at" | "expires_at", string, number]>([
    ["used 29 minutes ago lives", "last_seen_at", "29 minutes", 200],
    ["used 30 minutes ago has ended", "last_seen_at", "30 minutes", 302],
    ["that expires in a minute lives", "expires_at", "-1 minute", 200],
    ["that expired now has ended, however lately used", "expires_at", "0", 302],
  ])("%s", async (_name, column, by, status) => {
    const token = await world.session(user);
    await age(token, column, by);
    expect((await see(token)).status).toBe(status);
  });

  it("lasts 12 hours from the sign-in at most", async () => {
    const token = tokenOf(await enter({ login: "c.martin", password })) ?? "";
    const rows = await world.run(
      "select extract(epoch from expires_at - created_at)::int as seconds from session where token_hash = sha256(decode($1, 'base64'))",
      [Buffer.from(token, "base64url").toString("base64")],
    );
    expect(rows).toEqual([{ seconds: 43_200 }]);
  });

  it("is kept alive by its use, noted at most once a minute", async () => {
    const token = await world.session(user);
    const idleSeconds = async () => {
      const [row] = await world.run(
        "select extract(epoch from now() - last_seen_at)::int as seconds from session where token_hash = sha256(decode($1, 'base64'))",
        [Buffer.from(token, "base64url").toString("base64")],
      );
      return Number(row?.["seconds"]);
    };
    await age(token, "last_seen_at", "50 seconds");
    await see(token);
    expect(await idleSeconds()).toBeGreaterThanOrEqual(50);
    await age(token, "last_seen_at", "20 minutes");
    await see(token);
    expect(await idleSeconds()).toBeLessThan(10);
  });

  it("that was signed out is dead on the server, wherever its cookie was copied", async () => {
    const token = await world.session(user);
    const answer = await signOut(posting(world, "/sign-out", {}, { token }));
    expect(cookiesOf(answer).get("session")).toBe("");
    expect((await see(token)).status).toBe(302);
    expect((await outcomeOf(signOut(posting(world, "/sign-out", {}, { token })))).status).toBe(302);
  });

  it("of a disabled account is worth nothing at the next request, and opens again with the account", async () => {
    const token = await world.session(user);
    await world.run("update app_user set disabled_at = now() where id = $1", [user]);
    const [seen, entering] = [await see(token), await outcomeOf(enter({ login: "c.martin", password }))];
    await world.run("update app_user set disabled_at = null where id = $1", [user]);
    expect(seen.status).toBe(302);
    expect(entering).toMatchObject({ status: 401, kind: "sign-in-failed" });
    expect((await see(token)).status).toBe(200);
  });

  it("loses a role that was taken away at the next request", async () => {
    const token = await world.session(user);
    const look = () => outcomeOf(books(reading(world, "/2026/ledger", { token })));
    expect(await look()).toEqual({ status: 200, body: ["chiefAccountant"] });
    await world.run("delete from role_grant where user_id = $1", [user]);
    const after = await look();
    await world.run("insert into role_grant (user_id, role, unit) values ($1, 'chiefAccountant', 'OWN')", [user]);
    expect(after).toMatchObject({ status: 403, kind: "forbidden" });
  });

  it("of one organisation opens nothing in another", async () => {
    const token = await world.session(user);
    const request = reading(world, "/2026/home", { headers: { cookie: `session=other.${token}` } });
    expect((await outcomeOf(page(request))).status).toBe(302);
  });
});
