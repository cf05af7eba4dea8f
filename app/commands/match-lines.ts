import { randomUUID } from "node:crypto";
import { adjustmentEntry } from "#app/domain/ledger/matching/adjustment.ts";
import { matchingCode } from "#app/domain/ledger/matching/code.ts";
import { checkGroup, type LineName, lineText, sidesOf } from "#app/domain/ledger/matching/group.ts";
import type { Day } from "#app/domain/month.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { postEntries } from "#db/posting.ts";
import { linesNamed, type PlacedLine } from "#db/queries/ledger/matching/lines.ts";
import { takeOrdinals } from "#db/queries/ledger/matching/lock.ts";
import { matchingSettings } from "#db/queries/ledger/matching/settings.ts";
import { saveRun } from "#db/queries/ledger/matching/write.ts";
import { matchedOn, openToMatching } from "./matching-account.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { postingOptions } from "./whole-ledger.ts";

export interface MatchLinesInput {
  readonly fiscalYear: number;
  readonly account: string;
  readonly lines: readonly LineName[];
  /** `complete`: only when the lines balance; `partial`: even when they do not; `adjusted`: what lacks is posted, on this day. */
  readonly as: { readonly kind: "complete" } | { readonly kind: "partial" } | { readonly kind: "adjusted"; readonly on: Day };
}

export interface Matched {
  readonly runId: string;
  readonly code: string;
  readonly complete: boolean;
  readonly lineCount: number;
}

/**
 * Matches lines of one account and exercise. A line of a partial group brings the whole group, which is taken over. `adjusted` posts the
 * gap as a difference of settlement, within the threshold of the settings, in the same transaction. A posted line is never changed.
 */
export async function matchLines(context: CommandContext, input: MatchLinesInput): Promise<Result<Matched>> {
  return await runCommand(context, { name: "match-lines", capability: "ledger.post" }, input, async (db, touch) => {
    const opened = await openToMatching(db, context, input);
    if (!opened.ok) return opened;
    const named = await freeLines(db, input);
    if (!named.ok) return named;
    const lines = input.as.kind === "adjusted" ? await withAdjustment(db, context, input, named.value, input.as.on) : named;
    if (!lines.ok) return lines;
    const checked = checkGroup(lines.value, { partial: input.as.kind === "partial" });
    if (!checked.ok) return checked;
    const complete = checked.value === "complete";
    const code = matchingCode(await takeOrdinals(db, { ...input, count: 1 }), { complete });
    const rule = input.as.kind === "adjusted" ? "adjustment" : "hand";
    const runId = randomUUID();
    const replaces = [...new Set(lines.value.flatMap(({ group }) => (group ? [group.id] : [])))];
    const group = {
      ...{ code, rule, replaces },
      party: lines.value[0]?.party ?? null,
      matchedOn: matchedOn(context.today, lines.value),
      lines: lines.value,
    };
    await saveRun(db, { id: runId, kind: "hand", fiscalYear: input.fiscalYear, account: input.account, author: context.actor.id }, [group]);
    const detail = { account: input.account, fiscalYear: input.fiscalYear, code, rule, lines: lines.value.map(lineText) };
    touch({ kind: "matching", id: runId, detail });
    return accept({ runId, code, complete, lineCount: lines.value.length });
  });
}

/** The lines as they stand under the lock: refused when one is not of this account, or is matched already. */
async function freeLines(db: Db, input: MatchLinesInput): Promise<Result<PlacedLine[]>> {
  const lines = await linesNamed(db, input, input.lines);
  const found = new Set(lines.map(lineText));
  const missing = input.lines.find((name) => !found.has(lineText(name)));
  if (missing) return refuse({ kind: "not-found", what: "line", id: lineText(missing) });
  const taken = lines.find(({ group }) => group?.complete);
  if (taken?.group) {
    const { journal, number, line, group } = taken;
    return refuse({ kind: "matching-line-taken", journal, number, line, code: group.code });
  }
  return accept(lines);
}

/** The lines, and the one that makes them balance, just posted. */
async function withAdjustment(
  db: Db,
  context: CommandContext,
  { fiscalYear, account }: MatchLinesInput,
  lines: readonly PlacedLine[],
  on: Day,
): Promise<Result<readonly PlacedLine[]>> {
  const settings = await matchingSettings(db);
  const checked = checkGroup(lines, { partial: true });
  if (!checked.ok || checked.value === "complete") return checked.ok ? accept(lines) : checked;
  const { debit, credit } = sidesOf(lines);
  const party = lines[0]?.party ?? null;
  const draft = adjustmentEntry({ gap: debit - credit, account, party, on, eventId: randomUUID() }, settings);
  if (!draft.ok) return draft;
  const posted = await postEntries(db, [draft.value], await postingOptions(db, context));
  if (!posted.ok) return posted;
  const [entry] = posted.value;
  if (entry?.fiscalYear !== fiscalYear) return refuse({ kind: "unknown-year", date: on });
  return accept([...lines, ...(await linesNamed(db, { fiscalYear, account }, [{ entryId: entry.id, line: 1 }]))]);
}
