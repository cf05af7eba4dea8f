import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { refuseServerModules } from "../../vite.config.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "enveloppe-folders-"));
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  write("package.json", JSON.stringify({ type: "module", imports: { "#app/*": "./app/*", "#db/*": "./db/*", "#seeds/*": "./seeds/*" } }));
  for (const file of [
    "db/queries/ledger.ts",
    "app/commands/post.ts",
    "app/jobs/close.ts",
    "app/settings.ts",
    "app/http/session.server.ts",
    "app/server/demo.ts",
    "seeds/demo/people.ts",
  ]) {
    write(file, "export const part: string = 'of the server';\nexport type Part = typeof part;\n");
  }
  write("app/domain/money.ts", "export const part: string = 'of the domain';\n");
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Builds a page that imports `middle`, which imports `specifier`; for the browser unless `ssr`. */
async function bundle(statement: string, ssr = false): Promise<string> {
  write("app/ui/middle.ts", `${statement}\nexport const middle = 1;\n`);
  write("app/routes/page.ts", `import { middle } from "#app/ui/middle.ts";\nconsole.log(middle);\n`);
  const entry = path.join(folder, "app/routes/page.ts");
  const result = await build({
    root: folder,
    configFile: false,
    logLevel: "silent",
    plugins: [refuseServerModules(folder)],
    build: { write: false, minify: false, ...(ssr ? { ssr: entry } : { rollupOptions: { input: entry } }) },
  });
  return JSON.stringify(result);
}

describe("what belongs to the server does not reach the browser", () => {
  test.each([
    ["#db/queries/ledger.ts", "db/queries/ledger.ts"],
    ["#app/commands/post.ts", "app/commands/post.ts"],
    ["#app/jobs/close.ts", "app/jobs/close.ts"],
    ["#app/settings.ts", "app/settings.ts"],
    ["#app/http/session.server.ts", "app/http/session.server.ts"],
    ["#app/server/demo.ts", "app/server/demo.ts"],
    ["#seeds/demo/people.ts", "seeds/demo/people.ts"],
  ])("%s stops the build, with the chain that leads there", async (specifier, file) => {
    await expect(bundle(`import { part } from "${specifier}";\nconsole.log(part);`)).rejects.toThrow(
      `${file} belongs to the server, and the browser would receive it: app/routes/page.ts → app/ui/middle.ts → ${file}.`,
    );
  });

  test("its types may be named, the domain may be used, and the server has everything", async () => {
    await expect(bundle('import type { Part } from "#db/queries/ledger.ts";\nexport const typed: Part = "x";')).resolves.toBeDefined();
    expect(await bundle('import { part } from "#app/domain/money.ts";\nconsole.log(part);')).toContain("of the domain");
    expect(await bundle('import { part } from "#db/queries/ledger.ts";\nconsole.log(part);', true)).toContain("of the server");
  });
});

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}
