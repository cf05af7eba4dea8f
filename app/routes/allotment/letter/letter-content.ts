import type { NotifiedAmount } from "#app/domain/allotment/notification.ts";
import { isCredit } from "#app/domain/allotment/notification.ts";
import { amountUnder, type DecidedAmount, totalled } from "#app/domain/arbitration/amount.ts";
import { type Outcome, outcomeOf } from "#app/domain/arbitration/outcome.ts";
import { documentNumber } from "#app/domain/execution/document-number.ts";
import { type CostSight, costView, seen } from "#app/domain/forecast/staff/cost-sight.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "#db/client.ts";
import { peopleWho } from "#db/queries/access.ts";
import {
  type DecidedRequest,
  decidedRequests,
  type Letter,
  lettersOf,
  type Notification,
  notifiedAmounts,
} from "#db/queries/allotment-notification.ts";
import { standingDecisions } from "#db/queries/arbitration/decision.ts";

export interface DecidedLine {
  readonly number: number;
  readonly title: string;
  readonly outcome: Outcome;
  /** Of the campaign's year. */
  readonly amounts: readonly DecidedAmount[];
  readonly reason: string;
  readonly condition: string | null;
}

export interface CreditLine extends Omit<NotifiedAmount, "unit"> {
  readonly asked: Quantity;
}

/** All that a letter says, as its reader may see it. */
export interface LetterContent {
  readonly notificationId: string;
  readonly year: number;
  readonly unit: string;
  readonly label: string;
  /** The heads of the unit; nobody: « la direction de l’unité ». */
  readonly heads: readonly string[];
  /** « MV-2027-000003 / DR44 ». */
  readonly reference: string;
  readonly on: Day;
  readonly campaign: string;
  readonly by: string;
  readonly credits: readonly CreditLine[];
  readonly decisions: readonly DecidedLine[];
  /** What is decided of the years after, for information. */
  readonly later: readonly DecidedAmount[];
  /** Costs of personnel are left out for this reader. */
  readonly partial: boolean;
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAt: string | null;
}

interface Asked {
  readonly notification: Notification;
  readonly units: readonly string[];
  readonly sight: CostSight;
  readonly today: Day;
}

/** The letter of a notification to a unit; undefined when there is none. */
export async function letterContent(
  db: Db,
  { unit, ...asked }: Omit<Asked, "units"> & { unit: string },
): Promise<LetterContent | undefined> {
  const [letter] = await letterContents(db, { ...asked, units: [unit] });
  return letter;
}

/** The letters of a notification to these units, in the order of units: what they say is read once for all of them. */
export async function letterContents(db: Db, { notification, units, sight, today }: Asked): Promise<LetterContent[]> {
  const letters = await lettersOf(db, notification.id, units);
  const standing = await standingDecisions(db, notification.scenarioId, new Set(units));
  const requests = await decidedRequests(db, notification.scenarioId, units);
  const amounts = await notifiedAmounts(db, notification.id, { units, sight });
  const contents: LetterContent[] = [];
  for (const letter of letters) {
    const heads = (await peopleWho(db, "allotment.acknowledge", letter.unit, today)).map(({ name }) => name);
    const ofUnit = <Own extends { readonly unit: string }>(own: Own) => own.unit === letter.unit;
    contents.push(
      contentOf({ notification, letter, sight, heads, standing, requests: requests.filter(ofUnit), notified: amounts.filter(ofUnit) }),
    );
  }
  return contents;
}

interface Read {
  readonly notification: Notification;
  readonly letter: Letter;
  readonly sight: CostSight;
  readonly heads: readonly string[];
  readonly standing: Awaited<ReturnType<typeof standingDecisions>>;
  readonly requests: readonly DecidedRequest[];
  readonly notified: readonly NotifiedAmount[];
}

function contentOf({ notification, letter, sight, heads, standing, requests, notified }: Read): LetterContent {
  const { unit, label, acknowledgedBy, acknowledgedAt } = letter;
  const { fiscalYear: year, movement } = notification;
  const view = costView(sight, unit);
  const decided = requests.flatMap(({ id, ...request }) => {
    const own = standing.get(id);
    return own
      ? [{ ...request, ...own, number: request.number, amounts: seen(own.amounts, ({ spendingClass }) => spendingClass, view) }]
      : [];
  });
  const inYear = ({ targetYear }: DecidedAmount) => targetYear === year;
  const amounts = decided.flatMap((own) => own.amounts);
  const asked = totalled(amounts.map(({ asked: amount, ...key }) => ({ ...key, amount })));
  const later = totalled(amounts.filter((own) => !inYear(own)).map(({ decided: amount, ...key }) => ({ ...key, amount })));
  return {
    ...{ notificationId: notification.id, year, unit, label, heads, on: notification.on, campaign: notification.campaign },
    ...{ by: notification.author, acknowledgedBy, acknowledgedAt: acknowledgedAt?.toISOString() ?? null },
    reference: `${documentNumber("MV", year, movement)} / ${unit}`,
    credits: notified.map(({ spendingClass, resource, notified: given, reserve }) => {
      const amount = amountUnder(asked, { spendingClass, measure: resource, targetYear: year });
      return { spendingClass, resource, notified: given, reserve, asked: amount };
    }),
    decisions: decided.map(({ number, title, verb, amounts: own, reason, condition }) => {
      return { number, title, outcome: outcomeOf(verb, own), amounts: own.filter(inYear), reason, condition };
    }),
    later: later
      .filter(({ amount, measure }) => amount !== 0n && isCredit({ resource: measure }))
      .map(({ amount, ...key }) => {
        return { ...key, asked: amountUnder(asked, key), decided: amount };
      }),
    partial: view !== "whole",
  };
}
