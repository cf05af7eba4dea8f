import { sql } from "kysely";
import { type Access, type Capability, type Grant, type ReceivedDelegation, type Role, rolesWith, unitsWhere } from "#app/domain/access.ts";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "../client.ts";
import type { UnitKind } from "../schema.ts";

/**
 * The tree of units as of a day: each unit by its version of that day; a unit that has ended keeps its last place and one that is still
 * to come has its first, so that its past and its plans stay within somebody's reach.
 */
const treeOn = (today: Day) => sql`
  select distinct on (code) code, parent, label, short_label, kind, rank
    from unit_version
   where superseded_at is null
   order by code, (valid @> ${today}::date) desc, (lower(valid) <= ${today}::date) desc,
            abs(coalesce(lower(valid), ${today}::date) - ${today}::date)`;

/** What a person may do today: each grant in force with the units that it reaches, itself included, and what others delegated to them for today. */
export async function accessOf(db: Db, userId: bigint, today: Day): Promise<Access> {
  const grants = (await grantsOf(db, [userId], today)).get(userId) ?? [];
  const delegations = await delegationsTo(db, userId, today);
  return { grants, ...(delegations.length > 0 && { delegations }) };
}

/** The grants of these people that are in force, delegations left aside. */
async function grantsOf(db: Db, people: readonly bigint[], today: Day): Promise<Map<bigint, Access["grants"]>> {
  const { rows } = await sql<Grant & { person: bigint; units: string[] }>`
    with recursive tree as materialized (${treeOn(today)}),
    reached (person, role, unit, code) as (
      select user_id, role, unit, unit from role_grant where user_id = any(${people.map(String)}::bigint[]) and valid @> ${today}::date
      union
      select reached.person, reached.role, reached.unit, tree.code from reached join tree on tree.parent = reached.code
    )
    select person, role, unit, array_agg(code::text) as units from reached group by person, role, unit order by person, role, unit`.execute(
    db,
  );
  const grants = rows.map(({ person, role, unit, units }) => ({ person, role, unit, units: new Set(units) }));
  return new Map(people.map((id) => [id, grants.filter(({ person }) => person === id).map(({ person: _, ...grant }) => grant)]));
}

/**
 * The delegations to a person that are in force today: on the units below theirs where the delegator, whose account is open, still holds the
 * capability by a role. One that reaches nothing any more is left out.
 */
async function delegationsTo(db: Db, userId: bigint, today: Day): Promise<ReceivedDelegation[]> {
  const { rows } = await sql<Omit<ReceivedDelegation, "delegator" | "units"> & { delegator: bigint; name: string; unit: string }>`
    select d.id, d.delegator, u.name, d.capability, d.unit from delegation d join app_user u on u.id = d.delegator and u.disabled_at is null
     where d.delegate = ${userId} and d.withdrawn_at is null and d.valid @> ${today}::date order by d.given_at, d.id`.execute(db);
  if (rows.length === 0) return [];
  const grants = await grantsOf(db, [...new Set(rows.map(({ delegator }) => delegator))], today);
  const tree = await sql<TreeRow>`${treeOn(today)}`.execute(db);
  return rows
    .map(({ id, delegator, name, capability, unit }) => {
      const held = unitsWhere({ grants: grants.get(delegator) ?? [] }, capability);
      const units = new Set(unitsBelow(unit, tree.rows).filter((code) => held.has(code)));
      return { id, delegator: { id: delegator, name }, capability, units };
    })
    .filter(({ units }) => units.size > 0);
}

function unitsBelow(unit: string, tree: readonly TreeRow[]): string[] {
  return [unit, ...tree.filter(({ parent }) => parent === unit).flatMap(({ code }) => unitsBelow(code, tree))];
}

/** Somebody who may do something on a unit, with all the roles by which they reach it. */
export interface PersonInReach {
  readonly id: bigint;
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

/** The people who may do `capability` on this unit today, by a role held on it or above it; by name. Closed accounts are left out. */
export async function peopleWho(db: Db, capability: Capability, unit: string, today: Day): Promise<PersonInReach[]> {
  const { rows } = await sql<PersonInReach>`
    with recursive tree as materialized (${treeOn(today)}),
    above (code) as (
      select ${unit}::text
      union
      select tree.parent from above join tree on tree.code = above.code where tree.parent is not null
    )
    select u.id, u.login, u.name, array_agg(distinct g.role) as roles
      from above join role_grant g on g.unit = above.code and g.valid @> ${today}::date
      join app_user u on u.id = g.user_id
     where u.disabled_at is null
     group by u.id, u.login, u.name having bool_or(g.role = any(${rolesWith(capability)}::text[]))
     order by u.name, u.id`.execute(db);
  return rows;
}

export interface VisibleUnit {
  readonly code: string;
  readonly label: string;
  readonly shortLabel: string;
  /** The nearest unit above that is visible too; null at the top of what the person sees. */
  readonly parent: string | null;
  readonly kind: UnitKind;
  /** 0 at the top of what the person sees. */
  readonly depth: number;
}

/** The units on which this person may do `capability`, each after its parent, brothers by rank then code. */
export async function visibleUnits(db: Db, access: Access, capability: Capability, today: Day): Promise<VisibleUnit[]> {
  const { rows } = await sql<TreeRow>`${treeOn(today)}`.execute(db);
  const allowed = unitsWhere(access, capability);
  const seen = access.system ? rows : rows.filter(({ code }) => allowed.has(code));
  return inTreeOrder(seen);
}

/** The years that the organisation knows: its fiscal years, and those that its campaigns prepare. */
export async function knownYears(db: Db): Promise<number[]> {
  const { rows } = await sql<{ year: number }>`
    select year from fiscal_year union select target_year from campaign order by year`.execute(db);
  return rows.map(({ year }) => year);
}

interface TreeRow {
  readonly code: string;
  readonly parent: string | null;
  readonly label: string;
  readonly short_label: string;
  readonly kind: UnitKind;
  readonly rank: number;
}

function inTreeOrder(rows: readonly TreeRow[]): VisibleUnit[] {
  const present = new Set(rows.map(({ code }) => code));
  const children = new Map<string | null, TreeRow[]>();
  for (const row of rows) {
    const parent = row.parent !== null && present.has(row.parent) ? row.parent : null;
    children.set(parent, [...(children.get(parent) ?? []), row]);
  }
  const ordered: VisibleUnit[] = [];
  const descend = (parent: string | null, depth: number) => {
    const brothers = (children.get(parent) ?? []).sort((left, right) => left.rank - right.rank || compare(left.code, right.code));
    for (const { code, label, short_label, kind } of brothers) {
      ordered.push({ code, label, shortLabel: short_label, parent, kind, depth });
      descend(code, depth + 1);
    }
  };
  descend(null, 0);
  return ordered;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
