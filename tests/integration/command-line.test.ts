import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { run } from "#app/cli/run.ts";
import { checkNames } from "#db/check.ts";
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
  for (const [name, value] of Object.entries(environment())) vi.stubEnv(name, value);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
  await server.close();
});

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** One command, run here: what a process adds to it is proved by the first test alone. */
async function enveloppe(...words: string[]): Promise<Ended> {
  const said = { stdout: "", stderr: "" };
  const into = (stream: keyof typeof said) => ({
    write: (text: string) => {
      said[stream] += text;
    },
  });
  const code = await run(words, { stdout: into("stdout"), stderr: into("stderr") });
  return { code, ...said };
}

function environment(): Record<string, string> {
  const { host, port, database } = server.access.migrator;
  return { DATABASE_URL: `postgres://postgres:a-test-password@${host}:${port}/${database}`, DEMO: "0", DATA_DIR: folder };
}

test("as a process: results on standard output, messages on standard error, and the exit code", async () => {
  const program = (...words: string[]) =>
    new Promise<Ended>((resolve) => {
      const args = ["--import", "tsx", "app/cli/enveloppe.ts", ...words];
      execFile(process.execPath, args, { cwd: root, env: { ...process.env, ...environment() } }, (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === "number" ? error.code : error ? -1 : 0, stdout, stderr });
      });
    });
  const [sound, refused, misused] = [
    await program("ledger", "verify", "--organisation", "test"),
    await program("check", "--organisation", "nobody"),
    await program("check", "--only", "nothing"),
  ];
  expect(sound).toEqual({ code: 0, stdout: "0 écriture, 0 ligne, 0 maillon, 0 ancrage : tout concorde.\n", stderr: "" });
  expect(refused).toEqual({ code: 1, stdout: "", stderr: "L’organisation « nobody » n’existe pas. Organisations : test.\n" });
  expect(misused).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("account-balances") });
}, 120_000);

describe("what is not understood ends with 2, and writes nothing on standard output", () => {
  test.each([
    [["frobnicate"]],
    [["ledger", "import"]],
    [["ledger", "import", "a", "--force"]],
    [["ledger", "import", "a", "--exercise", "2022"]],
    [["ledger", "trial-balance", "--year", "2022", "--format", "xml"]],
    [["ledger", "export", "--year", "2022", "--format", "fec"]],
    [["ledger", "export", "--year", "2022", "--format", "csv", "--out", ".", "--charset", "utf-8"]],
    [["ledger", "verify", "somewhere"]],
    [["ledger", "rebuild-balances", "--force"]],
    [["check", "--only", "nothing"]],
    [["organisation", "create", "x", "--name", "X"]],
  ])("%j", async (words) => {
    const ended = await enveloppe(...words);
    expect(ended).toMatchObject({ code: 2, stdout: "" });
    expect(ended.stderr.trim()).not.toBe("");
  });
});

test("the help says every command, in both languages", async () => {
  for (const lang of ["fr", "en"]) {
    const { code, stdout } = await enveloppe("help", "--lang", lang);
    expect(code).toBe(0);
    for (const command of ["ledger verify", "ledger anchor", "ledger rebuild-balances", "check", "ledger import", "migrate"]) {
      expect(stdout).toContain(`  ${command}`);
    }
  }
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
}, 60_000);

describe("the proof of the ledger", () => {
  const essai = ["--organisation", "essai"];
  /** As whoever holds every right over the database; the name is that of a table of the organisation. */
  const intrude = async (statement: (table: (name: string) => string) => string) => {
    const [row] = await server.superuser`select schema_name from catalogue.organisation where slug = 'essai'`;
    await server.superuser.begin(async (sql) => {
      await sql`set local session_replication_role = replica`;
      await sql.unsafe(statement((name) => `${row?.schema_name}.${name}`));
    });
  };

  test("is silent where it is asked to be, and says in one line that all agrees", async () => {
    expect(await enveloppe("check", ...essai)).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(await enveloppe("ledger", "verify", ...essai)).toEqual({
      code: 0,
      stdout: "1 écriture, 2 lignes, 1 maillon, 0 ancrage : tout concorde.\n",
      stderr: "",
    });
    expect((await enveloppe("ledger", "verify", ...essai, "--lang", "en")).stdout).toBe(
      "1 entry, 2 lines, 1 link, 0 anchors: all agree.\n",
    );
    const listed = (await enveloppe("check", "--list")).stdout.trim().split("\n");
    expect(listed.map((line) => line.split("\t")[0])).toEqual(checkNames);
    const results = JSON.parse((await enveloppe("check", "--json", ...essai)).stdout) as { name: string; faultCount: number }[];
    expect(results.map(({ name, faultCount }) => [name, faultCount])).toEqual(checkNames.map((name) => [name, 0]));
  });

  test("writes anchors where it is told, and verifies against them", async () => {
    const file = path.join(folder, "elsewhere/essai.anchors");
    expect(await enveloppe("ledger", "anchor", "--out", file, ...essai)).toEqual({
      code: 0,
      stdout: `${file}\n`,
      stderr: "Un relevé ajouté ; dernier : n° 1.\n",
    });
    expect((await enveloppe("ledger", "anchor", "--out", file, ...essai)).stderr).toBe("Un relevé ajouté ; dernier : n° 2.\n");
    expect(readFileSync(file, "utf8").trim().split("\n")).toHaveLength(2);
    expect(await enveloppe("ledger", "verify", "--anchor", file, ...essai)).toMatchObject({ code: 0, stderr: "" });
    expect(await enveloppe("ledger", "verify", "--anchor", `${file}.none`, ...essai)).toMatchObject({ code: 1, stdout: "" });
  });

  test("names what was altered first, and ends with 1", async () => {
    await intrude((table) => `update ${table("entry_line")} set label = 'Autre' where line = 1`);
    const found = await enveloppe("ledger", "verify", ...essai);
    expect(found.code).toBe(1);
    expect(found.stdout).toContain("OD-1");
    expect(found.stderr).toMatch(/^Un défaut dans 1 écriture\.\nPremier défaut : .*OD-1.*\n$/);
    expect(JSON.parse((await enveloppe("ledger", "verify", "--json", ...essai)).stdout)).toMatchObject({
      kind: "entry-altered",
      number: "1",
    });
    await intrude((table) => `update ${table("entry_line")} set label = '=Papier' where line = 1`);
    expect(await enveloppe("ledger", "verify", ...essai)).toMatchObject({ code: 0 });
  });

  test("says which balance drifted, and writes it anew when asked", async () => {
    await intrude((table) => `update ${table("account_balance")} set debit = debit + 5 where account = '606100'`);
    const found = await enveloppe("check", "--only", "account-balances,numbering", ...essai, "--lang", "en");
    expect(found).toMatchObject({ code: 1, stderr: "" });
    expect(found.stdout).toMatch(/^account-balances: .+\n {2}2025 · general · EUR · 606100 · P3 · debit.*1205.*1210\n$/);
    expect(await enveloppe("ledger", "rebuild-balances", "--dry-run", ...essai)).toMatchObject({ code: 1, stderr: "" });
    expect((await enveloppe("check", ...essai)).code).toBe(1);
    expect(await enveloppe("ledger", "rebuild-balances", ...essai)).toMatchObject({ code: 0, stderr: "Un solde réécrit.\n" });
    expect(await enveloppe("check", ...essai)).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(await enveloppe("ledger", "rebuild-balances", ...essai)).toMatchObject({
      code: 0,
      stdout: "",
      stderr: expect.stringContaining("rien à réécrire"),
    });
  });
});

test("what does not exist ends with 1 and one sentence", async () => {
  const nobody = await enveloppe("ledger", "trial-balance", "--year", "2025", "--organisation", "nobody");
  expect(nobody).toMatchObject({ code: 1, stdout: "" });
  expect(nobody.stderr).toMatch(/^L’organisation « nobody » n’existe pas\. .*\n$/);
  expect(await enveloppe("ledger", "trial-balance", "--year", "2031", "--organisation", "test")).toMatchObject({ code: 1, stdout: "" });
  expect(await enveloppe("ledger", "import", path.join(folder, "absent"), "--organisation", "test")).toMatchObject({ code: 1, stdout: "" });
}, 60_000);
