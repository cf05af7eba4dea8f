import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { draftOf } from "#app/domain/fec/drafts.ts";
import { type FecRule, fecRules } from "#app/domain/fec/fault.ts";
import { proposeReading } from "#app/domain/fec/proposal.ts";
import { readFec, reportOf } from "#app/domain/fec/reading.ts";
import { surveyOf } from "#app/domain/fec/survey.ts";
import { checkEntry } from "#app/domain/ledger/entry.ts";
import { damaged, madeExercise, madeFile, seeded } from "#tests/support/ledger-files.ts";

const cases = process.env.TEST_LONG ? 2_000_000 : 20_000;
const seed = Number(process.env.TEST_SEED ?? Date.now() % 1_000_000_007);
const mostMsPerMegabyte = 2_000;

/** Rules of the file as a whole, or of a line that could not be cut: they name no column. */
const withoutColumn: ReadonlySet<FecRule> = new Set<FecRule>([
  ...(["file-empty", "charset", "nul-byte", "file-truncated", "exercise-unknown", "exercise-differs", "mojibake", "separator"] as const),
  ...(["line-endless", "line-blank", "quote-open", "field-count", "file-unbalanced"] as const),
]);
const ofTheFile: ReadonlySet<FecRule> = new Set<FecRule>(["file-empty", "charset", "file-unbalanced", "amount-range"]);

const real = ["0000000001FEC20220831.txt", "000000000FEC20231231.txt"].map((name) => {
  const lines = readFileSync(new URL(`../support/fec/${name}`, import.meta.url), "utf8").split(/\r?\n/);
  return (next: (below: number) => number) => {
    const from = 1 + next(lines.length - 30);
    return `${[lines[0] ?? "", ...lines.slice(from, from + 12)].join("\r\n")}\r\n`;
  };
});

test(
  `${cases} damaged files are read or refused: never a crash, never a hang, and what is admitted balances (seed ${seed})`,
  () => {
    const next = seeded(seed);
    let admitted = 0;
    for (let index = 0; index < cases; index += 1) {
      const made = next(4) > 0 ? madeFile(next) : (real[next(real.length)]?.(next) ?? "");
      let bytes: Uint8Array = Buffer.from(made);
      for (let damage = next(5); damage > 0; damage -= 1) bytes = damaged(bytes, next);
      const began = performance.now();
      const reading = readFec(bytes, madeExercise);
      const took = performance.now() - began;
      const where = `seed ${seed}, case ${index}`;
      expect(took, where).toBeLessThan(mostMsPerMegabyte * Math.max(1, bytes.length / 1_000_000));
      const report = reportOf(reading, { tolerate: true });
      if (report.admitted) admitted += 1;
      checkOutcome(reading, report.admitted, where);
      if (index % 10 > 0) continue;
      const survey = surveyOf(bytes);
      proposeReading(new TextDecoder(survey.charset).decode(bytes), survey);
    }
    // A fuzz that admits nothing, or everything, would prove nothing.
    expect(admitted).toBeGreaterThan(cases / 50);
    expect(admitted).toBeLessThan(cases);
  },
  process.env.TEST_LONG ? 7_200_000 : 600_000,
);

function checkOutcome(reading: ReturnType<typeof readFec>, admitted: boolean, where: string): void {
  if (admitted) {
    expect(reading.summary.debit, where).toBe(reading.summary.credit);
    for (const entry of reading.entries) {
      const checked = checkEntry(draftOf(entry, "00000000-0000-4000-8000-000000000001"));
      if (!checked.ok)
        throw new Error(`${where}: admitted, and the books refuse ${entry.journal} ${entry.number}: ${checked.refusal.kind}`);
    }
    return;
  }
  const refusing = reading.faults.all().filter(({ severity }) => severity === "fault");
  if (refusing.length === 0) throw new Error(`${where}: refused without a fault`);
  for (const { rule, line, column } of refusing) {
    if (!(rule in fecRules)) throw new Error(`${where}: ${rule} is no rule`);
    if (line < 1 && !ofTheFile.has(rule)) throw new Error(`${where}: ${rule} names no line`);
    if (column === null && !withoutColumn.has(rule) && rule !== "separator-in-text") throw new Error(`${where}: ${rule} names no column`);
  }
}
