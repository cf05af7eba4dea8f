import { sql } from "kysely";
import type { Counterpart } from "#app/domain/allotment/counterpart.ts";
import type { MovementLine } from "#app/domain/allotment/movement.ts";
import type { MovementState } from "#app/domain/allotment/movement-state.ts";
import { isIdentifier } from "#app/domain/execution/identifier.ts";
import type { Day } from "#app/domain/month.ts";
import type { MovementKind, Origin, SpendingClass } from "#app/domain/stage.ts";
import type { Db } from "../client.ts";
import { movementLines } from "./allotment.ts";
import { labelsOf } from "./allotment-places.ts";

/** A line as it is read: what its codes are called, and its class. */
export interface ReadableLine extends MovementLine {
  readonly spendingClass: SpendingClass | null;
  readonly fromLabel: string;
  readonly toLabel: string;
  readonly natureLabel: string;
  readonly activityLabel: string;
}

export interface StepTaken {
  readonly state: MovementState;
  readonly actor: string;
  readonly onBehalfOf: string | null;
  readonly reason: string;
  readonly at: Date;
}

/** A movement's document, whole. */
export interface MovementDocument {
  readonly id: string;
  readonly fiscalYear: number;
  readonly number: number;
  readonly kind: MovementKind;
  readonly origin: Origin | null;
  readonly state: MovementState;
  readonly version: bigint;
  readonly reason: string;
  readonly on: Day;
  readonly authorId: bigint;
  readonly author: string;
  readonly approver: string | null;
  readonly actReference: string;
  readonly payer: string;
  readonly earmarked: boolean;
  readonly counterpart: Counterpart | null;
  readonly isOfScenario: boolean;
  readonly reverses: { readonly id: string; readonly number: number } | null;
  readonly reversedBy: { readonly id: string; readonly number: number; readonly state: MovementState } | null;
  /** Of the journal of credits. */
  readonly entry: { readonly id: bigint; readonly number: bigint } | null;
  readonly lines: readonly ReadableLine[];
  readonly steps: readonly StepTaken[];
}

/** A document as somebody may read it: their own draft, or one that touches a unit of theirs; undefined when there is none. */
export async function movementDocument(
  db: Db,
  { id, year, units, reader }: { readonly id: string; readonly year: number; readonly units: readonly string[]; readonly reader: bigint },
): Promise<MovementDocument | undefined> {
  if (!isIdentifier(id)) return undefined;
  type Row = Omit<MovementDocument, "counterpart" | "reverses" | "reversedBy" | "entry" | "lines" | "steps"> & {
    programme: string | null;
    class: SpendingClass | null;
    reversesId: string | null;
    reversesNumber: number | null;
    undoneId: string | null;
    undoneNumber: number | null;
    undoneState: MovementState | null;
    entryId: bigint | null;
    entryNumber: bigint | null;
  };
  const { rows } = await sql<Row>`
    select m.id, m.fiscal_year as "fiscalYear", m.number, m.kind, m.origin, m.state, m.version, m.reason, m.planned_on::text as on,
           m.author as "authorId", u.name as author, a.name as approver, m.act_reference as "actReference", m.payer, m.earmarked,
           m.counterpart_programme as programme, m.counterpart_class as class, m.scenario_id is not null as "isOfScenario",
           o.id as "reversesId", o.number as "reversesNumber", r.id as "undoneId", r.number as "undoneNumber", r.state as "undoneState",
           e.id as "entryId", e.number as "entryNumber"
      from movement m
      join app_user u on u.id = m.author
      left join app_user a on a.id = m.approver
      left join movement o on o.id = m.reverses
      left join movement r on r.reverses = m.id and r.state not in ('refused', 'withdrawn')
      left join lateral (select e.id, e.number from entry e where e.event_id = m.event_id order by e.id limit 1) e on true
     where m.id = ${id} and m.fiscal_year = ${year}`.execute(db);
  const [row] = rows;
  if (!row) return undefined;
  const lines = await readableLines(db, id, row.on);
  const touches = lines.some(({ from, to }) => units.includes(from.unit) || units.includes(to.unit));
  if (row.authorId !== reader && (row.state === "draft" || !touches)) return undefined;
  const {
    programme,
    class: spendingClass,
    reversesId,
    reversesNumber,
    undoneId,
    undoneNumber,
    undoneState,
    entryId,
    entryNumber,
    ...own
  } = row;
  return {
    ...own,
    counterpart: programme !== null && spendingClass !== null ? { programme, spendingClass } : null,
    reverses: reversesId !== null && reversesNumber !== null ? { id: reversesId, number: reversesNumber } : null,
    reversedBy:
      undoneId !== null && undoneNumber !== null && undoneState !== null
        ? { id: undoneId, number: undoneNumber, state: undoneState }
        : null,
    entry: entryId !== null && entryNumber !== null ? { id: entryId, number: entryNumber } : null,
    lines,
    steps: await stepsOf(db, id),
  };
}

async function readableLines(db: Db, id: string, on: Day): Promise<ReadableLine[]> {
  const lines = await movementLines(db, id);
  const codes = (pick: (line: MovementLine) => readonly string[]) => [...new Set(lines.flatMap(pick))];
  const [units, natures, activities] = [
    await labelsOf(
      db,
      "unit",
      codes(({ from, to }) => [from.unit, to.unit]),
      on,
    ),
    await labelsOf(
      db,
      "nature",
      codes(({ from, to }) => [from.nature, to.nature]),
      on,
    ),
    await labelsOf(
      db,
      "activity",
      codes(({ from, to }) => [from.activity, to.activity]),
      on,
    ),
  ];
  const classes = await db
    .selectFrom("nature")
    .where("code", "in", [...codes(({ from, to }) => [from.nature, to.nature]), ""])
    .select(["code", "spending_class"])
    .execute();
  return lines.map((line) => ({
    ...line,
    spendingClass: classes.find(({ code }) => code === line.to.nature)?.spending_class ?? null,
    ...{ fromLabel: units.get(line.from.unit) ?? line.from.unit, toLabel: units.get(line.to.unit) ?? line.to.unit },
    ...{ natureLabel: natures.get(line.to.nature) ?? line.to.nature, activityLabel: activities.get(line.to.activity) ?? line.to.activity },
  }));
}

async function stepsOf(db: Db, id: string): Promise<StepTaken[]> {
  return await db
    .selectFrom("movement_step as s")
    .innerJoin("app_user as u", "u.id", "s.actor")
    .leftJoin("app_user as b", "b.id", "s.on_behalf_of")
    .where("s.movement_id", "=", id)
    .select(["s.state", "u.name as actor", "b.name as onBehalfOf", "s.reason", "s.at"])
    .orderBy("s.id")
    .execute();
}

/** How many movements of the exercise wait for a second person, in these units; and how many of the reader's own are still drafts. */
export async function movementsWaiting(
  db: Db,
  { year, units, reader }: { readonly year: number; readonly units: readonly string[]; readonly reader: bigint },
): Promise<{ readonly proposed: number; readonly drafts: number }> {
  const { rows } = await sql<{ proposed: number; drafts: number }>`
    select count(*) filter (where m.state = 'proposed')::int as proposed,
           count(*) filter (where m.state = 'draft' and m.author = ${reader})::int as drafts
      from movement m
     where m.fiscal_year = ${year} and m.state in ('proposed', 'draft')
       and exists (select from movement_line l
                    where l.movement_id = m.id and (l.from_unit = any(${[...units]}::text[]) or l.to_unit = any(${[...units]}::text[])))`.execute(
    db,
  );
  return rows[0] ?? { proposed: 0, drafts: 0 };
}

export interface DueTranche {
  readonly id: string;
  readonly number: number;
  readonly unit: string;
  readonly on: Day;
}

/** The tranches of these units whose day has come, oldest first. */
export async function dueTranches(
  db: Db,
  { year, units, today }: { readonly year: number; readonly units: readonly string[]; readonly today: Day },
): Promise<DueTranche[]> {
  const { rows } = await sql<DueTranche>`
    select m.id, m.number, m.planned_on::text as on, min(l.to_unit::text) as unit
      from movement m join movement_line l on l.movement_id = m.id
     where m.fiscal_year = ${year} and m.state = 'planned' and m.planned_on <= ${today}::date
     group by m.id, m.number, m.planned_on
    having bool_and(l.to_unit = any(${[...units]}::text[]))
     order by m.planned_on, m.number`.execute(db);
  return rows;
}
