import { randomUUID } from "node:crypto";
import { checkMovement, type MovementLine } from "#app/domain/allotment/movement.ts";
import { type Decided, isCredit, notificationLines, notifiedPlaces } from "#app/domain/allotment/notification.ts";
import { type ReserveRates, reserveOf } from "#app/domain/allotment/reserve.ts";
import { documentNumber } from "#app/domain/execution/document-number.ts";
import type { Day } from "#app/domain/month.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { advanceRequests, lockScenario, markNotified } from "#db/queries/allotment.ts";
import { insertNotification, notificationsOf, unitsDecided } from "#db/queries/allotment-notification.ts";
import { decidedCells, requestsToNotify } from "#db/queries/arbitration/scenario.ts";
import { actionsOf, classesOf, exercisesOf, natureFacts, rootUnit } from "#db/queries/execution-reference.ts";
import { tellOfLetters } from "./letter-notices.ts";
import { checkReach } from "./post-events.ts";
import { postMovement } from "./post-movement.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface NotifyScenarioInput {
  readonly scenarioId: string;
  readonly on: Day;
  readonly reason: string;
  /** The precautionary reserve, in hundredths of a percent of what is notified (550 is 5.5 %); absent: none. */
  readonly reserveRates?: ReserveRates;
}
export interface NotifiedScenario {
  readonly notificationId: string;
  readonly movementId: string;
  readonly number: string;
  /** Of the reserve, when there is one. */
  readonly freezeId: string | null;
  readonly requests: number;
  /** Of which units: each whose requests the scenario decides. */
  readonly letters: number;
}

/**
 * Notifies what an adopted scenario decides for its campaign's year, once: unallocated of the programme → notified of the units, and
 * the requests to which it gives something become `notified`; each unit whose requests it decides has a letter, and its heads are told. Refused: a
 * scenario that was notified already (`already-notified`) or is not adopted (`wrong-state`), more than what the programme holds (`credit-exceeded`),
 * AE ≠ CP on title 2.
 */
export async function notifyScenario(context: CommandContext, input: NotifyScenarioInput): Promise<Result<NotifiedScenario>> {
  const { scenarioId, on, reason, reserveRates = {} } = input;
  return await runCommand(context, { name: "notify-scenario", capability: "allotment.notify" }, input, async (db, touch) => {
    const scenario = await lockScenario(db, scenarioId);
    if (!scenario) return refuse({ kind: "not-found", what: "scenario", id: scenarioId });
    const before = (await notificationsOf(db, scenario.targetYear)).find((own) => own.scenarioId === scenarioId);
    if (before) {
      const number = documentNumber("MV", before.fiscalYear, before.movement);
      return refuse({ kind: "already-notified", number, on: before.on, by: before.author });
    }
    const { state } = scenario;
    if (state !== "adopted") return refuse({ kind: "wrong-state", what: "scenario", state, expected: ["adopted"] });
    const years = await exercisesOf(db, [on]);
    if (!years.ok) return years;
    const fiscalYear = years.value(on);
    if (fiscalYear !== scenario.targetYear) return refuse({ kind: "unknown-year", date: on });
    const decided = await decidedFor(db, scenarioId, fiscalYear);
    const lines = await linesOf(db, decided, on);
    if (!lines.ok) return lines;
    const reach = checkReach(
      context,
      "allotment.notify",
      lines.value.flatMap(({ from, to }) => [from.unit, to.unit]),
    );
    if (!reach.ok) return reach;
    const classOf = await classesOf(
      db,
      lines.value.flatMap(({ from, to }) => [from.nature, to.nature]),
    );
    const checked = checkMovement("notification", lines.value, classOf);
    if (!checked.ok) return checked;
    const posted = await postMovement(db, context, { kind: "notification", fiscalYear, on, reason, scenarioId, lines: lines.value });
    if (!posted.ok) return posted;
    const frozen = reserveOf(notifiedPlaces(decided, classOf), reserveRates);
    const freeze =
      frozen.length > 0
        ? await postMovement(db, context, { kind: "freeze", fiscalYear, on, reason, scenarioId, lines: frozen })
        : undefined;
    if (freeze && !freeze.ok) return freeze;
    const requests = (await requestsToNotify(db, scenarioId)).map(({ id }) => id);
    await advanceRequests(db, requests, { from: "arbitrated", to: "notified", actor: context.actor.id, reason });
    await markNotified(db, scenarioId, posted.value.eventId);
    const { movementId, number } = posted.value;
    const freezeId = freeze?.value.movementId ?? null;
    const notificationId = randomUUID();
    const units = await unitsDecided(db, scenarioId);
    const kept = { id: notificationId, scenarioId, fiscalYear, movementId, freezeId, on, reason, author: context.actor.id, units };
    await insertNotification(db, kept);
    const { campaign, campaignId } = scenario;
    await tellOfLetters(db, context, { id: notificationId, fiscalYear, campaign, campaignId }, units);
    touch({ kind: "scenario", id: scenarioId, detail: { movementId, number, requests: requests.length, letters: units.length } });
    return accept({ notificationId, movementId, number, freezeId, requests: requests.length, letters: units.length });
  });
}

export async function decidedFor(db: Db, scenarioId: string, year: number): Promise<Decided[]> {
  const cells = await decidedCells(db, scenarioId);
  return cells
    .filter(({ targetYear }) => targetYear === year)
    .map(({ unit, nature, activity, measure, amount }) => ({ unit, nature, activity, resource: measure, amount }))
    .filter(isCredit);
}

async function linesOf(db: Db, decided: readonly Decided[], on: Day): Promise<Result<MovementLine[]>> {
  const unit = await rootUnit(db, on);
  const facts = await natureFacts(
    db,
    decided.map(({ nature }) => ({ nature, on })),
  );
  const actionOf = await actionsOf(
    db,
    decided.map(({ activity }) => activity),
    on,
  );
  return notificationLines(decided, ({ nature, activity }) => ({
    unit,
    nature: facts(nature, on).classNode,
    activity: actionOf(activity),
  }));
}
