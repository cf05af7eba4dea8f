import { createHash, randomUUID } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Capability } from "#app/domain/access.ts";
import type { FileBook } from "#app/domain/forecast/import/book.ts";
import type { FileHeads, RowFault } from "#app/domain/forecast/import/headed-rows.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { holdsWholeLedger } from "#db/queries/ledger/scope.ts";
import {
  bookOfStaffFile,
  forgetOldStaffFiles,
  markStaffFile,
  type StaffFile,
  type StaffFileSubject,
  saveStaffFile,
  staffFileById,
  staffFiles,
} from "#db/queries/workforce/file.ts";
import { keptName } from "./keep-sheet-import.ts";
import { type CommandContext, runCommand, type Touched } from "./run.ts";
import { fromStored, toStored } from "./stored-value.ts";

export interface GivenStaffFile {
  readonly name: string;
  readonly content: Uint8Array;
  readonly book: FileBook;
}

type Reader = Pick<CommandContext, "actor" | "today">;

/** What files of one subject say: how they are read, what they would change, how that is written, and how it is undone. */
export interface FileSubject<Plan extends { readonly faults: readonly RowFault[] }, Kept> {
  readonly subject: StaffFileSubject;
  /** « staff-file », « time-file »: of the commands' names. */
  readonly noun: "staff-file" | "time-file";
  readonly capability: Capability;
  /** Refuses a file without the columns that must be there. */
  readonly check: (book: FileBook) => Result<FileHeads>;
  readonly plan: (db: Db, reader: Reader, book: FileBook) => Promise<Result<Plan>>;
  /** What is applied, and how many changes that is: none brings nothing. */
  readonly told: (plan: Plan) => { readonly count: number; readonly said: unknown };
  readonly write: (db: Db, context: CommandContext, plan: Plan, fileId: string, touch: (touched: Touched) => void) => Promise<Result<Kept>>;
  /** As it was before, as long as nothing that the file changed has changed since. Returns how many changes were undone. */
  readonly undo: (db: Db, context: CommandContext, kept: Kept, touch: (touched: Touched) => void) => Promise<Result<number>>;
}

type AnySubject = Pick<FileSubject<{ readonly faults: readonly RowFault[] }, unknown>, "subject" | "capability" | "noun">;

/** A file is its author's, and of whoever may do what it does in all units: what it says of units is not cut by unit. */
async function authorOf(db: Db, { subject, capability }: AnySubject, { actor, today }: Reader) {
  return { subject, author: (await holdsWholeLedger(db, actor.access, capability, today)) ? null : actor.id };
}

/** The latest files of a subject that one may read. */
export async function filesOf(db: Db, own: AnySubject, reader: Reader, limit: number): Promise<Omit<StaffFile, "changes">[]> {
  return await staffFiles(db, await authorOf(db, own, reader), limit);
}

export async function fileOf(db: Db, own: AnySubject, reader: Reader, id: string, { lock = false } = {}): Promise<StaffFile | undefined> {
  return await staffFileById(db, id, { ...(await authorOf(db, own, reader)), lock });
}

/** How a file was read when it was given. */
export async function bookOfFile(db: Db, id: string): Promise<FileBook> {
  // Written by `keepFile`.
  return JSON.parse(inflateRawSync(await bookOfStaffFile(db, id)).toString("utf8")) as FileBook;
}

/** Keeps a file that was read until it is applied or forgotten. */
export async function keepFile<Plan extends { readonly faults: readonly RowFault[] }, Kept>(
  own: FileSubject<Plan, Kept>,
  context: CommandContext,
  given: GivenStaffFile,
): Promise<Result<{ readonly fileId: string }>> {
  const { content, book } = given;
  const sha256 = createHash("sha256").update(content).digest();
  const name = keptName(given.name);
  const said = { name, sha256: sha256.toString("hex") };
  return await runCommand(context, { name: `keep-${own.noun}`, capability: own.capability }, said, async (db, touch) => {
    const read = own.check(book);
    if (!read.ok) return read;
    await forgetOldStaffFiles(db);
    const id = randomUUID();
    const kept = deflateRawSync(JSON.stringify(book));
    await saveStaffFile(db, { id, subject: own.subject, name, sha256, content, book: kept, author: context.actor.id });
    touch({ kind: "staffFile", id, detail: said });
    return accept({ fileId: id });
  });
}

/** What a kept file would change today, and its digest: what was seen is what is applied, or nothing is. */
export async function previewFile<Plan extends { readonly faults: readonly RowFault[] }, Kept>(
  own: FileSubject<Plan, Kept>,
  db: Db,
  reader: Reader,
  id: string,
): Promise<Result<Plan & { readonly digest: string }>> {
  const plan = await own.plan(db, reader, await bookOfFile(db, id));
  if (!plan.ok) return plan;
  const told = JSON.stringify(toStored(own.told(plan.value).said));
  return accept({ ...plan.value, digest: createHash("sha256").update(told).digest("hex") });
}

/** Applies what the preview showed, whole, but for the rows that it refused. The same file twice brings nothing the second time. */
export async function applyFile<Plan extends { readonly faults: readonly RowFault[] }, Kept>(
  own: FileSubject<Plan, Kept>,
  context: CommandContext,
  input: { readonly fileId: string; readonly digest: string },
): Promise<Result<{ readonly changed: number }>> {
  const { fileId, digest } = input;
  return await runCommand(context, { name: `apply-${own.noun}`, capability: own.capability }, input, async (db, touch) => {
    const file = await fileOf(db, own, context, fileId, { lock: true });
    if (!file) return refuse({ kind: "not-found", what: "staffFile", id: fileId });
    if (file.appliedAt) return refuse({ kind: "staff-file-applied", at: file.appliedAt.toISOString(), by: file.appliedBy ?? "" });
    const plan = await previewFile(own, db, context, fileId);
    if (!plan.ok) return plan;
    const { count } = own.told(plan.value);
    if (plan.value.digest !== digest) return refuse({ kind: "staff-file-moved" });
    if (count === 0) return refuse({ kind: "staff-file-brings-nothing" });
    const kept = await own.write(db, context, plan.value, fileId, touch);
    if (!kept.ok) return kept;
    await markStaffFile(db, fileId, { state: "applied", by: context.actor.id, changes: toStored(kept.value) });
    touch({ kind: "staffFile", id: fileId, detail: { act: "applied", changes: count } });
    return accept({ changed: count });
  });
}

/** Undoes a file that was applied, as long as nothing that it changed has changed since. */
export async function undoFile<Plan extends { readonly faults: readonly RowFault[] }, Kept>(
  own: FileSubject<Plan, Kept>,
  context: CommandContext,
  input: { readonly fileId: string },
): Promise<Result<{ readonly undone: number }>> {
  const { fileId } = input;
  return await runCommand(context, { name: `undo-${own.noun}`, capability: own.capability }, input, async (db, touch) => {
    const file = await fileOf(db, own, context, fileId, { lock: true });
    if (!file) return refuse({ kind: "not-found", what: "staffFile", id: fileId });
    if (file.state !== "applied") return refuse({ kind: "staff-file-undone" });
    // Written by `applyFile`.
    const undone = await own.undo(db, context, fromStored(file.changes) as Kept, touch);
    if (!undone.ok) return undone;
    await markStaffFile(db, fileId, { state: "undone", by: context.actor.id });
    touch({ kind: "staffFile", id: fileId, detail: { act: "undone", changes: undone.value } });
    return accept({ undone: undone.value });
  });
}
