import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "#tests/support/postgres.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), "enveloppe-cli-"));
const header =
  "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|EcritureLib|Debit|Credit|" +
  "EcritureLet|DateLet|ValidDate|Montantdevise|Idevise";
const lines = [
  "OD|Divers|7|20250331|606100|Fournitures, papier|||FA-1|20250330|=Papier|12,05|0,00|||||",
  "OD|Divers|7|20250331|401000|Fournisseurs|F1|Papeterie|FA-1|20250330|=Papier|0,00|12,05|||||",
];

let server: TestDatabase;
beforeAll(async () => {
  server = await testDatabase();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await server.close();
});

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function enveloppe(...words: string[]): Promise<Ended> {
  const { host, port, user, password, database } = { ...server.access.migrator, user: "postgres", password: "a-test-password" };
  const environment = { ...process.env, DATABASE_URL: `postgres://${user}:${password}@${host}:${port}/${database}`, DEMO: "0" };
  return new Promise((resolve) => {
    const program = ["--import", "tsx", "app/cli/enveloppe.ts", ...words];
    execFile(process.execPath, program, { cwd: root, env: environment }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : error ? -1 : 0, stdout, stderr });
    });
  });
}

describe("what is not understood ends with 2, and writes nothing on standard output", () => {
  test.each([
    [["frobnicate"]],
    [["ledger", "import"]],
    [["ledger", "import", "a", "--force"]],
    [["ledger", "import", "a", "--exercise", "2022"]],
    [["ledger", "trial-balance", "--year", "2022", "--format", "xml"]],
    [["ledger", "export", "--year", "2022", "--format", "fec"]],
    [["ledger", "export", "--year", "2022", "--format", "csv", "--out", ".", "--charset", "utf-8"]],
    [["organisation", "create", "x", "--name", "X"]],
  ])("%j", async (words) => {
    const ended = await enveloppe(...words);
    expect(ended).toMatchObject({ code: 2, stdout: "" });
    expect(ended.stderr.trim()).not.toBe("");
  });
});

test("an organisation, an import, its balance and its FEC, end to end", async () => {
  const file = path.join(folder, "120027016FEC20251231.txt");
  writeFileSync(file, `${[header, ...lines].join("\n")}\n`);

  const created = await enveloppe("organisation", "create", "essai", "--name", "Essai", "--siren", "120027016");
  expect(created).toMatchObject({ code: 0, stdout: "essai\n" });
  const twice = await enveloppe("organisation", "create", "essai", "--name", "Essai", "--siren", "120027016");
  expect(twice).toMatchObject({ code: 1, stdout: "", stderr: "Refusé : « essai » existe déjà.\n" });

  const refused = await enveloppe("ledger", "import", file, "--organisation", "essai", "--create-accounts");
  expect(refused.code).toBe(1);
  expect(refused.stdout).toContain("validation-missing : 2");
  expect(refused.stderr).toContain("rien n’est écrit");
  const imported = await enveloppe("ledger", "import", file, "--organisation", "essai", "--create-accounts", "--tolerate", "--lang", "en");
  expect(imported).toMatchObject({ code: 0, stderr: "" });
  expect(imported.stdout).toContain("Defects admitted: validation-missing.");

  const csv = await enveloppe("ledger", "trial-balance", "--year", "2025", "--format", "csv", "--organisation", "essai");
  expect(csv).toMatchObject({ code: 0, stderr: "" });
  expect(csv.stdout).toBe(
    'account,label,debit,credit,balance\n401000,Fournisseurs,0.00,12.05,-12.05\n606100,"Fournitures, papier",12.05,0.00,12.05\n',
  );
  const json = await enveloppe("ledger", "trial-balance", "--year", "2025", "--format", "json", "--organisation", "essai");
  expect(JSON.parse(json.stdout)).toMatchObject({
    year: 2025,
    rows: [{ account: "401000", balance: "-12.05" }, {}],
    total: { balance: "0.00" },
  });

  const out = path.join(folder, "out");
  const exported = await enveloppe("ledger", "export", "--year", "2025", "--format", "fec", "--out", out, "--organisation", "essai");
  const [written = "", description = ""] = exported.stdout.split("\n");
  expect(exported).toMatchObject({ code: 0, stderr: "Conforme : 1 écriture relue dans le fichier.\n" });
  expect([written, description]).toEqual(["", "_description"].map((part) => path.join(out, `120027016FEC20251231${part}.txt`)));
  const digest = createHash("sha256").update(readFileSync(written)).digest("hex");
  expect(readFileSync(description, "utf8")).toContain(digest);
  // A legal file, not a spreadsheet: the label keeps its first character.
  expect(readFileSync(written, "utf8").split("\r\n")[1]).toMatch(/^OD\tDivers\tOD-1\t20250331\t606100\t.*\t=Papier\t12,05\t0,00\t/);
  expect(await enveloppe("ledger", "verify", "--organisation", "essai")).toMatchObject({ code: 0 });
}, 120_000);

test("what does not exist ends with 1 and one sentence", async () => {
  const nobody = await enveloppe("ledger", "trial-balance", "--year", "2025", "--organisation", "nobody");
  expect(nobody).toMatchObject({ code: 1, stdout: "" });
  expect(nobody.stderr).toMatch(/^L’organisation « nobody » n’existe pas\. .*\n$/);
  expect(await enveloppe("ledger", "trial-balance", "--year", "2031", "--organisation", "test")).toMatchObject({ code: 1, stdout: "" });
  expect(await enveloppe("ledger", "import", path.join(folder, "absent"), "--organisation", "test")).toMatchObject({ code: 1, stdout: "" });
}, 60_000);
