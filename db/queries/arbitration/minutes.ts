import { sql } from "kysely";
import { outcomeOf } from "#app/domain/arbitration/outcome.ts";
import type { MinutedDecision } from "#app/domain/arbitration/sitting/minutes.ts";
import type { KeptMinutes } from "#app/domain/arbitration/sitting/verification.ts";
import type { Db } from "../../client.ts";
import type { FilePurpose, KeptFile, NewFile } from "../file.ts";
import type { RegisteredDecision } from "./decision.ts";

export const minutesPapers = ["pdf", "docx", "xlsx"] as const;
export type MinutesPaper = (typeof minutesPapers)[number];

/** The sealed minutes of a campaign, in the order of their numbers. */
export async function minutesOf(
  db: Db,
  campaign: string,
): Promise<(KeptMinutes & { readonly sealedAt: Date; readonly sealedBy: string })[]> {
  const rows = await db
    .selectFrom("sitting_minutes as m")
    .innerJoin("app_user as u", "u.id", "m.sealed_by")
    .select(["m.sitting_id as sittingId", "m.number", "m.document", "m.hash", "m.previous_hash as previousHash"])
    .select(["m.sealed_at as sealedAt", "u.name as sealedBy"])
    .where("m.campaign", "=", campaign)
    .orderBy("m.number")
    .execute();
  return rows.map(({ hash, previousHash, ...row }) => ({
    ...row,
    hash: hash.toString("hex"),
    previousHash: previousHash?.toString("hex") ?? null,
  }));
}

export interface NewMinutes {
  readonly sittingId: string;
  readonly campaign: string;
  readonly number: number;
  readonly document: string;
  readonly hash: string;
  readonly previousHash: string | null;
  readonly sealedBy: bigint;
  readonly sealedAt: Date;
  /** The file that keeps each paper. */
  readonly papers: Readonly<Record<MinutesPaper, string>>;
}

/** Seals: the caller holds the campaign locked, which makes numbers follow one another. */
export async function insertMinutes(db: Db, minutes: NewMinutes): Promise<void> {
  const { sittingId, campaign, number, document, hash, previousHash, sealedBy, sealedAt, papers } = minutes;
  await db
    .insertInto("sitting_minutes")
    .values({
      ...{ sitting_id: sittingId, campaign, number, document, sealed_by: sealedBy, sealed_at: sealedAt },
      ...{ hash: Buffer.from(hash, "hex"), previous_hash: previousHash === null ? null : Buffer.from(previousHash, "hex") },
      previous_number: previousHash === null ? null : number - 1,
      ...{ pdf_file: papers.pdf, docx_file: papers.docx, xlsx_file: papers.xlsx },
    })
    .execute();
}

/** A paper of sealed minutes. */
export async function paperOf(db: Db, sitting: string, paper: MinutesPaper): Promise<KeptFile | undefined> {
  const purpose: FilePurpose = "sittingMinutes";
  const row = await db
    .selectFrom("sitting_minutes as m")
    .innerJoin("file as f", "f.id", `m.${paper}_file`)
    .select(["f.id", "f.name", "f.media_type as mediaType", "f.sha256", "f.size_bytes as sizeBytes"])
    .where("m.sitting_id", "=", sitting)
    .where("f.purpose", "=", purpose)
    .executeTakeFirst();
  return row && { ...row, sha256: row.sha256.toString("hex"), sizeBytes: Number(row.sizeBytes ?? 0n) };
}

export type PaperFile = Pick<NewFile, "name" | "mediaType"> & { readonly content: Uint8Array };

/** A decision as minutes say it. */
function minuted(decision: RegisteredDecision): MinutedDecision {
  const { id, number, unit, unitLabel, requestId, requestNumber, title, verb, reason, condition, decidedBy, corrects, correctedBy } =
    decision;
  return {
    ...{ id, number, unit, unitLabel, request: { id: requestId, number: requestNumber, title } },
    ...{
      verb,
      outcome: outcomeOf(verb, decision.amounts),
      reason,
      condition,
      decidedBy,
      decidedAt: decision.decidedAt.toISOString(),
      corrects,
    },
    correctedBy,
    amounts: decision.amounts.map(({ spendingClass, measure, targetYear, asked, decided }) => {
      return { spendingClass, measure, year: targetYear, asked: String(asked), decided: String(decided) };
    }),
  };
}

/** The decisions of some, as the minutes of their sittings say them, by sitting, in the order of their numbers. */
export function minutedBySitting(decisions: readonly RegisteredDecision[]): Map<string, MinutedDecision[]> {
  const bySitting = new Map<string, RegisteredDecision[]>();
  for (const decision of [...decisions].sort((left, right) => left.number - right.number)) {
    if (decision.sittingId === null) continue;
    bySitting.set(decision.sittingId, [...(bySitting.get(decision.sittingId) ?? []), decision]);
  }
  return new Map([...bySitting].map(([sitting, own]) => [sitting, own.map(minuted)]));
}

/** When the transaction is: the database stamps, and what it stamped is written. */
export async function stampedNow(db: Db): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select date_trunc('milliseconds', clock_timestamp()) as now`.execute(db);
  const [row] = rows;
  if (!row) throw new Error("The database has no clock.");
  return row.now;
}
