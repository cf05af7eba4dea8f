import { sql } from "kysely";
import type { ItemChange, ItemState, KnownItem } from "#app/domain/chorus/item.ts";
import type { ExtractKind } from "#app/domain/chorus/kind.ts";
import type { Chain } from "#app/domain/execution/chain.ts";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "../../client.ts";
import { type CopyField, copyRowsInto } from "../../copy-in.ts";
import { standingLapses } from "../year-end.ts";

interface ItemRow {
  readonly key: string;
  readonly unit: string;
  readonly nature: string;
  readonly activity: string;
  readonly beneficiary: string;
  readonly label: string;
  readonly party: string | null;
  readonly on: Day;
  readonly settledOn: Day | null;
  readonly complementaryOn: Day | null;
  readonly amount: bigint;
  readonly settled: bigint;
  readonly certified: bigint;
  readonly commitment: string | null;
  readonly said: string;
  readonly documentId: string | null;
  readonly line: number | null;
  readonly current: boolean;
}

/** Everything of a kind that extracts brought, by key; `current`: the last extract of this site had it. */
export async function knownItems(
  db: Db,
  kind: ExtractKind,
  { site, firstDay, lastDay }: { readonly site: string; readonly firstDay: Day; readonly lastDay: Day },
): Promise<Map<string, KnownItem>> {
  const { rows } = await sql<ItemRow>`
    select key, unit, nature, activity, beneficiary_unit as beneficiary, label, party, on_day as on, settled_on as "settledOn", complementary_on as "complementaryOn", amount, settled, certified,
           commitment, said, document_id as "documentId", line,
           vanished_by is null and site = ${site}
             and (kind = 'commitments' or coalesce(settled_on, on_day) between ${firstDay}::date and ${lastDay}::date) as current
      from chorus_item where kind = ${kind}`.execute(db);
  return new Map(rows.map((row) => [row.key, itemOf(row)]));
}

/**
 * The unpaid requests of an exercise whose CP its end has released: those that an extract had brought before the lapse that stands. Empty while
 * nothing has lapsed.
 */
export async function lapsedRequests(
  db: Db,
  { year, firstDay, lastDay }: { year: number; firstDay: Day; lastDay: Day },
): Promise<Set<string>> {
  const lapses = await standingLapses(db, year);
  if (lapses.length === 0) return new Set();
  const { rows } = await sql<{ key: string }>`
    select i.key from chorus_item i
     where i.kind = 'payments' and i.commitment is not null and i.amount > i.settled and i.on_day between ${firstDay}::date and ${lastDay}::date
       and exists (select from chorus_change c
                     join chorus_import m on m.id = c.import_id and m.state = 'posted'
                     join movement own on own.id = any(${lapses.map(({ id }) => id)}::uuid[])
                    where c.kind = 'payments' and c.key = i.key and c.amount <> 0 and m.posted_at < own.created_at)`.execute(db);
  return new Set(rows.map(({ key }) => key));
}

/** A thing that waits on « À affecter », with the centres that its extract named. */
export interface WaitingItem extends KnownItem {
  readonly kind: ExtractKind;
  readonly key: string;
  readonly financialCentre: string | undefined;
  readonly costCentre: string | undefined;
}

/** What waits on a unit, of any kind, by kind and key. A month of payroll or of staff names its centres in its key. */
export async function waitingItems(db: Db, unit: string): Promise<WaitingItem[]> {
  const { rows } = await sql<ItemRow & { kind: ExtractKind; financialCentre: string | null; costCentre: string | null }>`
    select i.kind, i.key, i.unit, i.nature, i.activity, i.beneficiary_unit as beneficiary, i.label, i.party, i.on_day as on, i.settled_on as "settledOn", i.complementary_on as "complementaryOn",
           i.amount, i.settled, i.certified, i.commitment, i.said, i.document_id as "documentId", i.line, i.vanished_by is null as current,
           ${centreOf("financialCentre")} as "financialCentre", ${centreOf("costCentre")} as "costCentre"
      from chorus_item i left join coding_block b on b.document_id = i.document_id and b.line = i.line
     where i.unit = ${unit} and i.kind <> 'balance' and (i.amount <> 0 or i.settled <> 0) order by i.kind, i.key`.execute(db);
  return rows.map(({ kind, key, financialCentre, costCentre, ...row }) => {
    return { kind, key, financialCentre: financialCentre ?? undefined, costCentre: costCentre ?? undefined, ...itemOf({ ...row, key }) };
  });
}

/** A centre of a thing: in its coding block, or at its place in the key of what has none. */
function centreOf(kind: "financialCentre" | "costCentre") {
  const [column, place] = kind === "financialCentre" ? [sql`b.financial_centre`, 2] : [sql`b.cost_centre`, 3];
  const inKey = kind === "financialCentre" ? sql`i.kind in ('payroll', 'staffing', 'credits')` : sql`i.kind in ('payroll', 'staffing')`;
  return sql<string | null>`coalesce(${column}, case when ${inKey} then nullif(split_part(i.key, '|', ${place}), '') end)`;
}

/** What waits, by the centres that it names: how many things, and for how much. */
export interface WaitingCentre {
  readonly financialCentre: string | null;
  readonly costCentre: string | null;
  readonly count: number;
  readonly amount: bigint;
}

export async function waitingCentres(db: Db, unit: string): Promise<WaitingCentre[]> {
  const { rows } = await sql<WaitingCentre>`
    select ${centreOf("financialCentre")} as "financialCentre", ${centreOf("costCentre")} as "costCentre", count(*)::int as count,
           sum(i.amount)::bigint as amount
      from chorus_item i left join coding_block b on b.document_id = i.document_id and b.line = i.line
     where i.unit = ${unit} and i.kind not in ('balance', 'staffing') and (i.amount <> 0 or i.settled <> 0)
     group by 1, 2 order by 4 desc limit 200`.execute(db);
  return rows;
}

/** A thing of Chorus as it is searched: by any of its numbers or codes. */
export interface FoundItem {
  readonly kind: ExtractKind;
  readonly key: string;
  readonly unit: string;
  readonly beneficiary: string;
  readonly label: string;
  readonly party: string | null;
  readonly on: Day;
  readonly amount: bigint;
  readonly settled: bigint;
  readonly commitmentId: string | null;
  readonly coding: Readonly<Record<string, string>>;
  readonly vanished: boolean;
}

/** Things whose numbers, codes, labels or parties hold these words, the latest first, of units that may be seen. */
export async function searchItems(
  db: Db,
  { query, units, limit }: { readonly query: string; readonly units: readonly string[]; readonly limit: number },
): Promise<FoundItem[]> {
  const words = `%${query.replaceAll(/[\\%_]/g, "\\$&")}%`;
  const { rows } = await sql<FoundItem>`
    select i.kind, i.key, i.unit, i.beneficiary_unit as beneficiary, i.label, i.party, i.on_day as on, i.amount, i.settled,
           coalesce(case when i.kind = 'commitments' then i.document_id end, c.document_id) as "commitmentId",
           jsonb_strip_nulls(to_jsonb(b) - 'document_id' - 'line' - 'document') as coding, i.vanished_by is not null as vanished
      from chorus_item i
      join coding_block b on b.document_id = i.document_id and b.line = i.line
      left join chorus_item c on c.kind = 'commitments' and c.key = i.commitment
     where i.kind in ('commitments', 'payments') and (i.unit = any(${[...units]}::text[]) or i.beneficiary_unit = any(${[...units]}::text[]))
       and (${query} = '' or i.label ilike ${words} or i.party ilike ${words}
            or concat_ws(' ', b.legal_commitment_number, b.payment_request_number, b.contract_number, b.financial_centre, b.cost_centre,
                         b.functional_domain, b.activity_code, b.fund, b.functional_tranche, b.goods_group, b.budget_account) ilike ${words})
     order by i.on_day desc, i.kind, i.key limit ${limit}`.execute(db);
  return rows;
}

function itemOf({ unit, nature, activity, beneficiary, key: _, ...row }: ItemRow): KnownItem {
  return { ...row, place: { unit, nature, activity, beneficiaryUnit: beneficiary } };
}

/** How far the lines of the commitments of Chorus have come, by the key of the thing; `lock`: nobody moves them meanwhile. */
export async function commitmentChains(db: Db, { lock }: { readonly lock: boolean }): Promise<Map<string, Chain>> {
  const locking = lock ? sql`for update of l` : sql``;
  const { rows } = await sql<Chain & { key: string }>`
    select i.key, l.committed, l.withdrawn, l.certified, l.advanced, l.requested, l.paid
      from chorus_item i join commitment_line l on l.commitment_id = i.document_id and l.line = i.line
     where i.kind = 'commitments' order by l.commitment_id, l.line ${locking}`.execute(db);
  return new Map(rows.map(({ key, ...chain }) => [key, chain]));
}

export interface SavedItem {
  readonly key: string;
  /** As it stands, null when it is new; what it has already is not written again. */
  readonly stands: KnownItem | null;
  readonly state: ItemState;
  readonly documentId: string | null;
  readonly line: number | null;
}

const atOnce = 10_000;

const itemColumns = [
  ...["key", "unit", "nature", "activity", "beneficiary_unit", "label", "party", "on_day", "settled_on", "amount", "settled", "certified"],
  ...["commitment", "said", "document_id", "line", "complementary_on"],
];

function itemFields({ key, state, documentId, line }: Omit<SavedItem, "stands">): CopyField[] {
  const { place, label, party, on, settledOn, complementaryOn, amount, settled, certified, commitment, said } = state;
  const where = [place.unit, place.nature, place.activity, place.beneficiaryUnit];
  return [key, ...where, label, party, on, settledOn, amount, settled, certified, commitment, said, documentId, line, complementaryOn];
}

interface SavingImport {
  readonly kind: ExtractKind;
  readonly site: string;
  readonly importId: string;
}

/** Writes things that no extract had brought. */
export async function addItems(db: Db, { kind, site, importId }: SavingImport, items: readonly SavedItem[]): Promise<void> {
  await copyRowsInto(db, "chorus_item", [...itemColumns, "kind", "site", "import_id"], items, (item) => [
    ...itemFields(item),
    kind,
    site,
    importId,
  ]);
}

/** Writes known things as an import leaves them. */
export async function updateItems(db: Db, { kind, site, importId }: SavingImport, items: readonly SavedItem[]): Promise<void> {
  for (let first = 0; first < items.length; first += atOnce) {
    const batch = items.slice(first, first + atOnce);
    const fields = batch.map(itemFields);
    const moved = movedColumns(batch, fields);
    const arrays = [0, ...moved].map((column) => sql`${fields.map((row) => textOf(row[column] ?? null))}::text[]`);
    const nameOf = (column: number) => sql.ref(itemColumns[column] ?? "");
    const set = moved.map((column) => {
      const value = sql`n.${nameOf(column)}::${sql.raw(typeOf(column))}`;
      return sql`${nameOf(column)} = ${keptColumns.has(itemColumns[column] ?? "") ? sql`coalesce(i.${nameOf(column)}, ${value})` : value}, `;
    });
    await sql`
      update chorus_item i set ${sql.join(set, sql``)} site = ${site}, import_id = ${importId}::uuid, vanished_by = null
        from unnest(${sql.join(arrays)}) as n(${sql.join([0, ...moved].map(nameOf))})
       where i.kind = ${kind} and i.key = n.key`.execute(db);
  }
}

const keptColumns: ReadonlySet<string> = new Set(["document_id", "line"]);
const types: Readonly<Record<string, string>> = {
  on_day: "date",
  settled_on: "date",
  complementary_on: "date",
  amount: "bigint",
  settled: "bigint",
  certified: "bigint",
  document_id: "uuid",
  line: "int",
};

function typeOf(column: number): string {
  return types[itemColumns[column] ?? ""] ?? "text";
}

/** The ranks of the columns, the key apart, in which one of these things at least is to stand otherwise than it does. */
function movedColumns(items: readonly SavedItem[], fields: readonly (readonly CopyField[])[]): number[] {
  const moved = new Set<number>();
  for (const [index, { key, stands }] of items.entries()) {
    if (moved.size === itemColumns.length - 1) break;
    const own = stands && itemFields({ key, state: stands, documentId: stands.documentId, line: stands.line });
    for (let column = 1; column < itemColumns.length; column += 1) if (!own || own[column] !== fields[index]?.[column]) moved.add(column);
  }
  return [...moved].sort((left, right) => left - right);
}

/** What an extract has no more: listed, and left where it is. */
export async function markVanished(db: Db, kind: ExtractKind, keys: readonly string[], importId: string | null): Promise<void> {
  if (keys.length === 0) return;
  await sql`update chorus_item set vanished_by = ${importId}::uuid where kind = ${kind} and key = any(${[...keys]}::text[])`.execute(db);
}

export interface SavedChange extends ItemChange {
  readonly ordinal: number;
  readonly kind: ExtractKind;
}

export async function saveChanges(db: Db, importId: string, changes: readonly SavedChange[]): Promise<void> {
  const columns = ["import_id", "ordinal", "kind", "key", "row", "before", "amount", "settled", "certified"];
  await copyRowsInto(db, "chorus_change", columns, changes, ({ ordinal, kind, key, row, before, after }) => {
    const moved = quantities.map((name) => after[name] - (before?.[name] ?? 0n));
    return [importId, ordinal, kind, key, row, before ? storedItem(before) : null, ...moved];
  });
}

export interface ImportedChange {
  readonly ordinal: number;
  readonly kind: ExtractKind;
  readonly key: string;
  readonly row: number | null;
  readonly before: KnownItem | null;
  readonly amount: bigint;
  readonly settled: bigint;
  readonly certified: bigint;
}

/** The changes of an import in the order in which they were made. */
export async function changesOf(db: Db, importId: string): Promise<ImportedChange[]> {
  const { rows } = await sql<Omit<ImportedChange, "before"> & { before: unknown }>`
    select ordinal, kind, key, row, before, amount, settled, certified from chorus_change where import_id = ${importId}::uuid order by ordinal`.execute(
    db,
  );
  return rows.map(({ before, ...row }) => ({ ...row, before: before === null ? null : readItem(before) }));
}

/** The things of an import's kind as they now stand, which its undoing brings back to what they were. */
export async function itemsByKey(db: Db, kind: ExtractKind, keys: readonly string[]): Promise<Map<string, KnownItem>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<ItemRow>`
    select key, unit, nature, activity, beneficiary_unit as beneficiary, label, party, on_day as on, settled_on as "settledOn", complementary_on as "complementaryOn", amount, settled, certified,
           commitment, said, document_id as "documentId", line, vanished_by is null as current
      from chorus_item where kind = ${kind} and key = any(${[...keys]}::text[])`.execute(db);
  return new Map(rows.map((row) => [row.key, itemOf(row)]));
}

/** What an import said had vanished is there again, once it is undone. */
export async function unmarkVanished(db: Db, importId: string): Promise<void> {
  await sql`update chorus_item set vanished_by = null where vanished_by = ${importId}::uuid`.execute(db);
}

export interface EventRow {
  readonly eventId: string;
  readonly ordinal: number;
  readonly unit: string;
  readonly on: Day;
  readonly undoes: boolean;
  readonly changes: readonly number[];
}

export async function saveEvents(db: Db, importId: string, events: readonly EventRow[]): Promise<void> {
  for (let first = 0; first < events.length; first += 1_000) {
    const rows = events.slice(first, first + 1_000).map(({ eventId, ordinal, unit, on, undoes, changes }) => {
      return { event_id: eventId, import_id: importId, ordinal, unit, on_day: on, undoes, changes: [...changes] };
    });
    await db.insertInto("chorus_event").values(rows).execute();
  }
}

export async function eventsOfImport(db: Db, importId: string): Promise<EventRow[]> {
  return await db
    .selectFrom("chorus_event")
    .select(["event_id as eventId", "ordinal", "unit", "on_day as on", "undoes", "changes"])
    .where("import_id", "=", importId)
    .where("undoes", "=", false)
    .orderBy("ordinal")
    .execute();
}

function textOf(value: string | number | bigint | null): string | null {
  return value === null ? null : String(value);
}

const quantities = ["amount", "settled", "certified"] as const;

function storedItem(item: KnownItem): string {
  const { amount, settled, certified } = item;
  return JSON.stringify({ ...item, amount: String(amount), settled: String(settled), certified: String(certified) });
}

/** Written by `storedItem`. */
function readItem(stored: unknown): KnownItem {
  const item = stored as KnownItem & Record<(typeof quantities)[number], string>;
  const [amount, settled, certified] = quantities.map((name) => BigInt(item[name]));
  return {
    ...item,
    complementaryOn: item.complementaryOn ?? null,
    amount: amount ?? 0n,
    settled: settled ?? 0n,
    certified: certified ?? 0n,
  };
}
