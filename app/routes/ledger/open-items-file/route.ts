import { ageBuckets } from "#app/domain/ledger/matching/ageing.ts";
import { guard, type LoaderScene } from "#app/http/guard.ts";
import { amountColumn, type TableFile, type TableRow, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { formatDay } from "#app/ui/format/calendar.ts";
import { type AgedBalance, type AgedRow, loadAgedBalance } from "../open-items/load-open-items.server.ts";

/** The aged balance, or the open lines of one party, as a file: what the page shows with the same filters. */
export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const balance = await loadAgedBalance(scene);
  return await tableFileResponse(scene, balance.party === undefined ? agedFile(scene, balance) : itemsFile(scene, balance));
});

const buckets = [...ageBuckets, "total"] as const;

function agedFile({ locale }: LoaderScene, balance: AgedBalance): TableFile {
  const words = translatorFor(locale, "openItems");
  return {
    ...{ locale, fileName: `${words("fileName")}-${balance.on}`, title: words("title"), facts: factsOf(balance, locale) },
    columns: [
      { key: "account", head: words("account"), kind: "text" },
      { key: "code", head: words("code"), kind: "text" },
      { key: "party", head: words("party"), kind: "text", width: 34 },
      ...buckets.map((bucket) => amountColumn(locale, { key: bucket, head: words(`bucket.${bucket}`) })),
    ],
    rows: withSubtotals(balance.rows),
    totals: buckets,
    orientation: "landscape",
  };
}

/** Each account is followed by its total, which sums up the rows before it. */
function withSubtotals(rows: readonly AgedRow[]): TableRow[] {
  let parties = 0;
  return rows.map(({ kind, account, accountLabel, party, partyLabel, amounts }) => {
    const figures = buckets.map((bucket) => amounts[bucket]);
    if (kind === "party") {
      parties += 1;
      return { cells: [account, party, partyLabel, ...figures], level: 1 };
    }
    const subtotal = -parties;
    parties = 0;
    return { cells: [account, null, accountLabel, ...figures], subtotal };
  });
}

function itemsFile({ locale }: LoaderScene, balance: AgedBalance): TableFile {
  const words = translatorFor(locale, "openItems");
  return {
    ...{ locale, fileName: `${words("fileName")}-${balance.prefix}-${balance.party ?? "-"}-${balance.on}`, title: words("title") },
    facts: [...factsOf(balance, locale), [words("party"), balance.items[0]?.partyLabel ?? balance.party ?? words("noParty")]],
    columns: [
      { key: "account", head: words("account"), kind: "text" },
      { key: "date", head: words("date"), kind: "day" },
      { key: "entry", head: words("entry"), kind: "text" },
      { key: "label", head: words("label"), kind: "text", width: 40 },
      { key: "voucher", head: words("voucher"), kind: "text" },
      { key: "voucherDate", head: words("voucherDate"), kind: "day" },
      { key: "late", head: words("lateInDays"), kind: "number" },
      amountColumn(locale, { key: "original", head: words("original") }),
      amountColumn(locale, { key: "remaining", head: words("remaining") }),
    ],
    rows: balance.items.map((item) => [
      ...[item.account, item.entryDate, `${item.journal}-${item.number}`, item.label, item.voucher, item.voucherDate],
      ...[Math.max(0, item.lateDays), item.debit - item.credit, item.remaining],
    ]),
    totals: ["remaining"],
  };
}

function factsOf({ year, on, prefixes, termDays }: AgedBalance, locale: LoaderScene["locale"]): [string, string][] {
  const words = translatorFor(locale, "openItems");
  return [
    [words("year"), String(year)],
    [words("on"), formatDay(on)],
    [words("accounts"), prefixes.join(" ")],
    [words("due"), words("dueText", { term: termDays })],
  ];
}
