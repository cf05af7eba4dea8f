import { type RawBuilder, sql } from "kysely";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../../client.ts";
import { clean } from "../../fec-parts.ts";
import { type FecFaultsFound, found, namedPlaces } from "./place.ts";

/** What the lines of the file sum to, as they are read for the rules; cents. */
export interface FecLineTotals {
  readonly debit: Quantity;
  readonly credit: Quantity;
  /** Class 7 less class 6. */
  readonly result: Quantity;
}

/** A predicate on a line `l`, its entry `e` and the exercise `y`; an entry that has one such line fails. */
type Predicate = (opening: readonly string[]) => RawBuilder<unknown>;

const rules = {
  // F1
  "balanced-entries": () => sql`sum(l.debit) <> sum(l.credit)`,
  // F2
  "one-side": someLine(() => sql`l.debit < 0 or l.credit < 0 or (l.debit = 0) = (l.credit = 0)`),
  // F3: the numbers of the journals are a rule of the books; here, what opens the exercise.
  "opening-without-result": someLine((opening) => sql`e.journal = any(${opening}::text[]) and l.account ~ '^[67]'`),
  // F4
  "validated-after-entry": someLine(() => sql`e.validated_on < l.entry_date`),
  // F5
  "dates-in-exercise": someLine(() => sql`l.entry_date not between y.first_day and y.last_day`),
  // F6
  "account-form": someLine(() => sql`l.account !~ '^[0-9]{3}'`),
  // F7
  "party-on-class-4": someLine(() => sql`l.party is not null and l.account not like '4%'`),
  // F9
  "texts-whole": someLine(() => sql`l.label ~ ${strangers} or l.voucher ~ ${strangers}`),
  "labels-present": someLine(() => sql`l.label = '' or l.label ~ '^[[:space:]]' and ${clean(sql`l.label`)} = ''`),
  // F10
  "currency-known": someLine(() => sql`(l.currency is null) <> (l.currency_amount is null) or l.currency <> all(${currencies}::text[])`),
} as const satisfies Record<string, Predicate>;

export type LineRuleName = keyof typeof rules | "balanced-file";
const ruleNames = Object.keys(rules) as (keyof typeof rules)[];
export const lineRuleNames: readonly LineRuleName[] = ["balanced-file", ...ruleNames];

/** What would tear a line of the file: the writer puts a space there, and the file no longer says what the books say. */
const strangers = "[\\u0001-\\u001f\\u007f|]";

/** ISO 4217, by the tables of Unicode, those that are no longer in use included. */
const currencies = Intl.supportedValuesOf("currency");

/** Reads the lines of the file once; what fails is counted by entry, and its first entries are named. */
export async function lineFaults(
  db: Db,
  fiscalYear: number,
  opening: readonly string[],
): Promise<{ faults: Record<LineRuleName, FecFaultsFound>; totals: FecLineTotals }> {
  const predicates = ruleNames.map((name) => sql`${rules[name](opening)} as ${sql.ref(name)}`);
  const counts = ruleNames.map((name) => sql`count(*) filter (where ${sql.ref(name)}) as ${sql.ref(name)}`);
  const firsts = ruleNames.map(
    (name) =>
      sql`(array_agg(entry_id order by entry_id) filter (where ${sql.ref(name)}))[1:${sql.lit(namedPlaces)}] as ${sql.ref(`first ${name}`)}`,
  );
  const { rows } = await sql<FecLineTotals & Record<string, bigint | readonly bigint[] | null>>`
    select coalesce(sum(debit), 0)::bigint as debit, coalesce(sum(credit), 0)::bigint as credit,
           coalesce(sum(result), 0)::bigint as result, ${sql.join(counts)}, ${sql.join(firsts)}
      from (
        select l.entry_id, sum(l.debit) as debit, sum(l.credit) as credit,
               coalesce(sum(l.credit - l.debit) filter (where l.account ~ '^[67]'), 0) as result, ${sql.join(predicates)}
          from entry e
          join journal j on j.code = e.journal and j.in_fec
          join fiscal_year y on y.year = e.fiscal_year
          join entry_line l on l.fiscal_year = e.fiscal_year and l.entry_id = e.id
         where e.fiscal_year = ${fiscalYear} and e.book = 'general' and l.fiscal_year = ${fiscalYear}
         group by l.entry_id) as entries`.execute(db);
  const [row] = rows;
  if (!row) throw new Error("A sum without a row.");
  const firstOf = (name: keyof typeof rules) => (row[`first ${name}`] ?? []) as readonly bigint[];
  const names = await entryNames(db, fiscalYear, ruleNames.flatMap(firstOf));
  const faults = ruleNames.map((name) => {
    const places = firstOf(name).map((id) => ({ kind: "entry" as const, id, name: names.get(id) ?? String(id) }));
    return [name, found(places, Number(row[name]))];
  });
  const { debit, credit, result } = row;
  const whole = { "balanced-file": found([], debit === credit ? 0 : 1) };
  return {
    faults: { ...whole, ...(Object.fromEntries(faults) as Record<keyof typeof rules, FecFaultsFound>) },
    totals: { debit, credit, result },
  };
}

function someLine(predicate: Predicate): Predicate {
  return (opening) => sql`bool_or(coalesce(${predicate(opening)}, false))`;
}

async function entryNames(db: Db, fiscalYear: number, ids: readonly bigint[]): Promise<Map<bigint, string>> {
  const { rows } = await sql<{ id: bigint; name: string }>`
    select id, journal || '-' || number as name from entry
     where fiscal_year = ${fiscalYear} and id = any(${ids.map(String)}::bigint[])`.execute(db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
