import { randomUUID } from "node:crypto";
import { type MinutesDocument, minutesHash, minutesText } from "#app/domain/arbitration/sitting/minutes.ts";
import { checkSealing } from "#app/domain/arbitration/sitting/sealing.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { standings } from "#db/queries/arbitration/envelope.ts";
import { insertMinutes, type MinutesPaper, minutesOf, minutesPapers, type PaperFile, stampedNow } from "#db/queries/arbitration/minutes.ts";
import { moveSitting, showItem } from "#db/queries/arbitration/sitting.ts";
import { FileKeeper } from "#db/queries/file.ts";
import { checkCampaignReach } from "./planning-reach.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { sittingAt } from "./sitting-at.ts";
import { writtenMinutes } from "./sitting-minutes.ts";
import { tellOfSitting } from "./sitting-notices.ts";

/** Puts minutes on paper: the border's affair, which the sealing waits for. */
export type WritePapers = (document: MinutesDocument, hash: string) => Promise<Readonly<Record<MinutesPaper, PaperFile>>>;

export interface SealedSitting {
  readonly sittingId: string;
  /** Of the minutes, in their campaign. */
  readonly number: number;
  readonly hash: string;
}

/**
 * Seals a sitting, once, by its chair: what is decided fits every envelope, nothing of the sitting changes any more, and its minutes are written,
 * numbered, hashed, chained to those before and put on paper, or nothing of that happens.
 */
export async function sealSitting(
  context: CommandContext,
  input: { readonly sittingId: string },
  writePapers: WritePapers,
): Promise<Result<SealedSitting>> {
  return await runCommand(context, { name: "seal-sitting", capability: "arbitration.read" }, input, async (db, touch) => {
    const found = await sittingAt(db, context, input.sittingId, { states: ["running"] });
    if (!found.ok) return found;
    const sitting = found.value;
    const { id: sittingId, campaignId, chair, chairName, scenarioId, targetYear } = sitting;
    if (context.actor.id !== chair) return refuse({ kind: "not-in-the-chair", chair: chairName, act: "seal" });
    const reach = await checkCampaignReach(db, context.actor, campaignId, "arbitration.decide");
    if (!reach.ok) return reach;
    const now = await standings(db, campaignId, scenarioId);
    const fits = checkSealing(now, targetYear);
    if (!fits.ok) return fits;
    await showItem(db, sittingId, null);
    const sealedAt = await stampedNow(db);
    const before = (await minutesOf(db, campaignId)).at(-1);
    const document = await writtenMinutes(db, context, sitting, {
      ...{ sealedAt, standings: now, number: (before?.number ?? 0) + 1, previousHash: before?.hash ?? null },
    });
    const text = minutesText(document);
    const hash = minutesHash(text);
    const papers = await keptPapers(db, context, await writePapers(document, hash));
    const { number, previousHash } = document;
    const sealedBy = context.actor.id;
    await moveSitting(db, sittingId, { state: "sealed", sealedAt, shownRequest: null });
    await insertMinutes(db, { sittingId, campaign: campaignId, number, document: text, hash, previousHash, sealedBy, sealedAt, papers });
    await tellOfSitting(db, context, { kind: "sittingSealed", sittingId, count: document.decisions.length });
    touch({ kind: "sitting", id: sittingId, detail: { minutes: number, hash } });
    return accept({ sittingId, number, hash });
  });
}

async function keptPapers(
  db: Db,
  { actor }: CommandContext,
  papers: Readonly<Record<MinutesPaper, PaperFile>>,
): Promise<Record<MinutesPaper, string>> {
  const kept = { pdf: randomUUID(), docx: randomUUID(), xlsx: randomUUID() };
  for (const paper of minutesPapers) {
    const { content, ...file } = papers[paper];
    const keeper = new FileKeeper(db, kept[paper]);
    await keeper.write(content);
    await keeper.finish({ ...file, id: kept[paper], purpose: "sittingMinutes", author: actor.id, detail: {} });
  }
  return kept;
}
