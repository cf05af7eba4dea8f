import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hashPassword, verifyPassword } from "#app/commands/password.ts";
import { mostTries, signIn } from "#app/commands/sign-in.ts";
import { openWorld, type World } from "./world.ts";

let world: World;
const password = "un beau mot de passe";
const office = "192.0.2.1";
const elsewhere = "198.51.100.7";

beforeAll(async () => {
  world = await openWorld();
  const hash = await hashPassword(password);
  await world.person("victim", [], hash);
  await world.person("colleague", [], hash);
});
beforeEach(() => world.run("truncate sign_in_attempt"));
afterAll(() => world.close());

async function enter(login: string, given: string, from: { address?: string; device?: string } = {}) {
  const result = await signIn(world.database, world.organisation, { login, password: given, address: office, ...from });
  return result.ok ? result.value : result.refusal.kind;
}

/** Failed tries of the past, without the time that verifying each takes. */
async function fail(count: number, login: string, address: string, device: string | null = null) {
  await world.run(
    "insert into sign_in_attempt (login, address, device, succeeded) select $2, $3, $4, false from generate_series(1, $1::int)",
    [BigInt(count), login, address, device],
  );
}

const age = (by: string) => world.run("update sign_in_attempt set at = at - $1::interval", [by]);

describe("guessing", () => {
  it("stops at the tenth failure in 15 minutes, even for the right password", async () => {
    for (let attempt = 1; attempt <= mostTries.ofAccount; attempt += 1)
      expect(await enter("victim", "guess", { address: elsewhere })).toBe("sign-in-failed");
    expect(await enter("victim", "guess", { address: elsewhere })).toBe("sign-in-throttled");
    expect(await enter("victim", password, { address: elsewhere })).toBe("sign-in-throttled");
    const [count] = await world.run("select count(*)::int as n from sign_in_attempt");
    expect(count).toEqual({ n: mostTries.ofAccount });
  });

  it("goes no faster from many addresses", async () => {
    for (let host = 1; host <= mostTries.ofAccount; host += 1) await fail(1, "victim", `203.0.113.${host}`);
    expect(await enter("victim", "guess", { address: "203.0.113.99" })).toBe("sign-in-throttled");
  });

  it("goes no faster when all tries are sent at once", async () => {
    const answers = await Promise.all(Array.from({ length: 16 }, () => enter("victim", "guess", { address: elsewhere })));
    expect(answers.filter((answer) => answer === "sign-in-failed")).toHaveLength(mostTries.ofAccount);
  });

  it("is answered alike for a login that does not exist", async () => {
    await fail(mostTries.ofAccount, "nobody", elsewhere);
    expect(await enter("nobody", "guess", { address: elsewhere })).toBe("sign-in-throttled");
  });

  it("one password over all accounts stops at the hundredth failure of the address", async () => {
    for (let account = 0; account < mostTries.ofAddress / 2; account += 1) await fail(2, `account-${account}`, elsewhere);
    expect(await enter("colleague", "guess", { address: elsewhere })).toBe("sign-in-throttled");
    expect(await enter("colleague", "guess", { address: office })).toBe("sign-in-failed");
  });

  it("may go on after 15 minutes", async () => {
    await fail(mostTries.ofAccount, "victim", elsewhere);
    await age("14 minutes 50 seconds");
    expect(await enter("victim", password, { address: elsewhere })).toBe("sign-in-throttled");
    await age("10 seconds");
    expect(await enter("victim", password, { address: elsewhere })).toHaveProperty("token");
  });

  it("says in how many minutes", async () => {
    await fail(mostTries.ofAccount, "victim", elsewhere);
    await age("5 minutes");
    const result = await signIn(world.database, world.organisation, { login: "victim", password, address: elsewhere });
    expect(result).toMatchObject({ ok: false, refusal: { kind: "sign-in-throttled", minutes: 10 } });
  });
});

describe("the victim of somebody who guesses", () => {
  it("still enters from a browser that is known", async () => {
    const known = await enter("victim", password);
    const device = typeof known === "object" ? known.device : "";
    await fail(mostTries.ofAccount, "victim", elsewhere);
    await fail(mostTries.ofAccount, "victim", office);
    await fail(mostTries.ofAddress, "colleague", office);
    expect(await enter("victim", password)).toBe("sign-in-throttled");
    expect(await enter("victim", password, { device })).toMatchObject({ device });
  });

  it("still enters with a new browser, from an address where the account has signed in", async () => {
    await enter("victim", password);
    await fail(mostTries.ofAccount, "victim", elsewhere);
    expect(await enter("victim", password)).toHaveProperty("token");
  });

  it("is no loophole: a known browser has ten tries too, which a success gives back", async () => {
    const known = await enter("victim", password);
    const device = typeof known === "object" ? known.device : "";
    await fail(mostTries.ofAccount - 1, "victim", office, device);
    expect(await enter("victim", password, { device })).toHaveProperty("token");
    await fail(mostTries.ofAccount, "victim", office, device);
    expect(await enter("victim", password, { device })).toBe("sign-in-throttled");
  });

  it("does not give tries back to a stranger by signing in", async () => {
    await enter("victim", password);
    await fail(mostTries.ofAccount, "victim", elsewhere);
    await enter("victim", password);
    expect(await enter("victim", "guess", { address: elsewhere })).toBe("sign-in-throttled");
  });
});

describe("a password", () => {
  it("is kept as Argon2id with 19 MiB and two passes", async () => {
    expect(await hashPassword(password)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it("is the same however its accents were composed", async () => {
    expect(await verifyPassword(await hashPassword("été"), "e\u0301te\u0301")).toBe(true);
  });

  /** Medians of interleaved tries, with room for a busy machine: without the dummy hash an unknown login answers fifty times faster. */
  it("takes as long to refuse for an unknown login", async () => {
    const hash = await hashPassword(password);
    const [known, unknown]: [number[], number[]] = [[], []];
    for (let round = 0; round < 7; round += 1) {
      known.push(await timed(() => verifyPassword(hash, "guess")));
      unknown.push(await timed(() => verifyPassword(undefined, "guess")));
    }
    expect(median(unknown) / median(known)).toBeGreaterThan(0.4);
    expect(median(unknown) / median(known)).toBeLessThan(2.5);
  });
});

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}
