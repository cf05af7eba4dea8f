import { grouped } from "#app/domain/grouped.ts";
import { excerptOf } from "#app/domain/inbox/notice.ts";
import { sum } from "#app/domain/quantity.ts";
import type { Db } from "#db/client.ts";
import { peopleWho } from "#db/queries/access.ts";
import { insertOverrunMarks, type OverrunMark } from "#db/queries/execution-overrun.ts";
import { type Notice, sendNotices } from "#db/queries/inbox.ts";
import type { CommandContext, Touched } from "./run.ts";

export interface Overruns {
  readonly marks: readonly OverrunMark[];
  /** Somebody with the right to it went beyond what was available; or it happened elsewhere, and was recorded. */
  readonly cause: "override" | "fact";
  /** Why, when somebody chose it. */
  readonly reason: string;
}

/** How the document of a mark is named, and where it is read. */
export interface MarkedDocument {
  readonly name: string;
  readonly address: string;
}

/**
 * Keeps for ever what no credit covered, one line of audit for each unit and resource, and tells those who notify credits on the unit: one alert
 * for each unit and resource, however many lines exceed.
 */
export async function markOverruns(
  db: Db,
  { actor, today }: CommandContext,
  { marks, cause, reason }: Overruns,
  touch: (touched: Touched) => void,
  documentOf: (mark: OverrunMark) => MarkedDocument,
): Promise<void> {
  if (marks.length === 0) return;
  await insertOverrunMarks(
    db,
    marks.map((mark) => ({ ...mark, cause, reason, author: actor.id })),
  );
  const notices: Notice[] = [];
  for (const own of grouped(marks, ({ unit, resource }) => `${unit} ${resource}`).values()) {
    const [first] = own;
    if (!first) continue;
    const { unit, resource, documentId } = first;
    const amount = sum(own.map((mark) => mark.amount));
    const { name, address } = documentOf(first);
    touch({ kind: "overrun", id: documentId, unit, detail: { resource, amount, cause, reason, document: name } });
    const values = { document: name, measure: resource, amount: amount.toString(), ...(reason ? { excerpt: excerptOf(reason) } : {}) };
    for (const { id: recipient } of await peopleWho(db, "allotment.notify", unit, today)) {
      notices.push({ recipient, kind: "overrun", unit, campaign: null, address, values, author: actor.id });
    }
  }
  await sendNotices(db, notices);
}
