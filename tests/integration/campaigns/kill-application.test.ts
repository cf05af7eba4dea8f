import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { campaignSeed, expectClosingsHold, expectSoundBooks } from "#tests/support/independent-sums.ts";
import { expectNothingLostNorDoubled, type KillableWorld, killableWorld, killRounds, LedgerLoad } from "#tests/support/kill-campaign.ts";
import { seeded } from "#tests/support/ledger-files.ts";

/**
 * The application is killed while eight accountants post and the chief accountant closes, again and again (`KILLS`). The next one, on the same
 * database, answers within seconds; what was acknowledged is there once, what was sent again with its key is done once, and nothing is half written.
 */
const kills = Number(process.env.KILLS ?? (process.env.TEST_LONG ? 200 : 8));
/** Five seconds is the goal; a machine that does other things fails no test. */
const mostMs = process.env.TEST_LONG ? 5_000 : 20_000;
/** Months close between exercises when there are more closings than exercises, and kills fall on both. */
const leastClosings = 20;
const seed = campaignSeed("kills of the application");

let world: KillableWorld;
beforeAll(async () => {
  const prepared = spawnSync(process.execPath, ["app/prepare.mjs"], { encoding: "utf8" });
  expect(prepared.status, prepared.stderr).toBe(0);
  world = await killableWorld();
  await world.startAgain();
}, 300_000);
afterAll(() => world.close());

test(`${kills} kills of the application under load`, { timeout: 3_600_000 }, async () => {
  const load = new LedgerLoad(world, { closings: Math.max(kills, leastClosings), seed });
  await load.signIn();
  const killAndRestart = async () => {
    const { process: running, ended } = world.application();
    running.kill("SIGKILL");
    await ended;
    await world.startAgain();
  };
  const readyMs = await killRounds(load, { rounds: kills, writers: 8, random: seeded(seed + 1), killAndRestart });
  const slowest = readyMs.at(Math.ceil(readyMs.length * 0.99) - 1) ?? 0;
  const done = load.acknowledged();
  process.stdout.write(
    `application killed ${kills} times: ${done} entries of ${load.entries.length} sent, ${load.closings.length} closings, ${load.resent} sent again; ready after ${Math.round(readyMs.at(readyMs.length / 2) ?? 0)} ms, p99 ${Math.round(slowest)} ms\n`,
  );
  expect(done).toBeGreaterThan(5 * kills);
  expect(load.resent).toBeGreaterThan(kills);
  expect(load.hung).toBe(0);
  await expectNothingLostNorDoubled(world, load);
  await expectSoundBooks(world.books);
  await expectClosingsHold(world.books);
  expect(slowest).toBeLessThan(mostMs);
});
