import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const page = readFileSync(path.join(root, "docs/ledger-rules.md"), "utf8");
const migrations = readdirSync(path.join(root, "db/migrations"))
  .filter((name) => name.endsWith(".ts"))
  .map((name) => readFileSync(path.join(root, "db/migrations", name), "utf8"))
  .join("\n");

/** The rows of the page's tables: rule, source, function, witness, test. */
const rows = page
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| Rule"))
  .map((line) => line.split("|").slice(1, -1));
const named = (cell = "") => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);

describe("each rule of docs/ledger-rules.md", () => {
  test("is told whole", () => {
    expect(rows.length).toBeGreaterThan(40);
    for (const row of rows) expect(row, row[0]).toHaveLength(5);
  });

  test.each(rows)("%s: its function is where the page says", (_rule, _source, cell) => {
    const [file = "", name = ""] = named(cell);
    expect(readFileSync(path.join(root, file), "utf8"), file).toMatch(new RegExp(`export (async )?(function[*]?|const) ${name}\\b`));
  });

  test.each(rows)("%s: its witnesses are in the migrations, its tests in the tree", (_rule, _source, _function, witness, proof) => {
    for (const name of named(witness)) expect(new RegExp(`\\b${name}\\b`).test(migrations), name).toBe(true);
    for (const file of named(proof)) expect(existsSync(path.join(root, file)), file).toBe(true);
  });
});
