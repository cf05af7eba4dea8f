/**
 * Makes a checkout ready to run: installs what the lockfile asks for, applies the patches, builds. Each is done only when its
 * inputs changed. Nothing is imported here but Node itself, for on a fresh clone there is nothing else.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const oldestNode = [20, 19];
const sources = [
  "app",
  "db",
  "seeds",
  "public",
  "package.json",
  "vite.config.ts",
  "vite.server.config.ts",
  "remix.config.js",
  "tsconfig.json",
];

/** Installs and, unless `build` is false, builds. Throws with one sentence when a step fails. */
export async function prepare({ build = true } = {}) {
  checkNode();
  await alone(() => {
    install();
    if (build) buildBundle();
  });
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  throw new Error(`Enveloppe needs Node ${oldestNode.join(".")} or later; this is Node ${process.versions.node}.`);
}

function install() {
  const mark = path.join(root, "node_modules/.prepared");
  const wanted = digestOf(["package-lock.json", "patches"], [process.platform, process.arch, process.versions.modules]);
  if (readText(mark) === wanted) return;
  const stale = existsSync(mark) && readText(mark) !== wanted;
  if (stale || !isInstalled()) {
    say("Installing the packages (npm ci) …");
    run("npm", ["ci", "--no-audit", "--no-fund"], "The packages could not be installed (npm ci).");
  }
  // npm applies the patches itself unless install scripts are switched off; a patch that is there already is left alone.
  run(process.execPath, ["node_modules/patch-package/index.js"], "The patches in patches/ do not apply.", true);
  writeFileSync(mark, wanted);
}

/** Whether npm's own record of node_modules holds what the lockfile asks for, platform packages of other systems apart. */
function isInstalled() {
  const record = readText(path.join(root, "node_modules/.package-lock.json"));
  if (record === undefined) return false;
  const present = JSON.parse(record).packages;
  const wanted = JSON.parse(readText(path.join(root, "package-lock.json")) ?? "{}").packages ?? {};
  return Object.entries(wanted).every(
    ([name, entry]) => name === "" || (present[name] === undefined ? entry.optional === true : present[name].version === entry.version),
  );
}

function buildBundle() {
  const mark = path.join(root, "build/.prepared");
  const wanted = digestOf(sources, [readText(path.join(root, "node_modules/.prepared")) ?? ""]);
  if (readText(mark) === wanted) return;
  say("Building …");
  rmSync(mark, { force: true });
  for (const [program, ...words] of [
    ["@remix-run/dev/dist/cli.js", "vite:build"],
    ["vite/bin/vite.js", "build", "--config", "vite.server.config.ts"],
  ]) {
    run(process.execPath, [path.join(root, "node_modules", program), ...words, "--logLevel", "warn"], "The build failed.", true);
  }
  writeFileSync(mark, wanted);
}

/** `quiet`: what the program says is shown only when it fails. */
function run(file, args, fault, quiet = false) {
  const environment = { ...process.env, NODE_ENV: file === "npm" ? "" : "production", NODE_OPTIONS: "" };
  // A build asked for by a test is a build like any other: vite.config.ts leaves Remix out under vitest.
  delete environment.VITEST;
  const shell = process.platform === "win32" && file === "npm";
  // Standard output belongs to whoever called: what npm says goes to standard error.
  const ended = spawnSync(file, args, { cwd: root, env: environment, shell, stdio: quiet ? "pipe" : ["ignore", 2, 2], maxBuffer: 1e8 });
  if (ended.status === 0) return;
  if (quiet) process.stderr.write(`${ended.stdout ?? ""}${ended.stderr ?? ""}\n`);
  throw new Error(ended.error ? `${fault} ${ended.error.message}` : fault);
}

/** Two starts at once prepare one after the other. */
async function alone(work) {
  const folder = path.join(root, ".cache");
  const lock = path.join(folder, "prepare.lock");
  const mine = `${lock}.${process.pid}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(mine, String(process.pid));
  try {
    while (!take(mine, lock)) await new Promise((resolve) => setTimeout(resolve, 200));
    try {
      work();
    } finally {
      rmSync(lock, { force: true });
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

function take(mine, lock) {
  try {
    linkSync(mine, lock);
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    if (!isAlive(Number(readText(lock)))) rmSync(lock, { force: true });
    return false;
  }
}

function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}

function digestOf(names, words) {
  const hash = createHash("sha256").update(words.join("\0"));
  for (const name of names) {
    for (const file of filesUnder(path.join(root, name))) hash.update(`\0${path.relative(root, file)}\0`).update(readFileSync(file));
  }
  return hash.digest("hex");
}

function filesUnder(file) {
  if (!existsSync(file)) return [];
  if (!statSync(file).isDirectory()) return [file];
  return readdirSync(file, { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(path.join(file, entry.name)) : [path.join(file, entry.name)]));
}

function readText(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await prepare().catch((error) => {
    say(error.message);
    process.exitCode = 1;
  });
}
