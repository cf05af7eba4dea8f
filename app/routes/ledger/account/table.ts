import type { LoaderScene } from "#app/http/guard.ts";
import { amountColumn, snapshotRows, type TableColumn, type TableFile, type TableRow } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import type { Locale } from "#app/messages/locale.ts";
import { type AccountLedger, isSelection } from "#db/queries/ledger/account.ts";
import { allLines, type BookLine } from "#db/queries/ledger/lines.ts";
import { openingJournals } from "#db/queries/ledger/trial-balance.ts";
import { accountScope } from "./reading.ts";

/** The whole ledger of an account under its filters: opening, every line with the running balance. */
export async function accountTable(scene: LoaderScene, ledger: AccountLedger): Promise<TableFile> {
  const { locale, year, services, organisation } = scene;
  const words = translatorFor(locale, "books");
  const { scope, facts } = await accountScope(scene);
  const selection = isSelection(scope);
  return {
    locale,
    fileName: words("account.fileName", { account: ledger.account, year }),
    title: `${words("account.title", { account: ledger.account })} · ${ledger.label} · ${year}`,
    facts,
    columns: lineColumns(locale, words(selection ? "account.selectionRunning" : "file.running")),
    rows: snapshotRows(services.database, organisation, async function* (db) {
      const shown = selection ? scope : { ...scope, without: await openingJournals(db) };
      if (!selection) yield openingRow(ledger, words(scope.from === undefined ? "account.opening" : "account.openingOfRange"));
      let running = selection ? 0n : ledger.openingDebit - ledger.openingCredit;
      for await (const line of allLines(db, shown)) {
        running += line.debit - line.credit;
        yield lineRow(line, running);
      }
    }),
    totals: ["debit", "credit"],
    orientation: "landscape",
  };
}

/** The columns of lines in a file; `running` names the last one. */
export function lineColumns(locale: Locale, running: string, ...before: readonly TableColumn[]): TableColumn[] {
  const words = translatorFor(locale, "books");
  return [
    ...before,
    { key: "date", head: words("file.date"), kind: "day", width: 11 },
    { key: "entry", head: words("file.entry"), kind: "text", width: 11 },
    { key: "label", head: words("file.label"), kind: "text", width: 38 },
    { key: "voucher", head: words("file.voucher"), kind: "text", width: 18 },
    { key: "party", head: words("file.party"), kind: "text", width: 12 },
    { key: "matching", head: words("file.matching"), kind: "text", width: 9 },
    amountColumn(locale, { key: "debit", head: words("file.debit"), width: 15 }),
    amountColumn(locale, { key: "credit", head: words("file.credit"), width: 15 }),
    amountColumn(locale, { key: "running", head: running, width: 16 }),
  ];
}

export function lineRow(
  { entryDate, journal, number, label, voucher, party, matching, debit, credit }: BookLine,
  running: bigint,
): TableRow {
  return [entryDate, `${journal}-${number}`, label, voucher, party, matching, sideOf(debit), sideOf(credit), running];
}

/** The side that a line does not bear is no amount. */
function sideOf(amount: bigint): bigint | null {
  return amount === 0n ? null : amount;
}

function openingRow({ openingDebit, openingCredit }: AccountLedger, label: string): TableRow {
  const cells = [null, null, label, null, null, null, sideOf(openingDebit), sideOf(openingCredit), openingDebit - openingCredit];
  return { cells, strong: true };
}
