import { sql } from "kysely";
import type { CodingBlock } from "#app/domain/execution/commitment.ts";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "../../client.ts";
import { type CopyField, copyRowsInto } from "../../copy-in.ts";

/** A commitment that an extract brings: it bears the number of Chorus, and lines are added to it as its items come. */
export interface ImportedCommitment {
  readonly id: string;
  readonly fiscalYear: number;
  readonly number: string;
  readonly label: string;
  readonly party: string;
  readonly on: Day;
  readonly author: bigint;
  readonly eventId: string;
}

export interface ImportedLine {
  readonly commitmentId: string;
  readonly line: number;
  readonly unit: string;
  readonly beneficiaryUnit: string;
  readonly nature: string;
  readonly activity: string;
  readonly committed: bigint;
  readonly settled: bigint;
  /** Expected in the exercise that sees it first; what was paid before, in the year of the commitment. */
  readonly year: number;
  readonly firstYear: number;
}

const atOnce = 10_000;

export async function saveImportedCommitments(db: Db, commitments: readonly ImportedCommitment[]): Promise<void> {
  const columns = ["id", "fiscal_year", "number", "label", "party", "committed_on", "author", "event_id"];
  await copyRowsInto(db, "commitment", columns, commitments, ({ id, fiscalYear, number, label, party, on, author, eventId }) => {
    return [id, fiscalYear, number, label, party, on, author, eventId];
  });
}

/** Lines that are new; what was paid of them before the exercise was certified and asked for before it too. */
export async function saveImportedLines(db: Db, lines: readonly ImportedLine[]): Promise<void> {
  const place = ["commitment_id", "line", "unit", "beneficiary_unit", "nature", "activity"];
  await copyRowsInto(db, "commitment_line", [...place, "committed", "certified", "requested", "paid"], lines, (own) => {
    const { commitmentId, line, unit, beneficiaryUnit, nature, activity, committed, settled } = own;
    return [commitmentId, line, unit, beneficiaryUnit, nature, activity, committed, settled, settled, settled];
  });
  await copyRowsInto(db, "commitment_schedule", ["commitment_id", "line", "year", "amount"], lines.flatMap(scheduledParts), (part) => part);
}

/** What was paid before, in the year of the commitment; what is left, in the exercise that sees it first. */
function scheduledParts({ commitmentId, line, committed, settled, year, firstYear }: ImportedLine): CopyField[][] {
  const parts: (readonly [year: number, amount: bigint])[] =
    year === firstYear
      ? [[year, committed]]
      : [
          [firstYear, settled],
          [year, committed - settled],
        ];
  return parts.flatMap(([own, amount]) => (amount > 0n ? [[commitmentId, line, own, amount]] : []));
}

/** Where a line now stands: its firm amount is `amount`. */
export interface MovedLine {
  readonly documentId: string;
  readonly line: number;
  readonly amount: bigint;
  readonly place: { readonly unit: string; readonly nature: string; readonly activity: string; readonly beneficiaryUnit: string };
}

/** Of which act lines are moved: an import, or its undoing. */
export interface LineAct {
  readonly importId: string;
  readonly fiscalYear: number;
  readonly on: Day;
  readonly reason: string;
  readonly author: bigint;
}

/**
 * The firm amount of lines, with the change that each has: what is added is committed, what is given up is withdrawn, of the year (decommitment) or
 * of an earlier one (withdrawal, which gives no credit back).
 */
export async function moveLines(db: Db, { importId, fiscalYear, on, reason, author }: LineAct, lines: readonly MovedLine[]): Promise<void> {
  for (let first = 0; first < lines.length; first += atOnce) {
    const batch = lines.slice(first, first + atOnce);
    const of = (text: (own: MovedLine) => string | number | bigint) => batch.map((own) => String(text(own)));
    await sql`
      with wanted as materialized (
        select id::uuid as id, line::int as line, amount::bigint as amount, unit, nature, activity, beneficiary
          from unnest(${of(({ documentId }) => documentId)}::text[], ${of(({ line }) => line)}::text[], ${of(({ amount }) => amount)}::text[],
                      ${of(({ place }) => place.unit)}::text[], ${of(({ place }) => place.nature)}::text[], ${of(({ place }) => place.activity)}::text[],
                      ${of(({ place }) => place.beneficiaryUnit)}::text[]) as n(id, line, amount, unit, nature, activity, beneficiary)),
      moved as materialized (
        select w.*, w.amount - (l.committed - l.withdrawn) as delta, c.number, c.fiscal_year
          from wanted w join commitment_line l on l.commitment_id = w.id and l.line = w.line join commitment c on c.id = w.id),
      changed as (
        insert into commitment_change (id, fiscal_year, number, commitment_id, line, kind, changed_on, amount, reusable, reason, author, event_id)
        select gen_random_uuid(), ${fiscalYear}, concat_ws(' · ', number, line, left(${importId}, 8), left(gen_random_uuid()::text, 8)), id, line,
               case when delta > 0 then 'increase' when fiscal_year < ${fiscalYear} then 'withdrawal' else 'decommitment' end,
               ${on}::date, abs(delta), case when delta < 0 and fiscal_year < ${fiscalYear} then false end, ${reason}, ${author}, ${importId}::uuid
          from moved where delta <> 0)
      update commitment_line l
         set committed = l.committed + greatest(m.delta, 0), withdrawn = l.withdrawn + greatest(-m.delta, 0),
             unit = m.unit, nature = m.nature, activity = m.activity, beneficiary_unit = m.beneficiary
        from moved m where l.commitment_id = m.id and l.line = m.line`.execute(db);
  }
}

export interface MovedChain {
  readonly documentId: string;
  readonly line: number;
  readonly certified: bigint;
  readonly requested: bigint;
  readonly paid: bigint;
}

/** What requests move of the lines of their commitments, added to where they stand. */
export async function moveChains(db: Db, moves: readonly MovedChain[]): Promise<void> {
  for (let first = 0; first < moves.length; first += atOnce) {
    const batch = moves.slice(first, first + atOnce);
    const of = (text: (own: MovedChain) => string | number | bigint) => batch.map((own) => String(text(own)));
    await sql`
      update commitment_line l
         set certified = l.certified + n.certified::bigint, requested = l.requested + n.requested::bigint, paid = l.paid + n.paid::bigint
        from unnest(${of(({ documentId }) => documentId)}::text[], ${of(({ line }) => line)}::text[], ${of(({ certified }) => certified)}::text[],
                    ${of(({ requested }) => requested)}::text[], ${of(({ paid }) => paid)}::text[]) as n(id, line, certified, requested, paid)
       where l.commitment_id = n.id::uuid and l.line = n.line::int`.execute(db);
  }
}

/** The commitments that bear these numbers, and the last of their lines. */
export async function commitmentsByNumber(db: Db, numbers: readonly string[]): Promise<Map<string, { id: string; lastLine: number }>> {
  if (numbers.length === 0) return new Map();
  const { rows } = await sql<{ number: string; id: string; lastLine: number }>`
    select c.number, c.id, coalesce(max(l.line), 0) as "lastLine"
      from commitment c left join commitment_line l on l.commitment_id = c.id
     where c.number = any(${[...numbers]}::text[]) group by c.number, c.id`.execute(db);
  return new Map(rows.map(({ number, ...found }) => [number, found]));
}

export interface ImportedCoding {
  readonly documentId: string;
  readonly line: number;
  readonly document: "commitment" | "chorusItem";
  readonly coding: CodingBlock;
  readonly isNew: boolean;
}

const codingColumns = [
  ["financial_centre", "financialCentre"],
  ["functional_domain", "functionalDomain"],
  ["activity_code", "activityCode"],
  ["budget_account", "budgetAccount"],
  ["fund", "fund"],
  ["functional_tranche", "functionalTranche"],
  ["cost_centre", "costCentre"],
  ["goods_group", "goodsGroup"],
  ["legal_commitment_number", "legalCommitmentNumber"],
  ["legal_commitment_item", "legalCommitmentItem"],
  ["payment_request_number", "paymentRequestNumber"],
  ["contract_number", "contractNumber"],
] as const satisfies readonly (readonly [column: string, name: keyof CodingBlock])[];

/** The coding blocks of Chorus, beside the lines that they are of; the last extract is right. */
export async function saveCodingBlocks(db: Db, blocks: readonly ImportedCoding[]): Promise<void> {
  const columns = ["document_id", "line", "document", ...codingColumns.map(([column]) => column)];
  const fieldsOf = ({ documentId, line, document, coding }: ImportedCoding): CopyField[] => {
    return [documentId, line, document, ...codingColumns.map(([, name]) => coding[name] ?? null)];
  };
  const added = blocks.filter(({ isNew }) => isNew);
  await copyRowsInto(db, "coding_block", columns, added, fieldsOf);
  const known = blocks.filter(({ isNew }) => !isNew);
  for (let first = 0; first < known.length; first += atOnce) {
    const batch = known.slice(first, first + atOnce).map(fieldsOf);
    const arrays = columns.map((_, index) => sql`${batch.map((fields) => (fields[index] == null ? null : String(fields[index])))}::text[]`);
    const names = sql.join(columns.map((column) => sql.ref(column)));
    const updates = sql.join(codingColumns.map(([column]) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`));
    await sql`
      insert into coding_block (${names})
      select document_id::uuid, line::int, ${sql.join(columns.slice(2).map((column) => sql.ref(column)))} from unnest(${sql.join(arrays)}) as n(${names})
      on conflict (document_id, line) do update set ${updates}`.execute(db);
  }
}

/** Parties that an extract names and nobody knows yet, each with its first version. */
export async function addParties(
  db: Db,
  parties: readonly { readonly code: string; readonly label: string }[],
  author: bigint,
): Promise<void> {
  if (parties.length === 0) return;
  await sql`
    with added as (
      insert into party (code, label, kind)
      select distinct on (code) code, label, 'supplier'
        from unnest(${parties.map(({ code }) => code)}::text[], ${parties.map(({ label }) => label)}::text[]) as n(code, label)
       order by code on conflict do nothing returning code, label, kind)
    insert into party_version (party, version, act, label, kind, author) select code, 1, 'add', label, kind, ${author} from added`.execute(
    db,
  );
}
