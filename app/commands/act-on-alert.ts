import { type Capability, mayDo } from "#app/domain/access.ts";
import type { Finding } from "#app/domain/alerts/alert.ts";
import { longestSnoozeDays } from "#app/domain/alerts/follow.ts";
import { monthsOver } from "#app/domain/forecast/landing.ts";
import { excerptOf } from "#app/domain/inbox/notice.ts";
import type { LandedResource } from "#app/domain/landing/manual.ts";
import { addDays, type Day, isDay } from "#app/domain/month.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { peopleWho } from "#db/queries/access.ts";
import { type AlertRow, alertAt, alertSteps, findAlert, insertAlert, insertAlertStep, moveAlert } from "#db/queries/alerts/alert.ts";
import { checkCodes } from "#db/queries/forecast/codes.ts";
import { sendNotices } from "#db/queries/inbox.ts";
import { lockNamed } from "#db/queries/named-lock.ts";
import { type CommandContext, runCommand, type Touched } from "./run.ts";

export interface AlertId {
  readonly alertId: string;
}

export interface QuestionInput {
  readonly year: number;
  readonly unit: string;
  readonly resource: LandedResource;
  /** What is asked. */
  readonly text: string;
}

/**
 * Asks a unit for an explanation, from any figure of it: the alert that stands for this unit and resource is joined; where nothing is out of line, one
 * that only carries the question is made. Those of the unit who may answer are told.
 */
export async function askExplanation(context: CommandContext, input: QuestionInput): Promise<Result<AlertId>> {
  const { year, unit, resource, text } = input;
  const { today } = context;
  return await runCommand(context, { name: "ask-explanation", capability: "execution.ask", unit }, input, async (db, touch) => {
    if (text.trim() === "") return refuse({ kind: "reason-required" });
    const known = await checkCodes(db, "unit", [unit], today);
    if (!known.ok) return known;
    await lockNamed(db, "alerts", [String(year)]);
    const standing = await standingAt(db, input);
    const months = monthsOver(year, today);
    const question: Finding = { ...emptyQuestion, unit, resource, months };
    const alert = standing ?? (await findAlert(db, await insertAlert(db, year, question, { today }), { lock: true }));
    if (!alert) throw new Error("an alert that was just made is not there");
    return await ask(db, context, { alert, text }, touch);
  });
}

const emptyQuestion = { cause: "question", sign: "question", level: "watch", size: 0, limit: 0, amount: 0n, day: null } as const;

/** The alert that a question about a unit and resource joins: the most serious that stands, else the last question, open or not. */
async function standingAt(db: Db, { year, unit, resource }: QuestionInput): Promise<AlertRow | undefined> {
  const found: AlertRow[] = [];
  for (const cause of ["overuse", "underuse", "question"] as const) {
    const alert = await alertAt(db, year, { unit, resource, cause });
    if (alert && (alert.state !== "closed" || cause === "question")) found.push(alert);
  }
  const weigh = ({ cause, level }: AlertRow) => (cause === "question" ? 0 : level === "serious" ? 2 : 1);
  const [first] = found.sort((left, right) => weigh(right) - weigh(left));
  return first && (await findAlert(db, first.id, { lock: true }));
}

export interface AlertActInput {
  readonly alertId: string;
  readonly seenVersion: number;
  /** What is asked, explained, or why it is put aside. */
  readonly text: string;
}

/** Asks for an explanation of an alert, from its page. */
export async function askAboutAlert(context: CommandContext, input: AlertActInput): Promise<Result<AlertId>> {
  return await onAlert(context, "ask-about-alert", "execution.ask", input, async (db, alert, touch) => {
    if (alert.state === "closed") return refuse({ kind: "alert-closed", unit: alert.unit });
    return await ask(db, context, { alert, text: input.text }, touch);
  });
}

/**
 * The unit explains: the alert is answered, and comes back only if it grows. A question alone is closed by its answer. Whoever asked is told.
 */
export async function explainAlert(context: CommandContext, input: AlertActInput): Promise<Result<AlertId>> {
  const { today, actor } = context;
  return await onAlert(context, "explain-alert", "execution.explain", input, async (db, alert, touch) => {
    if (alert.state === "closed") return refuse({ kind: "alert-closed", unit: alert.unit });
    const { sign, size } = alert;
    const state = alert.cause === "question" ? "closed" : "answered";
    await moveAlert(db, alert, alert, { state, reference: { sign, size }, asked: false }, today);
    const text = input.text.trim();
    await insertAlertStep(db, alert.id, alert, { act: "answered", text, actor: actor.id });
    const askers = (await alertSteps(db, alert.id)).filter(({ act }) => act === "asked").map((step) => step.actor);
    await sendNotices(
      db,
      [...new Set(askers)].map((recipient) => ({ ...noticeOf(alert, text), kind: "explanationGiven", recipient, author: actor.id })),
    );
    touch({ kind: "alert", id: alert.id, unit: alert.unit, detail: { act: "answered", text } });
    return accept({ alertId: alert.id });
  });
}

/** Puts an alert aside until a day, with a reason: it comes back on that day, or before if it grows. */
export async function snoozeAlert(context: CommandContext, input: AlertActInput & { readonly until: Day }): Promise<Result<AlertId>> {
  const { today, actor } = context;
  return await onAlert(context, "snooze-alert", "execution.ask", input, async (db, alert, touch) => {
    const { until } = input;
    if (alert.state === "closed") return refuse({ kind: "alert-closed", unit: alert.unit });
    if (!isDay(until)) return refuse({ kind: "not-a-day", text: until });
    const [earliest, latest] = [addDays(today, 1), addDays(today, longestSnoozeDays)];
    if (until < earliest || until > latest) return refuse({ kind: "snooze-out-of-term", until, earliest, latest });
    const { sign, size } = alert;
    await moveAlert(db, alert, alert, { state: "snoozed", snoozedUntil: until, reference: { sign, size } }, today);
    await insertAlertStep(db, alert.id, alert, { act: "snoozed", text: input.text.trim(), until, actor: actor.id });
    touch({ kind: "alert", id: alert.id, unit: alert.unit, detail: { act: "snoozed", until, text: input.text.trim() } });
    return accept({ alertId: alert.id });
  });
}

type Work = (db: Db, alert: AlertRow, touch: (touched: Touched) => void) => Promise<Result<AlertId>>;

/** One alert within reach, locked, as it was seen, with what there is to say. */
async function onAlert(
  context: CommandContext,
  name: string,
  capability: Capability,
  input: AlertActInput,
  work: Work,
): Promise<Result<AlertId>> {
  return await runCommand(context, { name, capability }, input, async (db, touch) => {
    if (input.text.trim() === "") return refuse({ kind: "reason-required" });
    const alert = await findAlert(db, input.alertId, { lock: true });
    if (!alert || !mayDo(context.actor.access, capability, alert.unit))
      return refuse({ kind: "not-found", what: "alert", id: input.alertId });
    if (alert.version !== input.seenVersion)
      return refuse({ kind: "stale", what: "alert", seen: BigInt(input.seenVersion), current: BigInt(alert.version) });
    return await work(db, alert, touch);
  });
}

async function ask(
  db: Db,
  { actor, today }: CommandContext,
  { alert, text }: { readonly alert: AlertRow; readonly text: string },
  touch: (touched: Touched) => void,
): Promise<Result<AlertId>> {
  const { id, unit, state } = alert;
  const askers = new Set((await peopleWho(db, "execution.ask", unit, today)).map((person) => person.id));
  const answerers = (await peopleWho(db, "execution.explain", unit, today)).filter((person) => !askers.has(person.id));
  if (answerers.length === 0) return refuse({ kind: "nobody-to-explain", unit });
  await moveAlert(db, alert, alert, { state: "open", asked: true, ...(state === "closed" ? { openedOn: today } : {}) }, today);
  await insertAlertStep(db, id, alert, { act: "asked", text: text.trim(), actor: actor.id });
  await sendNotices(
    db,
    answerers.map(({ id: recipient }) => ({ ...noticeOf(alert, text), kind: "explanationAsked", recipient, author: actor.id })),
  );
  touch({ kind: "alert", id, unit, detail: { act: "asked", text: text.trim() } });
  return accept({ alertId: id });
}

function noticeOf({ fiscalYear, id, unit, resource }: AlertRow, text: string) {
  return {
    ...{ unit, campaign: null, address: `/${fiscalYear}/execution/alerts/${id}` },
    values: { measure: resource, excerpt: excerptOf(text) },
  };
}
