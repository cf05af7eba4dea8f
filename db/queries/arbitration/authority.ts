import { sql } from "kysely";
import { type Access, delegationsFor, holds } from "#app/domain/access.ts";
import type { DecidedAmount } from "#app/domain/arbitration/amount.ts";
import {
  checkAuthority,
  type Decider,
  type DecisionPhase,
  type DecisionRule,
  type Principal,
  phaseOf,
  type Stake,
  stakesOf,
} from "#app/domain/arbitration/authority.ts";
import type { RequestState } from "#app/domain/forecast/request-state.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "../../client.ts";
import { accessOf } from "../access.ts";
import { rootUnit } from "../ledger/scope.ts";

/** A version of the table: from when it holds, who wrote it, when and why. */
export interface DecisionTable {
  readonly id: bigint;
  readonly validFrom: Day;
  readonly reason: string;
  readonly author: string;
  readonly at: Date;
  readonly rules: readonly DecisionRule[];
}

/** Every version, the latest written first. */
export async function decisionTables(db: Db): Promise<DecisionTable[]> {
  const { rows } = await sql<Omit<DecisionTable, "rules">>`
    select t.id, t.valid_from::text as "validFrom", t.reason, u.name as author, t.at
      from decision_table t join app_user u on u.id = t.author order by t.id desc`.execute(db);
  const rules = await sql<
    Omit<DecisionRule, "decider"> & {
      tableId: bigint;
      role: Extract<Decider, { kind: "role" }>["role"] | null;
      whole: boolean;
      person: bigint | null;
      name: string | null;
    }
  >`
    select r.table_id as "tableId", r.phase, r.spending_class as "spendingClass", r.up_to as "upTo", r.role, r.whole, r.person, u.name
      from decision_rule r left join app_user u on u.id = r.person order by r.table_id, r.ordinal`.execute(db);
  const ruled = rules.rows.map(({ tableId, role, whole, person, name, ...rule }) => {
    const decider: Decider = role === null ? { kind: "person", id: person ?? 0n, name: name ?? "" } : { kind: "role", role, whole };
    return { tableId, rule: { ...rule, decider } };
  });
  return rows.map((table) => ({ ...table, rules: ruled.filter(({ tableId }) => tableId === table.id).map(({ rule }) => rule) }));
}

/** The version in force on a day: of those that hold by then, the one that holds last; written last, of two from one day. */
export function tableOn(tables: readonly DecisionTable[], day: Day): DecisionTable | undefined {
  return tables
    .filter(({ validFrom }) => validFrom <= day)
    .toSorted((left, right) => (left.validFrom > right.validFrom ? -1 : left.validFrom < right.validFrom ? 1 : 0))[0];
}

/** Writes a version of the table. */
export async function insertDecisionTable(
  db: Db,
  { rules, validFrom, reason, author }: { rules: readonly DecisionRule[]; validFrom: Day; reason: string; author: bigint },
): Promise<bigint> {
  const { id } = await db
    .insertInto("decision_table")
    .values({ valid_from: validFrom, reason, author })
    .returning("id")
    .executeTakeFirstOrThrow();
  const rows = rules.map(({ phase, spendingClass, upTo, decider }, index) => ({
    ...{ table_id: id, ordinal: index + 1, phase, spending_class: spendingClass, up_to: upTo },
    ...(decider.kind === "role"
      ? { role: decider.role, whole: decider.whole, person: null }
      : { role: null, whole: false, person: decider.id }),
  }));
  if (rows.length > 0) await db.insertInto("decision_rule").values(rows).execute();
  return id;
}

/** In whose name a person decides: their own (null), or that of whoever delegated it to them. */
export interface Mandate {
  readonly onBehalfOf: { readonly id: bigint; readonly name: string; readonly delegation: string } | null;
}

/** A request as authority looks at it; `amounts` as decided, or as asked when nothing is yet. */
export interface RequestAtStake {
  readonly id: string;
  readonly unit: string;
  readonly state: RequestState;
  readonly amounts: readonly (Pick<DecidedAmount, "spendingClass" | "measure" | "asked"> & { readonly decided?: Quantity })[];
  /** Those who had a hand in it, by name. */
  readonly authors?: ReadonlyMap<bigint, string>;
}
export interface Asker {
  readonly actor: { readonly id: bigint; readonly access: Access };
  readonly today: Day;
}

/**
 * In whose name this person may decide each request, or why they may not: their own when they hold the capability and the table lets them, else
 * that of the first who delegated to them and whom it lets. Whoever had a hand in a request decides it neither themselves nor through another.
 */
export async function mandatesOn(
  db: Db,
  { actor, today }: Asker,
  requests: readonly RequestAtStake[],
): Promise<Map<string, Result<Mandate>>> {
  const rules = tableOn(await decisionTables(db), today)?.rules ?? [];
  const root = await rootUnit(db, today);
  const phases = rules.length > 0 ? await phasesOf(db, requests) : new Map<string, DecisionPhase>();
  const delegators = await delegatorsOf(db, { actor, today });
  const judge = (request: RequestAtStake, id: bigint, access: Access): Result<true> => {
    const author = request.authors?.get(id);
    if (author !== undefined) return refuse({ kind: "author-decides", author });
    const phase = phases.get(request.id) ?? "preArbitration";
    return checkAuthority(rules, phase, stakesOf(request.amounts), principal(id, access, request.unit, root));
  };
  const mandateOf = (request: RequestAtStake): Result<Mandate> => {
    if (actor.access.system) return accept(inOwnName);
    const author = request.authors?.get(actor.id);
    if (author !== undefined) return refuse({ kind: "author-decides", author });
    const own = holds(actor.access, "arbitration.decide", request.unit) ? judge(request, actor.id, actor.access) : undefined;
    if (own?.ok) return accept(inOwnName);
    const through = delegationsFor(actor.access, "arbitration.decide", request.unit).map(({ id, delegator }) => ({
      mandate: { onBehalfOf: { ...delegator, delegation: id } },
      judged: judge(request, delegator.id, delegators.get(delegator.id) ?? { grants: [] }),
    }));
    const found = through.find(({ judged }) => judged.ok);
    if (found) return accept(found.mandate);
    const why = [own, ...through.map(({ judged }) => judged)].flatMap((result) =>
      result === undefined || result.ok ? [] : [result.refusal],
    );
    return refuse(why[0] ?? { kind: "forbidden", capability: "arbitration.decide" });
  };
  return new Map(requests.map((request) => [request.id, mandateOf(request)]));
}

const inOwnName: Mandate = { onBehalfOf: null };

/** What those who delegated to somebody hold themselves. */
async function delegatorsOf(db: Db, { actor, today }: Asker): Promise<Map<bigint, Access>> {
  const delegators = new Map<bigint, Access>();
  for (const { delegator } of actor.access.delegations ?? []) {
    if (!delegators.has(delegator.id)) delegators.set(delegator.id, { grants: (await accessOf(db, delegator.id, today)).grants });
  }
  return delegators;
}

/** A movement as authority looks at it: the units it touches, what it puts at stake, and who wrote it. */
export interface MovementAtStake {
  readonly units: readonly string[];
  readonly stakes: readonly Stake[];
  readonly author: { readonly id: bigint; readonly name: string };
}

/**
 * In whose name this person may approve a movement, or why they may not: the same as for a request (`mandatesOn`), on every unit that the movement
 * touches. Whoever wrote it approves it neither themselves nor through another.
 */
export async function movementMandate(db: Db, asker: Asker, { units, stakes, author }: MovementAtStake): Promise<Result<Mandate>> {
  const { actor, today } = asker;
  if (author.id === actor.id) return refuse({ kind: "author-decides", author: author.name });
  if (actor.access.system) return accept(inOwnName);
  const rules = tableOn(await decisionTables(db), today)?.rules ?? [];
  const root = await rootUnit(db, today);
  const judge = (id: bigint, access: Access): Result<true> => {
    if (id === author.id) return refuse({ kind: "author-decides", author: author.name });
    const judged = units.map((unit) => checkAuthority(rules, "movement", stakes, principal(id, access, unit, root)));
    return judged.find(({ ok }) => !ok) ?? accept(true);
  };
  const own = units.every((unit) => holds(actor.access, "allotment.approve", unit)) ? judge(actor.id, actor.access) : undefined;
  if (own?.ok) return accept(inOwnName);
  const delegators = await delegatorsOf(db, asker);
  const [first = ""] = units;
  const through = delegationsFor(actor.access, "allotment.approve", first)
    .filter((delegation) => units.every((unit) => delegation.units.has(unit)))
    .map(({ id, delegator }) => ({
      mandate: { onBehalfOf: { ...delegator, delegation: id } },
      judged: judge(delegator.id, delegators.get(delegator.id) ?? { grants: [] }),
    }));
  const found = through.find(({ judged }) => judged.ok);
  if (found) return accept(found.mandate);
  const why = [own, ...through.map(({ judged }) => judged)].flatMap((result) =>
    result === undefined || result.ok ? [] : [result.refusal],
  );
  return refuse(why[0] ?? { kind: "forbidden", capability: "allotment.approve" });
}

function principal(id: bigint, { grants }: Access, unit: string, root: string | undefined): Principal {
  const own = grants.filter(({ units }) => units.has(unit));
  return { id, roles: own.map(({ role, units }) => ({ role, whole: root !== undefined && units.has(root) })) };
}

async function phasesOf(db: Db, requests: readonly RequestAtStake[]): Promise<Map<string, DecisionPhase>> {
  const { rows } = await sql<{ id: string; wasInConference: boolean; isSealed: boolean }>`
    select r.id, exists (select from request_transition t where t.request_id = r.id and t.to_state = 'conference') as "wasInConference",
           exists (select from decision d join sitting s on s.id = d.sitting_id where d.request_id = r.id and s.state = 'sealed') as "isSealed"
      from unnest(${requests.map(({ id }) => id)}::uuid[]) as r(id)`.execute(db);
  const past = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    requests.map(({ id, state }) => {
      const { wasInConference = false, isSealed = false } = past.get(id) ?? {};
      return [id, phaseOf({ state, wasInConference, isSealed })];
    }),
  );
}
