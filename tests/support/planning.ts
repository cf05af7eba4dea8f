import { randomUUID } from "node:crypto";
import { instructRequest } from "#app/commands/instruct-request.ts";
import { openCampaign } from "#app/commands/open-campaign.ts";
import type { CommandContext } from "#app/commands/run.ts";
import { type RequestInput, type SavedRequest, saveRequest } from "#app/commands/save-request.ts";
import { submitRequest } from "#app/commands/submit-request.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { runChecks } from "#db/check.ts";
import type { Db } from "#db/client.ts";
import { must, type SmallOrganisation, smallOrganisation } from "./small-organisation.ts";

type Person = () => Promise<CommandContext>;

/** The small organisation with an open campaign for 2027 on its two units, and the people who take a request through it. */
export interface PlanningWorld extends SmallOrganisation {
  readonly campaignId: string;
  /** Agent of DR44: writes. */
  readonly agent: Person;
  /** Head of DR44: writes and submits. */
  readonly head: Person;
  /** Programme staff, on the root: returns, instructs, prepares. */
  readonly staff: Person;
  /** Arbitrator, on the root. */
  readonly arbitrator: Person;
  read<Value>(work: (db: Db) => Promise<Value>): Promise<Value>;
}

export async function planningWorld(): Promise<PlanningWorld> {
  return await planningWorldIn(await smallOrganisation());
}

export async function planningWorldIn(small: SmallOrganisation): Promise<PlanningWorld> {
  const staff = () => small.as("staff", { role: "programmeStaff", unit: "INSEE" });
  const campaignId = await campaign(await staff(), "Initial campaign");
  return {
    ...small,
    campaignId,
    close: async () => {
      await totalsHold(small).finally(small.close);
    },
    staff,
    agent: () => small.as("agent", { role: "agent", unit: "DR44" }),
    head: () => small.as("head", { role: "unitHead", unit: "DR44" }),
    arbitrator: () => small.as("arbitrator", { role: "arbitrator", unit: "INSEE" }),
    read: (work) => small.database.read(small.organisation, work),
  };
}

/** Whatever was written to the sheets of a world, what is kept beside their cells adds up to them. */
export async function totalsHold({ database, organisation }: Pick<SmallOrganisation, "database" | "organisation">): Promise<void> {
  const [result] = await database.read(organisation, (db) => runChecks(db, { only: ["sheet-totals"] }));
  if (result?.faultCount !== 0) throw new Error(`the totals of sheets do not hold: ${result?.faults.map(({ place }) => place).join(", ")}`);
}

/** The same world and people, in a campaign where nothing has happened yet. */
export async function otherCampaign(world: PlanningWorld): Promise<PlanningWorld> {
  return { ...world, campaignId: await campaign(await world.staff(), randomUUID()) };
}

/** One cell of the whole year 2027. */
export function cell(measure: BudgetResource, amount: Quantity | null, { targetYear = 2027, month = 0 } = {}) {
  return { measure, targetYear, month, amount };
}

/** A new measure of DR44 that asks AE 100 and CP 60, in cents, on one line. */
export function newMeasure(world: Pick<PlanningWorld, "campaignId">, other: Partial<RequestInput> = {}): RequestInput {
  return {
    campaignId: world.campaignId,
    unit: "DR44",
    kind: "newMeasure",
    title: "Enquête nouvelle",
    rank: null,
    obligation: "discretionary",
    justification: "Parce que.",
    risk: "",
    lines: [{ nature: "31", activity: "01-ENQ", label: "Terrain", cells: [cell("AE", 100n), cell("CP", 60n)] }],
    ...other,
  };
}

/** Written by the agent of the unit; by programme staff when it says what personnel costs, which an agent does not. */
export async function savedRequest(world: PlanningWorld, other: Partial<RequestInput> = {}): Promise<SavedRequest> {
  const costs = other.lines?.some(({ nature, cells }) => nature.startsWith("2") && cells.some(({ measure }) => measure === "AE"));
  return must(await saveRequest(await (costs ? world.staff() : world.agent()), newMeasure(world, other)));
}

/** A request that has been submitted by the head of unit and instructed: ready to be decided. */
export async function instructedRequest(world: PlanningWorld, other: Partial<RequestInput> = {}): Promise<string> {
  const { requestId } = await savedRequest(world, other);
  must(await submitRequest(await world.head(), { requestId }));
  must(await instructRequest(await world.staff(), { requestId, view: "favourable", sentence: "Fondé." }));
  return requestId;
}

async function campaign(by: CommandContext, label: string): Promise<string> {
  const dates = { opensOn: "2026-03-01", closesOn: "2026-04-30" };
  return must(await openCampaign(by, { targetYear: 2027, kind: "initial", label, ...dates, units: ["DR44", "DPT"] })).campaignId;
}
