import { type RawBuilder, sql } from "kysely";
import type { ScenarioStart } from "#app/domain/arbitration/scenario/state.ts";
import type { Db } from "../../client.ts";
import type { Scenario } from "./scenario.ts";

/** A scenario that is read through, and how far: live when nothing bounds it. */
export interface Layer {
  readonly layer: string;
  readonly depth: number;
  readonly revision: bigint | null;
  readonly decision: number | null;
}

/** Everything that gives each cell of a scenario its amount: which scenarios are read, nearest first, and where they all start from. */
export interface Frame {
  readonly campaign: string;
  readonly layers: readonly Layer[];
  readonly bases: readonly { readonly sheetId: string; readonly revision: bigint }[];
  readonly start: ScenarioStart;
  /** Where « N-1 » is kept. */
  readonly origin: string;
  /** Until when opinions are read, and how many they are, where the proposal is the start. */
  readonly startAt: string;
  readonly opinions: number;
}

/** The scenario itself. */
export async function frameOf(db: Db, scenario: Scenario): Promise<Frame> {
  const layers = await layersOf(db, scenario.id);
  const { rows: bases } = await sql<Frame["bases"][number]>`
    select s.id as "sheetId", coalesce(b.revision, 0) as revision
      from sheet s left join scenario_base b on b.sheet_id = s.id and b.scenario_id = ${scenario.id}
     where s.campaign = ${scenario.campaignId} order by s.id`.execute(db);
  // As text: a Date would lose the microseconds, and with them an opinion given in the same millisecond.
  const { startAt } = await db
    .selectFrom("scenario")
    .select(sql<string>`start_at::text`.as("startAt"))
    .where("id", "=", scenario.id)
    .executeTakeFirstOrThrow();
  const { campaignId: campaign, start, origin } = scenario;
  return { campaign, layers, bases, start, origin, startAt, opinions: await opinionsUntil(db, scenario, startAt) };
}

/** What the scenario branched off, as it stood then, or when it was last merged. */
export function baseFrame(mine: Frame): Frame {
  return { ...mine, layers: mine.layers.filter(({ depth }) => depth > 0) };
}

/** What the scenario branched off, as it stands now: its parent and the sheets, both live. */
export async function referenceFrame(db: Db, scenario: Scenario, mine: Frame): Promise<Frame> {
  const parent = scenario.parent === null ? [] : await layersOf(db, scenario.parent);
  const known = await db
    .selectFrom("scenario as s")
    .select("s.revision")
    .select(sql<number>`(select coalesce(max(number), 0) from decision where campaign = s.campaign)`.as("decision"))
    .where("s.id", "=", scenario.parent ?? scenario.id)
    .executeTakeFirstOrThrow();
  const layers = parent.map((own) => {
    return { ...own, depth: own.depth + 1, revision: own.revision ?? known.revision, decision: own.decision ?? known.decision };
  });
  const sheets = await db
    .selectFrom("sheet")
    .select(["id", "revision"])
    .where("campaign", "=", scenario.campaignId)
    .orderBy("id")
    .execute();
  const { rows } = await sql<{ now: string }>`select now()::text as now`.execute(db);
  const startAt = rows[0]?.now ?? mine.startAt;
  const bases = sheets.map(({ id, revision }) => ({ sheetId: id, revision }));
  return { ...mine, layers, bases, startAt, opinions: await opinionsUntil(db, scenario, startAt) };
}

async function opinionsUntil(db: Db, { campaignId, start }: Scenario, at: string): Promise<number> {
  if (start !== "proposal") return 0;
  const { rows } = await sql<{ opinions: number }>`
    select count(*)::int as opinions from opinion o join request r on r.id = o.request_id join sheet s on s.id = r.sheet_id
     where s.campaign = ${campaignId} and o.at <= ${at}::timestamptz`.execute(db);
  return rows[0]?.opinions ?? 0;
}

/** What says that a reference moved: the sheets, the opinions, the parent's amounts and decisions. Two marks are equal when nothing did. */
export function markOf({ layers, bases, opinions }: Frame): string {
  const above = layers.filter(({ depth }) => depth > 0).map(({ revision, decision }) => `${revision}.${decision}`);
  return [bases.reduce((total, { revision }) => total + revision, 0n), opinions, ...above].join("-");
}

/** From now on the scenario stands on another base: what it read of its reference, as that stands in the frame given. */
export async function standOn(
  db: Db,
  scenario: string,
  { layers, bases, startAt }: Pick<Frame, "layers" | "bases" | "startAt">,
): Promise<void> {
  await db
    .updateTable("scenario")
    .set({ start_at: sql<Date>`${startAt}::timestamptz` })
    .where("id", "=", scenario)
    .execute();
  await sql`insert into scenario_base as b (scenario_id, sheet_id, revision)
    select ${scenario}::uuid, sheet_id::uuid, revision::bigint
      from unnest(${bases.map(({ sheetId }) => sheetId)}::text[], ${bases.map(({ revision }) => String(revision))}::text[]) as u(sheet_id, revision)
    on conflict (scenario_id, sheet_id) do update set revision = excluded.revision where b.revision <> excluded.revision`.execute(db);
  for (const { depth, revision, decision } of layers.filter((own) => own.depth > 0)) {
    await db
      .updateTable("scenario_layer")
      .set({ revision, decision })
      .where("scenario_id", "=", scenario)
      .where("depth", "=", depth)
      .execute();
  }
}

async function layersOf(db: Db, scenario: string): Promise<Layer[]> {
  return await db
    .selectFrom("scenario_layer")
    .select(["layer", "depth", "revision", "decision"])
    .where("scenario_id", "=", scenario)
    .orderBy("depth")
    .execute();
}

/** Which cells are read: of these units, requests or lines only when they are named. */
export interface Scope {
  readonly units?: ReadonlySet<string> | undefined;
  readonly requests?: readonly string[] | undefined;
  readonly lines?: readonly string[] | undefined;
}

/**
 * The named subqueries of a statement that reads a frame, for `with`: the last of them, `<prefix>value`, has a row for each cell of the requests that
 * are handed in: `line_id, measure, target_year, month, amount, asked, state, depth, decided`. `asked` is what the sheet asks at the base; `state` and
 * `depth` are those of the line prepared that gives the amount, null where it is decided or where nothing was written; `decided` is how far the decision
 * on its request lies, 0 in the scenario itself, null without one (0120).
 */
export function frameCtes(frame: Frame, scope: Scope, prefix = ""): RawBuilder<unknown> {
  const name = (own: string) => sql.raw(`${prefix}${own}`);
  const [layer, base, line, moved, asked, standing, drafted] = ["layer", "base", "line", "moved", "asked", "standing", "drafted"].map(name);
  const { layers, bases } = frame;
  return sql`
    ${layer} as materialized (
      select layer::uuid, depth::int, nullif(revision, '')::bigint as revision, nullif(decision, '')::int as decision
        from unnest(${layers.map((own) => own.layer)}::text[], ${layers.map((own) => String(own.depth))}::text[],
                    ${layers.map((own) => boundOf(own.revision))}::text[], ${layers.map((own) => boundOf(own.decision))}::text[])
          as y (layer, depth, revision, decision)),
    ${base} as materialized (
      select sheet_id::uuid, revision::bigint
        from unnest(${bases.map((own) => own.sheetId)}::text[], ${bases.map((own) => String(own.revision))}::text[]) as b (sheet_id, revision)),
    ${line} as materialized (
      select l.id as line_id, l.request_id, l.sheet_id, s.unit, l.nature, l.activity, n.spending_class
        from ${base} b join sheet s on s.id = b.sheet_id join plan_line l on l.sheet_id = s.id
        join request r on r.id = l.request_id and r.state <> 'draft' join nature n on n.code = l.nature
       where (${scope.units === undefined}::boolean or s.unit = any(${[...(scope.units ?? [])]}::text[]))
         and (${scope.requests === undefined}::boolean or l.request_id = any(${[...(scope.requests ?? [])]}::text[]::uuid[]))
         and (${scope.lines === undefined}::boolean or l.id = any(${[...(scope.lines ?? [])]}::text[]::uuid[]))),
    ${moved} as materialized (
      select distinct on (c.line_id, c.measure, c.target_year, c.month) c.line_id, c.measure, c.target_year, c.month, c.before as amount
        from ${base} b join plan_change c on c.sheet_id = b.sheet_id and c.revision > b.revision
       order by c.line_id, c.measure, c.target_year, c.month, c.revision, c.ordinal),
    ${asked} as materialized (
      select o.line_id, o.request_id, o.unit, o.spending_class, c.measure, c.target_year, c.month, c.amount
        from ${line} o join plan_cell c on c.line_id = o.line_id
       where not exists (select from ${moved} m where m.line_id = c.line_id and m.measure = c.measure and m.target_year = c.target_year
                                                  and m.month = c.month)
      union all
      select o.line_id, o.request_id, o.unit, o.spending_class, m.measure, m.target_year, m.month, m.amount
        from ${line} o join ${moved} m on m.line_id = o.line_id where m.amount is not null),
    ${startCtes(frame, name)},
    ${standing} as materialized (
      select distinct on (h.request_id) h.request_id, h.id, h.depth
        from (select distinct on (y.layer, d.request_id) y.depth, d.request_id, case when d.verb = 'takeBack' then d.restores else d.id end as id
                from ${layer} y join decision d on d.scenario_id = y.layer and d.number <= coalesce(y.decision, 2147483647)
               order by y.layer, d.request_id, d.number desc) h
       where h.id is not null order by h.request_id, h.depth),
    ${drafted} as materialized (
      select distinct on (k.line_id, k.measure, k.target_year, k.month) k.*
        from (select c.line_id, c.measure, c.target_year, c.month, c.amount, c.state, y.depth
                from ${layer} y join scenario_cell c on c.scenario_id = y.layer where y.revision is null
              union all
              select p.line_id, p.measure, p.target_year, p.month, p.after, p.after_state, y.depth
                from ${layer} y cross join lateral (
                  select distinct on (c.line_id, c.measure, c.target_year, c.month) c.*
                    from scenario_change c where c.scenario_id = y.layer and c.revision <= y.revision
                   order by c.line_id, c.measure, c.target_year, c.month, c.revision desc) p
               where y.revision is not null and p.after is not null) k
       where k.state <> 'rejected'
       order by k.line_id, k.measure, k.target_year, k.month, k.depth),
    ${name("shown")} as (
      select d.line_id, d.measure, d.target_year, d.month, d.amount, coalesce(a.amount, 0) as asked, d.state, d.depth
        from ${drafted} d join ${line} o on o.line_id = d.line_id left join ${standing} s on s.request_id = o.request_id
        left join ${asked} a on a.line_id = d.line_id and a.measure = d.measure and a.target_year = d.target_year and a.month = d.month
       where s.depth is null or d.depth < s.depth
      union all
      select c.line_id, c.measure, c.target_year, c.month, c.amount, coalesce(a.amount, 0), null, null
        from ${standing} s join decision_cell c on c.decision_id = s.id
        left join ${asked} a on a.line_id = c.line_id and a.measure = c.measure and a.target_year = c.target_year and a.month = c.month
       where not exists (select from ${drafted} d where d.line_id = c.line_id and d.measure = c.measure and d.target_year = c.target_year
                                                    and d.month = c.month and d.depth < s.depth)
      union all
      select a.line_id, a.measure, a.target_year, a.month, a.amount, a.asked, null, null
        from ${name("start")} a
       where not exists (select from ${standing} s where s.request_id = a.request_id)
         and not exists (select from ${drafted} d where d.line_id = a.line_id and d.measure = a.measure and d.target_year = a.target_year
                                                    and d.month = a.month)),
    ${name("value")} as (
      select o.line_id, o.request_id, o.unit, o.nature, o.activity, o.spending_class, v.measure, v.target_year, v.month, v.amount, v.asked,
             v.state, v.depth, s.depth as decided
        from ${name("shown")} v join ${line} o on o.line_id = v.line_id left join ${standing} s on s.request_id = o.request_id)`;
}

function boundOf(bound: bigint | number | null): string {
  return bound === null ? "" : String(bound);
}

/**
 * What each cell is before anybody writes it. « N-1 » and the proposal give a total to each unit or request under each key: it is spread over what is asked
 * there, by largest remainder; what is below zero stays as it is beside what is asked.
 */
function startCtes({ start, origin, startAt }: Frame, name: (own: string) => RawBuilder<unknown>): RawBuilder<unknown> {
  const asked = name("asked");
  if (start === "asked") return sql`${name("start")} as (select *, amount as asked from ${asked})`;
  const place = sql.raw(start === "previousYear" ? "unit" : "request_id");
  const given =
    start === "previousYear"
      ? sql`select unit, spending_class, measure, amount, null::int as target_year from scenario_reference where scenario_id = ${origin}`
      : sql`select o.request_id, e.value ->> 'spendingClass' as spending_class, e.value ->> 'measure' as measure,
                   (e.value ->> 'amount')::bigint as amount, (e.value ->> 'targetYear')::int as target_year
              from opinion o cross join lateral jsonb_array_elements(case jsonb_typeof(o.amounts) when 'array' then o.amounts else '[]' end) e
             where o.at <= ${startAt}::timestamptz
               and not exists (select from opinion n where n.replaces = o.id and n.at <= ${startAt}::timestamptz)`;
  // On personnel AE and CP go together: what names one of them names both.
  const sameKey = sql.raw(
    start === "previousYear"
      ? "g.measure = k.measure"
      : "(g.measure = k.measure or (k.spending_class = 'personnel' and k.measure in ('AE', 'CP') and g.measure in ('AE', 'CP')))",
  );
  return sql`
    ${name("given")} as materialized (${given}),
    ${name("keyed")} as materialized (
      select k.*, g.amount as total
        from (select ${place}, spending_class, measure, target_year, sum(abs(amount)) as weight, bool_or(amount > 0) as positive,
                     coalesce(sum(amount) filter (where amount < 0), 0) as ends
                from ${asked} group by 1, 2, 3, 4) k
        ${sql.raw(start === "previousYear" ? "left join lateral" : "join lateral")} (
          select g.amount from ${name("given")} g
           where g.${place} = k.${place} and g.spending_class = k.spending_class and ${sameKey}
             and (g.target_year is null or g.target_year = k.target_year)
           order by (g.measure = k.measure) desc limit 1) g on true),
    ${name("weighed")} as materialized (
      select a.*, k.total, coalesce(k.total, 0) - case when k.positive then k.ends else 0 end as rest,
             case when k.positive and a.amount < 0 then 0 else abs(a.amount) end::numeric as own,
             (k.weight + case when k.positive then k.ends else 0 end)::numeric as weight,
             k.positive and a.amount < 0 as stays
        from ${asked} a join ${name("keyed")} k
          on k.${place} = a.${place} and k.spending_class = a.spending_class and k.measure = a.measure and k.target_year = a.target_year),
    ${name("floored")} as materialized (
      select w.*, case when w.weight = 0 then 0 else div(abs(w.rest)::numeric * w.own, w.weight) end as low,
             case when w.weight = 0 then 0 else mod(abs(w.rest)::numeric * w.own, w.weight) end as remainder
        from ${name("weighed")} w),
    ${name("ranked")} as materialized (
      select f.*, row_number() over (partition by ${place}, spending_class, measure, target_year order by remainder desc, line_id, month) as rank,
             abs(rest) - sum(low) over (partition by ${place}, spending_class, measure, target_year) as missing
        from ${name("floored")} f),
    ${name("start")} as materialized (
      select line_id, request_id, unit, spending_class, measure, target_year, month,
             case when stays then amount
                  when weight = 0 then amount
                  else (sign(rest) * (low + case when rank <= missing then 1 else 0 end))::bigint end as amount, amount as asked
        from ${name("ranked")}
      ${
        start === "previousYear"
          ? sql``
          : sql`union all select a.*, a.amount from ${asked} a
                where not exists (select from ${name("keyed")} k where k.request_id = a.request_id and k.spending_class = a.spending_class
                                                                   and k.measure = a.measure and k.target_year = a.target_year)`
      })`;
}
