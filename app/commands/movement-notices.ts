import { documentNumber } from "#app/domain/execution/document-number.ts";
import { excerptOf } from "#app/domain/inbox/notice.ts";
import type { Db } from "#db/client.ts";
import { peopleWho } from "#db/queries/access.ts";
import type { MovementRow } from "#db/queries/allotment.ts";
import { type Notice, sendNotices } from "#db/queries/inbox.ts";
import { unitsOf } from "./move-credits.ts";
import type { CommandContext } from "./run.ts";

type Told = Pick<MovementRow, "id" | "fiscalYear" | "number" | "reason" | "lines" | "kind" | "author">;

/** Tells whoever may approve a movement, on every unit that it touches, that it waits for them. */
export async function tellApprovers(db: Db, { actor, today }: CommandContext, movement: Told): Promise<void> {
  const units = unitsOf(movement.lines);
  const people = await Promise.all(units.map((unit) => peopleWho(db, "allotment.approve", unit, today)));
  const [first = []] = people;
  const approvers = first.filter(({ id }) => people.every((own) => own.some((person) => person.id === id)));
  await sendNotices(
    db,
    approvers.map(({ id: recipient }) => ({ ...noticeOf(movement), kind: "movementProposed", recipient, author: actor.id })),
  );
}

/** Tells the author what came of a movement; of a redeployment that is posted, the heads of its units too. */
export async function tellOutcome(
  db: Db,
  { actor, today }: CommandContext,
  movement: Told,
  outcome: { readonly kind: "movementPosted" | "movementRefused"; readonly reason?: string },
): Promise<void> {
  const { kind, reason } = outcome;
  const own = { ...noticeOf(movement, reason), kind, author: actor.id };
  const notices: Notice[] = [{ ...own, recipient: movement.author }];
  if (kind === "movementPosted" && movement.kind === "redeployment") {
    for (const unit of unitsOf(movement.lines)) {
      const heads = await peopleWho(db, "allotment.acknowledge", unit, today);
      // To read, and to acknowledge.
      notices.push(...heads.map(({ id: recipient }) => ({ ...own, address: `${own.address}/letter`, recipient })));
    }
  }
  await sendNotices(db, notices);
}

function noticeOf({ id, fiscalYear, number, reason }: Told, why = "") {
  return {
    ...{ unit: null, campaign: null, address: `/${fiscalYear}/allotment/movements/${id}` },
    values: { title: documentNumber("MV", fiscalYear, number), excerpt: excerptOf(why === "" ? reason : why) },
  };
}
