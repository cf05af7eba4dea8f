import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { AmountKey } from "#app/domain/arbitration/amount.ts";
import { type EnvelopeScope, isWhole, type NamedScope, type ScopeTrees, scopeName } from "#app/domain/arbitration/envelope-scope.ts";
import type { Ceiling } from "#app/domain/arbitration/envelope-tree.ts";
import type { Basis } from "#app/domain/arbitration/hypothesis.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";

/** How an amount was reckoned: the hypothesis that is kept with it. By hand: no basis year, no basis amount, no rate. */
export interface KeptHypothesis {
  readonly basis: Basis;
  readonly rate: number;
  readonly basisYear: number | null;
  readonly basisAmount: Quantity | null;
}

/** An envelope as it was set. */
export interface KeptCeiling extends Ceiling, KeptHypothesis {
  readonly id: string;
  readonly author: string;
  readonly at: Date;
}

/** The envelopes of a campaign in force, whatever they bound, and the trees of their scopes. Lifted ones are left out. */
export async function ceilingsOf(db: Db, campaign: string): Promise<{ ceilings: KeptCeiling[]; trees: NamedTrees }> {
  const trees = await scopeTreesOf(db, campaign);
  const rows = (await history(db, campaign)).filter(({ isReplaced }) => !isReplaced);
  return { ceilings: rows.flatMap((row) => kept(row, trees)), trees };
}

/** One act on an envelope: what it became (null: lifted), by whom, when. */
export type EnvelopeAct = Omit<KeptCeiling, "amount"> & { readonly amount: Quantity | null; readonly isReplaced: boolean };

/** Everything that was set at a place, the latest first. */
export async function envelopeHistory(db: Db, campaign: string, scope: EnvelopeScope, trees: NamedTrees): Promise<EnvelopeAct[]> {
  const rows = (await history(db, campaign)).filter((row) => scopeName(row) === scopeName(scope));
  return rows.map((row) => ({ ...row, scope: namedScope(row, trees) })).toReversed();
}

type Row = Omit<EnvelopeAct, "scope"> & EnvelopeScope;

async function history(db: Db, campaign: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select e.id, e.spending_class as "spendingClass", e.resource as measure, e.target_year as "targetYear", e.activity, e.unit,
           e.unit_group as "group", e.amount, e.floor, e.basis, e.rate, e.basis_year as "basisYear", e.basis_amount as "basisAmount",
           u.name as author, e.set_at as at, exists (select from envelope n where n.replaces = e.id) as "isReplaced"
      from envelope e join app_user u on u.id = e.author
     where e.campaign = ${campaign} order by e.set_at, e.id`.execute(db);
  return rows;
}

function kept({ amount, activity, unit, group, isReplaced: _, ...row }: Row, trees: NamedTrees): KeptCeiling[] {
  return amount === null ? [] : [{ ...row, amount, scope: namedScope({ activity, unit, group }, trees) }];
}

/** What is set at a place; `amount` null lifts what was there. */
export interface NewCeiling extends AmountKey, KeptHypothesis {
  readonly scope: EnvelopeScope;
  readonly amount: Quantity | null;
  readonly floor: Quantity | null;
}

/** Sets envelopes, each in place of the one in force there, which is kept. The caller holds the campaign locked. Gives their identifiers. */
export async function insertCeilings(db: Db, campaign: string, author: bigint, ceilings: readonly NewCeiling[]): Promise<string[]> {
  if (ceilings.length === 0) return [];
  const standing = new Map(
    (await history(db, campaign)).filter(({ isReplaced }) => !isReplaced).map((row) => [placeName(row, row), row.id]),
  );
  const rows = ceilings.map(({ scope, spendingClass, measure, targetYear, basisYear, basisAmount, ...own }) => ({
    ...{ ...own, id: randomUUID(), campaign, author, spending_class: spendingClass, resource: measure, target_year: targetYear },
    ...{ activity: scope.activity, unit: scope.unit, unit_group: scope.group, basis_year: basisYear, basis_amount: basisAmount },
    replaces: standing.get(placeName({ spendingClass, measure, targetYear }, scope)) ?? null,
  }));
  await db.insertInto("envelope").values(rows).execute();
  return rows.map(({ id }) => id);
}

function placeName({ spendingClass, measure, targetYear }: AmountKey, scope: EnvelopeScope): string {
  return `${spendingClass} ${measure} ${targetYear} ${scopeName(scope)}`;
}

/** The trees, and what the nodes are called. */
export interface NamedTrees extends ScopeTrees {
  readonly activityLabels: ReadonlyMap<string, string>;
  readonly unitLabels: ReadonlyMap<string, string>;
  readonly groupLabels: ReadonlyMap<string, string>;
}

/** The trees on the first day of the campaign's year, and the groups as they stand on it. */
export async function scopeTreesOf(db: Db, campaign: string): Promise<NamedTrees> {
  const { rows } = await sql<{
    tree: "activity" | "unit" | "group" | "member" | "asked";
    code: string;
    parent: string | null;
    label: string;
  }>`
    with day as (select make_date(target_year, 1, 1) as day from campaign where id = ${campaign})
    select 'activity' as tree, v.code, v.parent, v.label from activity_version v, day where v.superseded_at is null and v.valid @> day.day
    union all
    select 'unit', v.code, v.parent, v.short_label from unit_version v, day where v.superseded_at is null and v.valid @> day.day
    union all
    select 'group', g.code, null, g.label from unit_group g
    union all
    select 'member', m.unit, m.unit_group, '' from unit_group_member m, day where m.valid @> day.day
    union all
    select 'asked', s.unit, null, '' from sheet s where s.campaign = ${campaign}
    order by 1, 2`.execute(db);
  const of = (tree: (typeof rows)[number]["tree"]) => rows.filter((row) => row.tree === tree);
  const parents = (tree: "activity" | "unit") => new Map(of(tree).map(({ code, parent }) => [code, parent]));
  const labels = (tree: "activity" | "unit" | "group") => new Map(of(tree).map(({ code, label }) => [code, label]));
  const members = of("member");
  const group = (code: string) => new Set(members.filter(({ parent }) => parent === code).map((member) => member.code));
  return {
    ...{ activities: parents("activity"), units: parents("unit"), asked: of("asked").map(({ code }) => code) },
    groups: new Map(of("group").map(({ code }) => [code, group(code)])),
    ...{ activityLabels: labels("activity"), unitLabels: labels("unit"), groupLabels: labels("group") },
  };
}

/** « 01 Infrastructures statistiques · DR Grand Est »; empty for the whole campaign, which each screen calls in its own language. */
export function namedScope({ activity, unit, group }: EnvelopeScope, trees: NamedTrees): NamedScope {
  const scope = { activity, unit, group };
  if (isWhole(scope)) return { ...scope, label: "" };
  const parts = [
    ...(activity === null ? [] : [trees.activityLabels.has(activity) ? `${activity} ${trees.activityLabels.get(activity)}` : activity]),
    ...(unit === null ? [] : [trees.unitLabels.get(unit) ?? unit]),
    ...(group === null ? [] : [trees.groupLabels.get(group) ?? group]),
  ];
  return { ...scope, label: parts.join(" · ") };
}
