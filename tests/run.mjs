/**
 * `npm test`: prepares the checkout, then runs every suite in order and adds up what they say. The last line is
 * `N passed, N failed`. With --long the suites also run what takes minutes (TEST_LONG=1).
 * With names (`npm test -- types unit`) only those suites run. Plain JavaScript, for a fresh clone has nothing else.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { prepare } from "../app/prepare.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const words = process.argv.slice(2);
const wanted = words.filter((word) => !word.startsWith("--"));
const long = words.includes("--long") ? { TEST_LONG: "1" } : {};

const inBrowser = ["browser", "walks"];

/** What looks at every page and writes nothing. */
const walks = ["accessibility", "headers", "smoke", "weight"].map((name) => `tests/e2e/${name}.test.ts`);

/** Each suite: its name, what runs it, and how its tests are counted. */
const suites = [
  check("lint", "@biomejs/biome/bin/biome", ["check", "."]),
  check("rules", "dependency-cruiser/bin/dependency-cruise.mjs", ["--config", ".dependency-cruiser.cjs", "app", "db", "seeds"]),
  check("unused", "knip/bin/knip.js", []),
  { name: "build", run: buildOnce },
  // What was found last time is kept beside the checkout: only what has changed since is looked at again.
  checkBeside("types", "typescript/bin/tsc", ["--noEmit", "-p", ".", "--incremental", "--tsBuildInfoFile", ".cache/types.tsbuildinfo"]),
  tests("unit", ["unit", "property", "integration"], { TZ: "Europe/Paris" }),
  tests("browser", ["e2e"], { TZ: "Europe/Paris" }, excluding(walks)),
  // A browser waits more often than not: these run in what it leaves free, the first on a demo of its own.
  testsBeside("browser", "walks", ["e2e"], { TZ: "Europe/Paris" }, walks),
  testsBeside("browser", "time-zone", ["unit", "property"], { TZ: "America/New_York" }, [
    // Amounts and damaged files know no clock, and there are very many of them.
    ...excluding(
      ["fec-fuzz", "quantities", "copy-paste", "boomerang", "paste-preview", "grid-clipboard", "decision-spreading", "template"].map(
        (name) => `tests/property/${name}.test.ts`,
      ),
    ),
  ]),
  testsBeside("browser", "system-postgres", ["integration"], { TZ: "Europe/Paris", TEST_POSTGRES: "system" }, [
    // These are about the embedded server and its processes.
    ...excluding(["lifecycle.test.ts", "command-line.test.ts", "embedded/**"].map(inIntegration)),
    // Who may do what, what is left after a kill or a race, and what thousands of random acts or questions add up to: each has just been
    // asked, and the statements behind them are run here by the other tests. None of what is left needs the demo: seeding it takes a minute.
    ...excluding(["security/matrix.test.ts", "campaigns/**", "credits-model.test.ts"].map(inIntegration)),
    ...excluding(["cube/same-figure.test.ts", "trace/**", "seeds.test.ts", "works/demo.test.ts"].map(inIntegration)),
  ]),
];

try {
  await prepare({ build: false });
} catch (error) {
  say(error.message);
  finish([{ name: "preparation", passed: 0, failed: 1 }]);
}
const chromium = findChromium();
const chosen = suites.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const outcomes = [];
const runnable = new Set(chosen.map(({ name }) => name).filter((name) => whyNot(name) === undefined));
for (const suite of chosen) if (suite.beside === undefined) suite.begin?.();
for (const suite of chosen) {
  const reason = whyNot(suite.name);
  if (reason === undefined) beginBeside(suite.name);
  if (reason === undefined) {
    say(`\n── ${suite.name}`);
    outcomes.push({ name: suite.name, ...(await suite.run()) });
  } else {
    say(`\n── ${suite.name}: ${reason.sentence}`);
    outcomes.push({ name: suite.name, passed: 0, failed: reason.failed });
  }
}
finish(outcomes);

function excluding(files) {
  return files.map((file) => `--exclude=${file}`);
}

function inIntegration(name) {
  return `tests/integration/${name}`;
}

async function buildOnce() {
  try {
    await prepare();
    return { passed: 1, failed: 0 };
  } catch (error) {
    say(error.message);
    return { passed: 0, failed: 1 };
  }
}

/** Begins, one after the other, the suites that run while this one does. */
function beginBeside(name) {
  let before = Promise.resolve();
  for (const suite of chosen) if (suite.beside === name && runnable.has(suite.name)) before = suite.begin(before);
}

/** A program that is right or wrong as a whole: one test. */
function check(name, program, args) {
  return { name, run: () => oneTest(node(program, args, {})) };
}

/** The same, begun before everything else and told in its place: a long check on one processor, which disturbs none of the suites before it. */
function checkBeside(name, program, args) {
  let ending;
  const begin = () => {
    mkdirSync(path.join(root, ".cache"), { recursive: true });
    const { ending: ended, text } = nodeBeside(program, args, {}, "pipe");
    ending = ended.then((status) => ({ status, text: text() }));
  };
  const run = async () => {
    const { status, text } = await ending;
    if (text !== "") say(text.trimEnd());
    return oneTest(status);
  };
  return { name, begin, run };
}

function oneTest(status) {
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Projects of vitest, counted from its report. A file that does not load fails once. */
function tests(name, projects, environment, extra = []) {
  const run = async () => {
    const { args, report } = vitest(name, projects, extra);
    return countedIn(report, await nodeBeside("vitest/vitest.mjs", args, environment, "inherit").ending);
  };
  return { name, run };
}

/**
 * The same with one worker, while `beside` runs, and told in its place. Asked for without it, it runs by itself.
 */
function testsBeside(beside, name, projects, environment, extra) {
  let ending;
  const begin = (before) => {
    ending = before.then(async () => {
      const { args, report } = vitest(name, projects, [...extra, "--maxWorkers=1"]);
      const { ending: ended, text } = nodeBeside("vitest/vitest.mjs", args, environment, "pipe");
      return { outcome: countedIn(report, await ended), text: text() };
    });
    return ending;
  };
  const run = async () => {
    if (ending === undefined) return await tests(name, projects, environment, extra).run();
    const { outcome, text } = await ending;
    say(text.trimEnd());
    return outcome;
  };
  return { name, beside, begin, run };
}

function vitest(name, projects, extra) {
  const report = path.join(root, `.cache/test-report-${name}.json`);
  mkdirSync(path.dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  return { report, args: ["run", ...projects.map((project) => `--project=${project}`), ...reporters, ...extra] };
}

function countedIn(report, status) {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests: passed, numFailedTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
  const unloaded = testResults.filter(
    ({ status: own, assertionResults }) => own === "failed" && assertionResults.every((test) => test.status !== "failed"),
  );
  const failed = numFailedTests + unloaded.length;
  return {
    passed,
    failed: status !== 0 && failed === 0 ? 1 : failed,
    failures: [...failuresIn(testResults), ...unloaded.map(unloadedFile)],
  };
}

/** What failed, and the first lines of why: said again at the end, where the reader looks first. */
function failuresIn(testResults) {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === "failed")
      .map((test) => ({ test: `${path.relative(root, name)}: ${test.fullName}`, why: firstLines(test.failureMessages.join("\n")) })),
  );
}

function unloadedFile({ name, message }) {
  return { test: `${path.relative(root, name)}: not loaded`, why: firstLines(message) };
}

function firstLines(text) {
  const lines = stripVTControlCharacters(text).split("\n");
  return lines
    .filter((line) => !line.includes("node_modules"))
    .slice(0, 10)
    .join("\n")
    .slice(0, 800);
}

function node(program, args, environment) {
  return spawnSync(process.execPath, [path.join(root, "node_modules", program), ...args], {
    ...{ cwd: root, env: environmentOf(environment), stdio: "inherit" },
  }).status;
}

/** Without waiting for its end; `stdio`: « pipe » keeps what it says. */
function nodeBeside(program, args, environment, stdio) {
  const child = spawn(process.execPath, [path.join(root, "node_modules", program), ...args], {
    ...{ cwd: root, env: environmentOf(environment), stdio: ["ignore", stdio, stdio] },
  });
  const parts = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (part) => parts.push(part));
  const ending = new Promise((resolve) => child.on("close", (status) => resolve(status ?? 1)));
  return { ending, text: () => Buffer.concat(parts).toString() };
}

function environmentOf(environment) {
  return { ...process.env, ...(chromium === undefined ? {} : { TEST_CHROMIUM: chromium }), ...long, ...environment };
}

function whyNot(name) {
  if (name === "system-postgres" && !hasSystemPostgres()) {
    return { sentence: "this system has no PostgreSQL 15 or later; the embedded one alone was tried.", failed: 0 };
  }
  if (inBrowser.includes(name) && chromium === undefined) {
    return {
      sentence: "the browser tests need Chromium: install it (Debian: apt-get install chromium-headless-shell) and run npm test again.",
      failed: 1,
    };
  }
  return undefined;
}

function hasSystemPostgres() {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).filter((name) => Number(name) >= 15) : [];
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), ...versions.map((name) => path.join(debian, name, "bin"))];
  return folders.some((folder) => existsSync(path.join(folder, "initdb")) && existsSync(path.join(folder, "postgres")));
}

/**
 * The system's Chromium without its windows, which opens a page in half the time, else the whole of it; installed by apt when both are
 * absent and the user may.
 */
function findChromium() {
  if (wanted.length > 0 && !wanted.some((name) => inBrowser.includes(name))) return undefined;
  const present = chromiumInPath();
  if (present !== undefined || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return present;
  say("Installing Chromium (apt-get) …");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", "chromium-headless-shell"]]) {
    spawnSync("apt-get", ["-o", "DPkg::Lock::Timeout=300", "-qq", ...args], { env, stdio: ["ignore", "ignore", "inherit"] });
  }
  return chromiumInPath();
}

function chromiumInPath() {
  const names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => existsSync(file));
}

function finish(outcomes) {
  const total = (of) => outcomes.reduce((sum, outcome) => sum + outcome[of], 0);
  for (const { name, failures = [] } of outcomes) {
    for (const { test, why } of failures) say(`\n✗ ${name}: ${test}\n${why.replaceAll(/^/gm, "    ")}`);
  }
  say("");
  for (const { name, passed, failed } of outcomes) say(`${name.padEnd(16)} ${passed} passed, ${failed} failed`);
  say(`${total("passed")} passed, ${total("failed")} failed`);
  process.exit(total("failed") === 0 ? 0 : 1);
}

function say(text) {
  process.stdout.write(`${text}\n`);
}
