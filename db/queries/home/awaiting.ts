import { type SqlBool, sql } from "kysely";
import { type Access, type Capability, mayDo, unitsWhere } from "#app/domain/access.ts";
import type { RequestState } from "#app/domain/forecast/request-state.ts";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "../../client.ts";

/** Something that waits for this person: what to do, how many, before when, and the exercise in which it is done. */
export interface Awaiting {
  readonly verb: AwaitingVerb;
  readonly count: number;
  readonly dueOn: Day | null;
  readonly year: number;
}
export const awaitingVerbs = [
  "submit",
  "instruct",
  "decide",
  "notify",
  "approve",
  "control",
  "release",
  "certify",
  "request",
  "pay",
  "explain",
  "watch",
] as const;
export type AwaitingVerb = (typeof awaitingVerbs)[number];

export interface Reader {
  readonly access: Access;
  /** Who reads: nobody is asked to pay what they requested. */
  readonly person: bigint;
  readonly fiscalYear: number;
  readonly today: Day;
}

/**
 * What awaits this person, in the order of the cycle: by what they may do and on which units. Requests are counted in every open
 * campaign (they are for a year to come), credits and expenses in the exercise that is read.
 */
export async function awaiting(db: Db, reader: Reader): Promise<Awaiting[]> {
  const found: Awaiting[] = [];
  for (const verb of awaitingVerbs) {
    const { capability, count } = sources[verb];
    if (!mayDo(reader.access, capability)) continue;
    for (const row of await count(db, reader, visibleUnits(reader.access, capability))) {
      if (row.count > 0n) found.push({ verb, count: Number(row.count), dueOn: row.dueOn, year: row.year });
    }
  }
  return found;
}

interface Counted {
  readonly count: bigint;
  readonly dueOn: Day | null;
  readonly year: number;
}
/** The units in which the reader acts; null for the system, which acts everywhere. */
type Units = readonly string[] | null;
type Count = (db: Db, reader: Reader, units: Units) => Promise<Counted[]>;

const sources: Readonly<Record<AwaitingVerb, { capability: Capability; count: Count }>> = {
  submit: { capability: "forecast.submit", count: (db, _, units) => requestsIn(db, ["draft"], units) },
  instruct: { capability: "forecast.return", count: (db, _, units) => requestsIn(db, ["submitted", "accepted"], units) },
  decide: { capability: "arbitration.decide", count: requestsToDecide },
  notify: { capability: "allotment.notify", count: scenariosToNotify },
  approve: { capability: "allotment.approve", count: movementsToApprove },
  control: { capability: "visa.record", count: movementsToControl },
  release: { capability: "allotment.release", count: tranchesDue },
  certify: {
    capability: "execution.certify",
    count: (db, reader, units) => commitmentLines(db, reader, units, sql`l.committed - l.withdrawn > l.certified`),
  },
  request: {
    capability: "execution.request",
    count: (db, reader, units) => commitmentLines(db, reader, units, sql`l.certified > l.requested`),
  },
  pay: { capability: "execution.pay", count: paymentsDue },
  explain: { capability: "execution.explain", count: explanationsAsked },
  watch: { capability: "execution.ask", count: seriousAlerts },
};

function visibleUnits(access: Access, capability: Capability): Units {
  return access.system ? null : [...unitsWhere(access, capability)];
}

function requestsOpen(db: Db, states: readonly RequestState[], units: Units) {
  return db
    .selectFrom("request as r")
    .innerJoin("sheet as s", "s.id", "r.sheet_id")
    .innerJoin("campaign as c", "c.id", "s.campaign")
    .where("r.state", "in", states)
    .where("c.state", "in", ["open", "arbitration"])
    .where(within("s.unit", units))
    .groupBy("c.target_year")
    .orderBy("c.target_year")
    .select(({ fn }) => [fn.countAll<bigint>().as("count"), "c.target_year as year"]);
}

async function requestsIn(db: Db, states: readonly RequestState[], units: Units): Promise<Counted[]> {
  return await requestsOpen(db, states, units)
    .select(({ fn }) => fn.min("c.closes_on").as("dueOn"))
    .execute();
}

/** Requests ready for a decision which no decision of an open scenario concerns; the author of a request does not decide on it. */
async function requestsToDecide(db: Db, { person }: Reader, units: Units): Promise<Counted[]> {
  const rows = await requestsOpen(db, ["instructed", "preArbitrated", "conference"], units)
    .where("r.author", "<>", person)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("standing_decision as d")
            .innerJoin("scenario as k", "k.id", "d.scenario_id")
            .select("d.decision_id")
            .whereRef("d.request_id", "=", "r.id")
            .where("k.state", "in", ["open", "frozen", "adopted"]),
        ),
      ),
    )
    .execute();
  return rows.map((row) => ({ ...row, dueOn: null }));
}

/** A scenario is of the whole programme: its campaign's root unit is what the capability is asked on. */
async function scenariosToNotify(db: Db): Promise<Counted[]> {
  const rows = await db
    .selectFrom("scenario as k")
    .innerJoin("campaign as c", "c.id", "k.campaign")
    .where("k.state", "=", "adopted")
    .where("k.event_id", "is", null)
    .groupBy("c.target_year")
    .select(({ fn }) => [fn.countAll<bigint>().as("count"), "c.target_year as year"])
    .execute();
  return rows.map((row) => ({ ...row, dueOn: null }));
}

/** Movements that somebody else proposed, on units that are all within reach. */
function movementsProposed(db: Db, { fiscalYear }: Reader, units: Units) {
  return db
    .selectFrom("movement as m")
    .where("m.fiscal_year", "=", fiscalYear)
    .where("m.state", "=", "proposed")
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("movement_line as l")
            .select("l.line")
            .whereRef("l.movement_id", "=", "m.id")
            .where(sql<SqlBool>`not (${within("l.from_unit", units)} and ${within("l.to_unit", units)})`),
        ),
      ),
    )
    .select(({ fn }) => fn.countAll<bigint>().as("count"));
}

async function movementsToApprove(db: Db, reader: Reader, units: Units): Promise<Counted[]> {
  const row = await movementsProposed(db, reader, units).where("m.author", "<>", reader.person).executeTakeFirstOrThrow();
  return [{ ...row, dueOn: null, year: reader.fiscalYear }];
}

/** Those that take title 2 to other titles, on which the budget controller has given no act yet (LOLF art. 7 II). */
async function movementsToControl(db: Db, reader: Reader, units: Units): Promise<Counted[]> {
  const row = await movementsProposed(db, reader, units)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom("controller_act as a").select("a.id").whereRef("a.movement_id", "=", "m.id"))),
    )
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("movement_line as l")
          .innerJoin("nature as f", "f.code", "l.from_nature")
          .innerJoin("nature as t", "t.code", "l.to_nature")
          .select("l.line")
          .whereRef("l.movement_id", "=", "m.id")
          .where("f.spending_class", "=", "personnel")
          .where("t.spending_class", "=", "nonPersonnel"),
      ),
    )
    .executeTakeFirstOrThrow();
  return [{ ...row, dueOn: null, year: reader.fiscalYear }];
}

async function tranchesDue(db: Db, { fiscalYear, today }: Reader, units: Units): Promise<Counted[]> {
  const row = await db
    .selectFrom("movement as m")
    .where("m.fiscal_year", "=", fiscalYear)
    .where("m.kind", "=", "allotment")
    .where("m.state", "=", "planned")
    .where("m.planned_on", "<=", today)
    .where(({ exists, selectFrom }) =>
      exists(selectFrom("movement_line as l").select("l.line").whereRef("l.movement_id", "=", "m.id").where(within("l.to_unit", units))),
    )
    .select(({ fn }) => [fn.countAll<bigint>().as("count"), fn.min("m.planned_on").as("dueOn")])
    .executeTakeFirstOrThrow();
  return [{ ...row, year: fiscalYear }];
}

async function commitmentLines(db: Db, { fiscalYear }: Reader, units: Units, condition: ReturnType<typeof sql>): Promise<Counted[]> {
  const row = await db
    .selectFrom("commitment_line as l")
    .innerJoin("commitment as c", "c.id", "l.commitment_id")
    .where("c.fiscal_year", "=", fiscalYear)
    .where(sql<SqlBool>`${condition}`)
    .where(within("l.unit", units))
    .select(({ fn }) => fn.count<bigint>("c.id").distinct().as("count"))
    .executeTakeFirstOrThrow();
  return [{ count: row.count, dueOn: null, year: fiscalYear }];
}

async function paymentsDue(db: Db, { fiscalYear, person }: Reader, units: Units): Promise<Counted[]> {
  const row = await db
    .selectFrom("payment_request as r")
    .where("r.fiscal_year", "=", fiscalYear)
    .where("r.state", "=", "requested")
    .where("r.author", "<>", person)
    .where(within("r.unit", units))
    .select(({ fn }) => fn.countAll<bigint>().as("count"))
    .executeTakeFirstOrThrow();
  return [{ count: row.count, dueOn: null, year: fiscalYear }];
}

/** Alerts on which an explanation is awaited from these units; whoever may ask for one is not asked. */
async function explanationsAsked(db: Db, { access }: Reader, units: Units): Promise<Counted[]> {
  const askers = unitsWhere(access, "execution.ask");
  return await alertsCounted(db, units === null ? null : units.filter((unit) => !askers.has(unit)), sql`a.asked and a.state <> 'closed'`);
}

/** Serious alerts that nobody has asked about, explained or put aside. */
async function seriousAlerts(db: Db, _reader: Reader, units: Units): Promise<Counted[]> {
  return await alertsCounted(db, units, sql`a.state = 'open' and a.level = 'serious' and not a.asked`);
}

async function alertsCounted(db: Db, units: Units, condition: ReturnType<typeof sql>): Promise<Counted[]> {
  const rows = await db
    .selectFrom("alert as a")
    .where(sql<SqlBool>`${condition}`)
    .where(within("a.unit", units))
    .groupBy("a.fiscal_year")
    .orderBy("a.fiscal_year")
    .select(({ fn }) => [fn.countAll<bigint>().as("count"), "a.fiscal_year as year"])
    .execute();
  return rows.map((row) => ({ ...row, dueOn: null }));
}

function within(column: string, units: Units) {
  return units === null ? sql<SqlBool>`true` : sql<SqlBool>`${sql.ref(column)} = any(${[...units]}::text[])`;
}
