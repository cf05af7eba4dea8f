import { sql } from "kysely";
import type { Day } from "#app/domain/month.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import type { Db } from "../../client.ts";

type Coded = "unit" | "nature" | "activity";

/** Every code must exist and be in force on the day; the first that is not is the refusal. */
export async function checkCodes(db: Db, dimension: Coded, codes: Iterable<string>, day: Day): Promise<Result<true>> {
  const wanted = [...new Set(codes)];
  const { rows } = await sql<{ code: string; known: boolean }>`
    select w.code, i.code is not null as known
      from unnest(${wanted}::text[]) with ordinality as w(code, ordinal)
      left join ${sql.table(dimension)} i on i.code = w.code
      left join ${sql.table(`${dimension}_version`)} v on v.code = w.code and v.superseded_at is null and v.valid @> ${day}::date
     where v.code is null order by w.ordinal limit 1`.execute(db);
  const wrong = rows[0];
  return wrong ? refuse(refusalOf(dimension, wrong, day)) : accept(true);
}

/** The spending class of each nature in force on the day. A node above the classes (the programme) has none, and takes no request. */
export async function spendingClassesOf(db: Db, natures: Iterable<string>, day: Day): Promise<Result<Map<string, SpendingClass>>> {
  const wanted = [...new Set(natures)];
  const valid = await checkCodes(db, "nature", wanted, day);
  if (!valid.ok) return valid;
  if (wanted.length === 0) return accept(new Map());
  const rows = await db.selectFrom("nature").select(["code", "spending_class as spendingClass"]).where("code", "in", wanted).execute();
  const classes = new Map<string, SpendingClass>();
  for (const { code, spendingClass } of rows) {
    if (!spendingClass) return refuse({ kind: "unknown-code", dimension: "nature", code });
    classes.set(code, spendingClass);
  }
  return accept(classes);
}

export interface Code {
  readonly code: string;
  readonly label: string;
  readonly level: string;
}

/** The natures that a request may bear, in the order of their codes. */
export async function naturesOn(db: Db, day: Day): Promise<(Code & { spendingClass: SpendingClass })[]> {
  const { rows } = await sql<Code & { spendingClass: SpendingClass }>`
    select n.code, v.label, v.level, n.spending_class as "spendingClass"
      from nature n join nature_version v on v.code = n.code and v.superseded_at is null and v.valid @> ${day}::date
     where n.spending_class is not null and v.level <> 'class'
     order by n.spending_class desc, n.code`.execute(db);
  return rows;
}

/** The activities that a request may bear, the programme itself left out. */
export async function activitiesOn(db: Db, day: Day): Promise<Code[]> {
  const { rows } = await sql<Code>`
    select v.code, v.label, v.level from activity_version v
     where v.superseded_at is null and v.valid @> ${day}::date and v.level <> 'programme' order by v.code`.execute(db);
  return rows;
}

/** The units in force on the day, in their own order. */
export async function unitsOn(db: Db, day: Day): Promise<Code[]> {
  const { rows } = await sql<Code>`
    select v.code, v.short_label as label, v.kind as level from unit_version v
     where v.superseded_at is null and v.valid @> ${day}::date order by v.rank nulls last, v.code`.execute(db);
  return rows;
}

function refusalOf(dimension: Coded, { code, known }: { code: string; known: boolean }, date: Day): Refusal {
  return known ? { kind: "code-out-of-date", dimension, code, date } : { kind: "unknown-code", dimension, code };
}
