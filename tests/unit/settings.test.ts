import { describe, expect, test, vi } from "vitest";
import { clockOf, type Environment, readSettings, unknownNames } from "#app/settings.ts";

const secret = "0123456789abcdef0123456789abcdef";
const remote = { DATABASE_URL: "postgres://someone@db.example/enveloppe", SESSION_SECRET: secret };

describe("settings", () => {
  test("nothing set: the embedded database, loopback, the demo", () => {
    expect(readSettings({})).toEqual({
      settings: {
        dataDir: `${process.cwd()}/.data`,
        anchorDir: `${process.cwd()}/.data/anchors`,
        host: "127.0.0.1",
        port: 3000,
        origin: "http://localhost:3000",
        demo: true,
        logLevel: "info",
      },
    });
  });

  test("with DATABASE_URL there is no demo, and the origin follows the port", () => {
    expect(readSettings({ ...remote, PORT: "8080" })).toMatchObject({
      settings: { databaseUrl: remote.DATABASE_URL, demo: false, origin: "http://localhost:8080" },
    });
  });

  const faults: readonly (readonly [environment: Environment, sentence: RegExp])[] = [
    [{ DATABASE_URL: "mysql://localhost/enveloppe" }, /^DATABASE_URL must read postgres:/],
    [{ DATABASE_URL: remote.DATABASE_URL }, /^SESSION_SECRET is required with DATABASE_URL/],
    [{ ...remote, DEMO: "1" }, /^DEMO=1 is refused with DATABASE_URL/],
    [{ SESSION_SECRET: "short" }, /^SESSION_SECRET must have 32 characters/],
    [{ PORT: "http" }, /^PORT must be a number from 1 to 65535/],
    [{ PORT: "0" }, /^PORT must be a number/],
    [{ PORT: "70000" }, /^PORT must be a number/],
    [{ HOST: "http://localhost" }, /^HOST must be an address/],
    [{ ORIGIN: "localhost:3000" }, /^ORIGIN must be a scheme and a host alone/],
    [{ ORIGIN: "https://budget.example.fr/" }, /^ORIGIN must be a scheme and a host alone/],
    [{ DEMO: "yes" }, /^DEMO must be 0 or 1/],
    [{ DEMO_TODAY: "2026-02-30" }, /^DEMO_TODAY must be a day/],
    [{ DEMO: "0", DEMO_TODAY: "2026-02-28" }, /^DEMO_TODAY pins the clock/],
    [{ LOG_LEVEL: "loud" }, /^LOG_LEVEL must be one of/],
  ];
  test.each(faults)("%j is refused in one sentence", (environment, sentence) => {
    expect(readSettings(environment)).toEqual({ faults: [expect.stringMatching(sentence)] });
  });

  test("each fault has its sentence", () => {
    const read = readSettings({ PORT: "x", DEMO: "x", LOG_LEVEL: "x" });
    expect("faults" in read && read.faults).toHaveLength(3);
  });

  test("a misspelt name in .env is named", () => {
    expect(unknownNames("PORT=3000\nDATABSE_URL=postgres://x/y\n# SESION_SECRET=no\n")).toEqual([
      expect.stringMatching(/^\.env sets DATABSE_URL, which is not a setting/),
    ]);
  });

  test("the day is pinned by the demo, and else that of Paris", () => {
    const settings = readSettings({ DEMO_TODAY: "2026-09-15" });
    expect("settings" in settings && clockOf(settings.settings)()).toBe("2026-09-15");
    const free = readSettings({});
    vi.useFakeTimers({ now: new Date("2026-06-30T22:30:00Z") });
    expect("settings" in free && clockOf(free.settings)()).toBe("2026-07-01");
    vi.useRealTimers();
  });
});
