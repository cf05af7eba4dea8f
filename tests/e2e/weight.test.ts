import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

/** What a browser fetches of JavaScript before a page answers, compressed; the limits are those of `ux.md` §6.4. The build is that of the run. */
const client = "build/client";
const frame = ["root", "routes/_shell/route", "routes/_contents/route"];

interface Module {
  readonly module: string;
  readonly imports?: readonly string[];
}
interface Manifest {
  readonly entry: Module;
  readonly routes: Readonly<Record<string, Module>>;
}

test.for([
  { page: "the shell alone", routes: [], kilobytes: 150 },
  { page: "home", routes: ["routes/home/route"], kilobytes: 185 },
  { page: "a unit's sheet", routes: ["routes/units/sheet/route"], kilobytes: 185 },
  { page: "the forecast grid", routes: ["routes/forecast/unit/route"], kilobytes: 200 },
  { page: "the arbitration board", routes: ["routes/arbitration/board/route"], kilobytes: 200 },
  { page: "the arbitration file of a unit", routes: ["routes/arbitration/unit-file/route"], kilobytes: 200 },
  { page: "an entry", routes: ["routes/ledger/new-entry/route"], kilobytes: 185 },
  { page: "a journal", routes: ["routes/ledger/journal/route"], kilobytes: 185 },
  { page: "the ledger of an account", routes: ["routes/ledger/account/route"], kilobytes: 185 },
  { page: "matching", routes: ["routes/ledger/matching/account/route"], kilobytes: 185 },
])("$page weighs at most $kilobytes kB", ({ page, routes, kilobytes }) => {
  const weight = weightOf([...frame, ...routes]);
  console.info(`${page}: ${weight.toFixed(1)} kB of ${kilobytes}`);
  expect(weight).toBeGreaterThan(50);
  expect(weight).toBeLessThanOrEqual(kilobytes);
});

function weightOf(routes: readonly string[]): number {
  const { entry, routes: known } = manifest();
  const modules = [entry, ...routes.map((id) => known[id] ?? missing(id))];
  const files = new Set(modules.flatMap(({ module, imports = [] }) => [module, ...imports]));
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(path.join(client, file))).length, 0) / 1_000;
}

function manifest(): Manifest {
  const name = readdirSync(path.join(client, "assets")).find((file) => file.startsWith("manifest-"));
  if (name === undefined) throw new Error("Nothing was built.");
  const text = readFileSync(path.join(client, "assets", name), "utf8");
  return JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1)) as Manifest;
}

function missing(id: string): never {
  throw new Error(`${id} is not in the build.`);
}
