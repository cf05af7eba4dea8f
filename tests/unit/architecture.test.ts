import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A small tree: each line is a file and what it imports. The first half keeps the rules, the second breaks one each. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  "app/domain/money.ts": ["date-fns"],
  "app/domain/arbitration/optimum.ts": ["highs", "#app/domain/money.ts"],
  "db/client.ts": ["postgres", "kysely", "#app/domain/money.ts"],
  "app/commands/save.ts": ["#db/client.ts", "#app/domain/money.ts"],
  "app/http/guard.ts": ["#db/client.ts"],
  "app/ui/amount.tsx": ["#app/domain/money.ts", "#app/messages/words.ts"],
  "app/ui/charts/lines.tsx": ["recharts"],
  "app/messages/words.ts": [],
  "app/routes/home/route.tsx": ["#app/http/guard.ts", "#app/commands/save.ts", "#app/ui/amount.tsx", "#db/client.ts"],
  "app/cli/enveloppe.ts": ["#app/commands/save.ts", "#seeds/demo.ts"],
  "app/server.ts": ["#app/http/guard.ts", "#seeds/demo.ts"],
  "seeds/demo.ts": ["#app/commands/save.ts"],
  "tests/support.ts": [],
};

const offences: readonly (readonly [rule: string, file: string, imported: string])[] = [
  ["no-cycle", "app/domain/egg.ts", "#app/domain/hen.ts"],
  ["domain-is-pure", "app/domain/reads-files.ts", "node:fs"],
  ["domain-is-pure", "app/domain/reads-the-database.ts", "#db/client.ts"],
  ["domain-is-pure", "app/domain/draws.ts", "react"],
  ["highs-in-one-file", "app/domain/second-solver.ts", "highs"],
  ["db-knows-the-domain-only", "db/decides.ts", "#app/commands/save.ts"],
  ["commands-join-domain-and-db", "app/commands/speaks-http.ts", "#app/http/guard.ts"],
  ["http-is-the-border", "app/http/knows-a-page.ts", "#app/routes/home/route.tsx"],
  ["http-knows-command-types-only", "app/http/runs-a-command.ts", "#app/commands/save.ts"],
  ["ui-shows-values", "app/ui/reads-the-database.tsx", "#db/client.ts"],
  ["ui-shows-values", "app/ui/knows-the-border.tsx", "#app/http/guard.ts"],
  ["parts-read-no-form", "app/routes/home/reads-a-form.tsx", "#app/http/guard.ts"],
  ["messages-stand-alone", "app/messages/computes.ts", "#app/domain/money.ts"],
  ["recharts-in-charts-only", "app/routes/draws-alone/route.tsx", "recharts"],
  ["cli-has-no-screen", "app/cli/draws.ts", "#app/ui/amount.tsx"],
  ["seeds-through-commands", "seeds/clicks.ts", "#app/routes/home/route.tsx"],
  ["demo-only-at-start", "app/routes/shows-the-demo.tsx", "#seeds/demo.ts"],
  ["sql-in-db-only", "app/commands/speaks-sql.ts", "kysely"],
  ["no-test-in-the-product", "app/routes/tests-itself.tsx", "#tests/support.ts"],
  ["everything-resolves", "app/routes/leads-nowhere.tsx", "#app/domain/nothing.ts"],
];

let folder = "";
let violations: { rule: string; from: string }[] = [];

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "enveloppe-rules-"));
  for (const name of ["package.json", "tsconfig.json"]) copyFileSync(path.join(root, name), path.join(folder, name));
  for (const name of ["date-fns", "highs", "postgres", "kysely", "recharts", "react"]) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: "index.js" }));
    write(`node_modules/${name}/index.js`, "export const part = 1;\n");
  }
  for (const [file, imports] of Object.entries(allowed)) write(file, moduleOf(imports));
  for (const [, file, imported] of offences) write(file, moduleOf([imported]));
  write("app/domain/hen.ts", moduleOf(["#app/domain/egg.ts"]));
  violations = cruise();
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("each import rule bites", () => {
  test.each(offences)("%s refuses %s", (rule, file) => {
    expect(violations.filter(({ from }) => from === file).map((violation) => violation.rule)).toContain(rule);
  });

  test("every rule has an offence here", () => {
    const config = createRequire(import.meta.url)(path.join(root, ".dependency-cruiser.cjs")) as { forbidden: { name: string }[] };
    expect([...new Set(offences.map(([rule]) => rule))].sort()).toEqual(config.forbidden.map(({ name }) => name).sort());
  });

  test("what the rules allow is not refused", () => {
    expect(violations.filter(({ from }) => from in allowed)).toEqual([]);
  });
});

function cruise(): { rule: string; from: string }[] {
  const program = path.join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const args = [program, "--config", path.join(root, ".dependency-cruiser.cjs"), "--output-type", "json", "app", "db", "seeds"];
  const run = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", maxBuffer: 1e8 });
  const report = JSON.parse(run.stdout) as { summary: { violations: { from: string; rule: { name: string } }[] } };
  return report.summary.violations.map(({ from, rule }) => ({ from, rule: rule.name }));
}

function moduleOf(imports: readonly string[]): string {
  const lines = imports.map((name, index) => `import { part as part${index} } from "${name}";`);
  return `${lines.join("\n")}\nexport const part = [${imports.map((_, index) => `part${index}`).join(", ")}];\n`;
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}
