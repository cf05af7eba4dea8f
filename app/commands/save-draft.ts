import { isDeepStrictEqual } from "node:util";
import type { TypedEntry } from "#app/domain/ledger/typing/typed-entry.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { type Draft, draftById, insertDraft, lockDraft, updateDraft } from "#db/queries/ledger/draft.ts";
import { exerciseNamed } from "#db/queries/ledger/exercise.ts";
import { draftReaderFor } from "./ledger-reach.ts";
import { type CommandContext, denial } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

export interface DraftInput {
  readonly id: string;
  readonly fiscalYear: number;
  readonly body: TypedEntry;
  /** The version that the writer saw; 0 of a draft that is not kept yet. */
  readonly seen: bigint;
}
export interface SavedDraft {
  readonly version: bigint;
}

/**
 * Keeps what is typed, over the version that was seen and no other. Not a command of `runCommand`: a draft is nobody's act yet, it is
 * kept every few keys, and a line of audit for each would bury those that count (decision 0051). The version does what the key does:
 * the same text sent twice is kept once, and answers the same.
 */
export async function saveDraft(context: CommandContext, input: DraftInput): Promise<Result<SavedDraft>> {
  const { database, organisation, actor, today } = context;
  const denied = denial(actor.access, { name: "save-draft", capability: "ledger.post" });
  if (denied) return refuse(denied);
  return await database.write(organisation, async (db) => {
    const whole = await requireWholeLedger(db, context, "ledger.post");
    if (!whole.ok) return whole;
    const reader = await draftReaderFor(db, actor, today);
    const held = await lockDraft(db, input.id, reader);
    return held ? await overwrite(db, context, input, held) : await begin(db, context, input);
  });
}

async function begin(db: Db, { actor }: CommandContext, { id, fiscalYear, body, seen }: DraftInput): Promise<Result<SavedDraft>> {
  if (seen !== 0n) return refuse({ kind: "not-found", what: "draft", id });
  if (!(await exerciseNamed(db, fiscalYear))) return refuse({ kind: "not-found", what: "year", id: String(fiscalYear) });
  if (await insertDraft(db, { id, fiscalYear, author: actor.id, body })) return accept({ version: 1n });
  const other = await draftById(db, id, { author: actor.id });
  if (!other) return refuse({ kind: "not-found", what: "draft", id });
  return isDeepStrictEqual(other.body, body) ? accept({ version: other.version }) : refuse(changed(other));
}

async function overwrite(db: Db, { actor }: CommandContext, input: DraftInput, held: Draft): Promise<Result<SavedDraft>> {
  if (held.fiscalYear !== input.fiscalYear) return refuse({ kind: "not-found", what: "draft", id: input.id });
  const obstacle = obstacleOf(held);
  if (obstacle) return refuse(obstacle);
  if (isDeepStrictEqual(held.body, input.body)) return accept({ version: held.version });
  const version = await updateDraft(db, { id: input.id, seen: input.seen, editor: actor.id, body: input.body });
  return version === undefined ? refuse(changed(held)) : accept({ version });
}

/** Why nothing more can be done with a draft. */
export function obstacleOf({ postedAs, deletedAt }: Draft) {
  if (postedAs) return { kind: "draft-posted", ...postedAs } as const;
  return deletedAt ? ({ kind: "draft-deleted" } as const) : undefined;
}

/** The draft has moved since it was seen: by whom, and when. */
export function changed({ editorName, updatedAt }: Draft) {
  return { kind: "draft-changed", by: editorName, at: updatedAt.toISOString() } as const;
}
