import { type AgeBucket, type AgedAmounts, agedAmounts, ageOf } from "#app/domain/ledger/matching/ageing.ts";
import type { Day } from "#app/domain/month.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { searchOf } from "#app/http/search.ts";
import type { Db } from "#db/client.ts";
import { exerciseNamed } from "#db/queries/ledger/exercise.ts";
import { balancesOn, type OpenItem, openItems } from "#db/queries/ledger/matching/open-items.ts";
import { matchingSettings } from "#db/queries/ledger/matching/settings.ts";
import { exerciseBefore, openingGaps } from "#db/queries/ledger/opening.ts";
import { partyOf } from "../matching/matching-scene.ts";

/** An open item with its age. */
export interface AgedItem extends OpenItem {
  readonly bucket: AgeBucket;
  /** Days since its due day; zero or less when it is not due. */
  readonly lateDays: number;
}

/** What a party owes or is owed on an account; without a party: what stands under none. Subtotals are of a whole account. */
export interface AgedRow {
  readonly kind: "party" | "account";
  readonly account: string;
  readonly accountLabel: string;
  readonly party: string | null;
  readonly partyLabel: string | null;
  readonly amounts: AgedAmounts;
}

export interface AgedBalance {
  readonly year: number;
  readonly on: Day;
  readonly prefix: string;
  readonly prefixes: readonly string[];
  readonly party: string | null | undefined;
  readonly termDays: number;
  readonly items: readonly AgedItem[];
  readonly rows: readonly AgedRow[];
  /** Of all, or of the party. */
  readonly total: AgedAmounts;
  readonly lateCount: number;
  /** What the open items and the balances of their accounts differ by: zero, or the books are wrong. */
  readonly gap: Quantity;
  /** The exercise whose open items are not carried here yet. */
  readonly openingMissing: number | null;
}

/** The aged balance that an address asks for. On a day outside the exercise, its nearest day. */
export async function loadAgedBalance(scene: LoaderScene): Promise<AgedBalance> {
  const { db, url, year, today, notFound } = scene;
  const exercise = await exerciseNamed(db, year);
  if (!exercise) throw notFound("year", String(year));
  const { accounts, termDays } = await matchingSettings(db);
  const asked = url.searchParams.get("account") ?? "";
  const prefix = /^\d{1,8}$/.test(asked) ? asked : "";
  const prefixes = prefix === "" ? accounts : [prefix];
  const on = within(searchOf(url).on ?? today, exercise.firstDay, exercise.lastDay);
  const party = partyOf(url);
  const items = (await openItems(db, { fiscalYear: year, prefixes, on })).map((item) => ({ ...item, ...ageOf(item, { on, termDays }) }));
  const balances = await balancesOn(db, { fiscalYear: year, prefixes, on });
  const labels = new Map(balances.map(({ account, label }) => [account, label]));
  const own = party === undefined ? items : items.filter((item) => item.party === party);
  const everything = sum(items.map(({ remaining }) => remaining));
  return {
    ...{ year, on, prefix, prefixes, party, termDays },
    total: agedAmounts(own.map(agedAmountOf)),
    lateCount: own.filter(({ lateDays }) => lateDays > 0).length,
    items: party === undefined ? [] : own,
    rows: rowsOf(items, labels),
    gap: everything - sum(balances.map(({ balance }) => balance)),
    openingMissing: await openingMissing(db, year, prefixes),
  };
}

function agedAmountOf({ bucket, remaining }: AgedItem) {
  return { bucket, amount: remaining };
}

/** Parties above the total of their account; whoever owes nothing in any bucket is left out, for open lines that cancel out are no debt. */
function rowsOf(items: readonly AgedItem[], labels: ReadonlyMap<string, string>): AgedRow[] {
  const rows: AgedRow[] = [];
  for (const [account, own] of grouped(items, (item) => item.account)) {
    const accountLabel = labels.get(account) ?? account;
    const parties = [...grouped(own, ({ party }) => party).values()].map((lines): AgedRow => {
      const { party = null, partyLabel = null } = lines[0] ?? {};
      return { kind: "party", account, accountLabel, party, partyLabel, amounts: agedAmounts(lines.map(agedAmountOf)) };
    });
    const owing = parties.filter(({ amounts }) => !isNil(amounts));
    if (owing.length === 0) continue;
    const amounts = agedAmounts(own.map(agedAmountOf));
    rows.push(...owing, { kind: "account", account, accountLabel, party: null, partyLabel: null, amounts });
  }
  return rows;
}

function isNil(amounts: AgedAmounts): boolean {
  return Object.values(amounts).every((amount) => amount === 0n);
}

function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const held = groups.get(keyOf(item));
    if (held) held.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** The exercise before, when it left something on these accounts and nothing opened this one. */
async function openingMissing(db: Db, year: number, prefixes: readonly string[]): Promise<number | null> {
  const before = await exerciseBefore(db, year);
  if (before === undefined) return null;
  const { opened, accounts } = await openingGaps(db, year);
  return opened === 0 && accounts.some(({ account }) => prefixes.some((prefix) => account.startsWith(prefix))) ? before : null;
}

function within(day: Day, first: Day, last: Day): Day {
  if (day < first) return first;
  return day > last ? last : day;
}
