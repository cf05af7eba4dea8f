import { randomUUID } from "node:crypto";
import { checkIncome, type Income, type IncomeAct } from "#app/domain/forecast/income.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { type Campaign, findCampaign } from "#db/queries/campaign.ts";
import { incomeOn, insertIncome, insertIncomeVersion, isLineOf, lockSheet } from "#db/queries/forecast/income.ts";
import { checkStep } from "./campaign-windows.ts";
import { openForRequests } from "./planning-reach.ts";
import { type CommandContext, runCommand, type Touched } from "./run.ts";

export interface IncomePlace {
  readonly campaignId: string;
  readonly unit: string;
}
export type IncomeInput = IncomePlace &
  Income & {
    /** One that stands; absent: a new one. */
    readonly incomeId?: string | undefined;
    /** The version of it that the writer saw. */
    readonly seenVersion?: number | undefined;
  };
export interface SavedIncome {
  readonly incomeId: string;
  readonly number: number | null;
  readonly version: number;
}

/** Says what a unit expects to receive, or says it anew. What it said before stays in its history. Refused once somebody has changed it since. */
export async function saveIncome(context: CommandContext, input: IncomeInput): Promise<Result<SavedIncome>> {
  const declaration = { name: "save-income", capability: "forecast.edit", unit: input.unit } as const;
  return await runCommand<SavedIncome>(context, declaration, input, async (db, touch) => {
    const place = await incomeSheet(db, context, input);
    if (!place.ok) return place;
    const { sheetId, campaign } = place.value;
    const checked = checkIncome({ ...incomeIn(input), payer: input.payer.trim(), purpose: input.purpose.trim() }, campaign.targetYear);
    if (!checked.ok) return checked;
    const { lineId } = checked.value;
    if (lineId !== null && !(await isLineOf(db, sheetId, lineId))) return refuse({ kind: "not-found", what: "line", id: lineId });
    const author = context.actor.id;
    if (input.incomeId === undefined) {
      const id = randomUUID();
      const number = await insertIncome(db, { id, sheetId });
      await insertIncomeVersion(db, { id, version: 1, act: "add", author, income: checked.value });
      touch(touchedIncome(id, input, { act: "add", after: checked.value }));
      return accept({ incomeId: id, number, version: 1 });
    }
    const standing = await standingIncome(db, sheetId, { id: input.incomeId, seen: input.seenVersion ?? 0 });
    if (!standing.ok) return standing;
    const { version, act, ...before } = standing.value;
    if (act === "withdraw") return refuse({ kind: "wrong-state", what: "income", state: "withdrawn", expected: ["expected"] });
    await insertIncomeVersion(db, { id: input.incomeId, version: version + 1, act: "change", author, income: checked.value });
    touch(touchedIncome(input.incomeId, input, { act: "change", before, after: checked.value }));
    return accept({ incomeId: input.incomeId, number: null, version: version + 1 });
  });
}

/** Takes an income back, or puts it again as it was. */
export async function withdrawIncome(
  context: CommandContext,
  input: IncomePlace & { readonly incomeId: string; readonly seenVersion: number; readonly restore: boolean },
): Promise<Result<SavedIncome>> {
  const declaration = { name: "withdraw-income", capability: "forecast.edit", unit: input.unit } as const;
  return await runCommand<SavedIncome>(context, declaration, input, async (db, touch) => {
    const place = await incomeSheet(db, context, input);
    if (!place.ok) return place;
    const standing = await standingIncome(db, place.value.sheetId, { id: input.incomeId, seen: input.seenVersion });
    if (!standing.ok) return standing;
    const { version, act, ...income } = standing.value;
    const [state, expected] = act === "withdraw" ? ["withdrawn", "expected"] : ["expected", "withdrawn"];
    if ((act === "withdraw") !== input.restore) return refuse({ kind: "wrong-state", what: "income", state, expected: [expected] });
    const done: IncomeAct = input.restore ? "restore" : "withdraw";
    await insertIncomeVersion(db, { id: input.incomeId, version: version + 1, act: done, author: context.actor.id, income });
    touch(touchedIncome(input.incomeId, input, { act: done, before: income }));
    return accept({ incomeId: input.incomeId, number: null, version: version + 1 });
  });
}

/** The sheet, locked, when the campaign takes requests and its calendar lets this person write today: as for its cells. */
async function incomeSheet(db: Db, context: CommandContext, place: IncomePlace): Promise<Result<{ sheetId: string; campaign: Campaign }>> {
  const campaign = await findCampaign(db, place.campaignId);
  if (!campaign) return refuse({ kind: "not-found", what: "campaign", id: place.campaignId });
  const open = openForRequests(campaign);
  if (!open.ok) return open;
  const within = await checkStep(db, context, place, "writing");
  if (!within.ok) return within;
  const sheetId = await lockSheet(db, campaign.id, place.unit);
  return sheetId === undefined ? refuse({ kind: "not-found", what: "sheet", id: place.unit }) : accept({ sheetId, campaign });
}

async function standingIncome(
  db: Db,
  sheetId: string,
  { id, seen }: { id: string; seen: number },
): Promise<Result<Income & { version: number; act: IncomeAct }>> {
  const standing = await incomeOn(db, sheetId, id);
  if (!standing) return refuse({ kind: "not-found", what: "income", id });
  const { version } = standing;
  return version === seen ? accept(standing) : refuse({ kind: "stale", what: "income", seen: BigInt(seen), current: BigInt(version) });
}

function incomeIn({ kind, payer, targetYear, month, amount, certainty, purpose, lineId }: Income): Income {
  return { kind, payer, targetYear, month, amount, certainty, purpose, lineId };
}

function touchedIncome(id: string, { unit }: IncomePlace, detail: Readonly<Record<string, unknown>>): Touched {
  return { kind: "income", id, unit, detail };
}
