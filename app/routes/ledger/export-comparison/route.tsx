import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { isLatin9 } from "#app/domain/fec/variant.ts";
import { guard } from "#app/http/guard.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { exerciseNamed } from "#db/queries/ledger/exercise.ts";
import type { ExportPair } from "#db/queries/ledger/export-comparison.ts";
import { type ExportRow, exportHistory } from "#db/queries/ledger/exports.ts";
import { exportComparisonAddress, exportsAddress, ledgerCrumbs } from "../addresses.ts";
import { Chooser } from "./chooser.tsx";
import { type ChosenExports, chosenExports, pairOf } from "./chosen.ts";
import { type Comparison, compareExports } from "./compare.ts";
import styles from "./comparison.module.css";
import { ColumnTable, CountTable } from "./count-table.tsx";
import { IdentityTable } from "./identity-table.tsx";
import { LineTable } from "./line-table.tsx";
import { AccountTable, JournalTable } from "./part-table.tsx";

const mostChoices = 100;

/** What two kept FEC of an exercise do not say alike, whatever the variant in which each was written. */
export const loader = guard.loader({ capability: "ledger.export", whole: true }, async (scene) => {
  const { db, year, notFound } = scene;
  if (!(await exerciseNamed(db, year))) throw notFound("year", String(year));
  const chosen = await chosenExports(scene);
  const choices = choicesOf(await exportHistory(db, year, mostChoices, { kind: "fec" }), chosen);
  const pair = pairOf(chosen);
  if (typeof pair === "string") return { year, choices, chosen, problem: pair };
  return { year, choices, chosen, pair, comparison: await compareExports(db, year, pair) };
});

export default function ExportComparisonPage() {
  const { year, choices, chosen, problem, pair, comparison } = useLoaderData<typeof loader>();
  const words = useTranslations("exportComparison");
  const exports = useTranslations("exports");
  const ledger = useTranslations("ledger");
  return (
    <Page
      title={words("title")}
      crumbs={ledgerCrumbs(ledger("title"), year, { label: exports("title"), to: exportsAddress(year) })}
      message={comparison ? words("sentence", sentenceOf(comparison)) : words("purpose")}
      actions={pair && <ExportMenu file={`${exportComparisonAddress(year)}/file`} />}
    >
      {problem !== undefined && problem !== "unchosen" && <Notice kind="refusal">{words(`problems.${problem}`)}</Notice>}
      {choices.length < 2 ? (
        <Notice kind="information" title={words("tooFew")} />
      ) : (
        <Chooser year={year} choices={choices} chosen={chosen} />
      )}
      {pair && <Compared year={year} pair={pair} comparison={comparison} />}
    </Page>
  );
}

interface ComparedProps {
  readonly year: number;
  readonly pair: ExportPair;
  readonly comparison: Comparison | undefined;
}

function Compared({ year, pair, comparison }: ComparedProps) {
  const words = useTranslations("exportComparison");
  const format = useFormat();
  const sameBytes = pair.before.sha256 === pair.after.sha256;
  return (
    <>
      <Section title={words("identity")}>
        <div className={styles.bytes}>
          <Notice kind={sameBytes ? "success" : "information"} title={words(sameBytes ? "sameBytes" : "otherBytes")}>
            {isOtherForm(pair) ? words("otherForm", { letters: isOtherCharset(pair) ? "yes" : "no" }) : undefined}
          </Notice>
        </div>
        <IdentityTable year={year} {...pair} />
      </Section>
      {!comparison && <Notice kind="warning" title={words("tooLong", { lines: format.count(pair.before.lines + pair.after.lines) })} />}
      {comparison && comparison.lineCount > 0 && <Differences year={year} comparison={comparison} />}
    </>
  );
}

function Differences({ year, comparison }: { readonly year: number; readonly comparison: Comparison }) {
  const words = useTranslations("exportComparison");
  const { counts, journals, accounts, first, lineCount } = comparison;
  return (
    <>
      <Section title={words("changes")}>
        <CountTable counts={counts} />
      </Section>
      {counts.columns.length > 0 && (
        <Section title={words("byColumn")}>
          <ColumnTable columns={counts.columns} />
        </Section>
      )}
      <Section title={words("byJournal")}>
        <p className={styles.hint}>{words("sign")}</p>
        <JournalTable year={year} parts={journals} />
      </Section>
      <Section title={words("byAccount")}>
        <AccountTable year={year} parts={accounts} />
      </Section>
      <Section title={words("lineByLine")}>
        {lineCount > first.length && <p className={styles.hint}>{words("first", { shown: first.length, all: lineCount })}</p>}
        <LineTable year={year} lines={first} />
      </Section>
    </>
  );
}

/** The latest ones, and those that are chosen however old. */
function choicesOf(latest: readonly ExportRow[], { before, after }: ChosenExports): ExportRow[] {
  const older = [before, after].flatMap((file) => (file?.kind === "fec" && !latest.some(({ id }) => id === file.id) ? [file] : []));
  return [...latest, ...new Map(older.map((file) => [file.id, file])).values()];
}

function isOtherForm({ before, after }: ExportPair): boolean {
  return JSON.stringify(before.variant) !== JSON.stringify(after.variant);
}

function isOtherCharset({ before, after }: ExportPair): boolean {
  return isLatin9(before.variant) !== isLatin9(after.variant);
}

function sentenceOf({ counts: { kinds }, lineCount }: Comparison) {
  return { count: lineCount, added: kinds.added.lines, removed: kinds.removed.lines, changed: kinds.changed.lines };
}
