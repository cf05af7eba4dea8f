import { createHash, randomUUID } from "node:crypto";
import { type Compared, type ReconciledRow, reconciled, signedContent, unexplained } from "#app/domain/chorus/reconciliation.ts";
import type { Day } from "#app/domain/month.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import * as sides from "#db/queries/chorus/reconciliation.ts";
import { type CommandContext, runCommand } from "./run.ts";

/** What Chorus says and what the books say by the end of a month. */
export interface Reconciliation {
  readonly month: sides.ReconciledMonth;
  readonly rows: readonly ReconciledRow[];
  /** The days of the extracts that are looked at, in that month. */
  readonly credits: Day | null;
  readonly balance: Day | null;
  /** Hexadecimal: of the amounts, without the notes. */
  readonly digest: string;
}

export async function reconciliationOf(db: Db, month: sides.ReconciledMonth): Promise<Reconciliation> {
  const [credits, balance] = [await sides.lastControl(db, "credits", month), await sides.lastControl(db, "balance", month)];
  const said = credits === undefined ? undefined : await sides.saidByCredits(db, month);
  const here = await sides.usedHere(db, month);
  // An extract of credits may leave the consumption out: the pieces then say it.
  const isUsedSaid = said?.used.some(({ amount }) => amount !== 0n) ?? false;
  const used = isUsedSaid && said ? said.used : await sides.usedByPieces(db, month);
  const rows: Compared[] = sideBySide("used", used, here, !isUsedSaid);
  if (said) rows.push(...sideBySide("opened", said.opened, await sides.openedHere(db, month), false));
  if (balance !== undefined) {
    const own = await sides.balances(db, month);
    rows.push(...sideBySide("account", own.chorus, own.here, false));
  }
  const compared = reconciled(rows);
  const head = { fiscalYear: month.year, month: month.period };
  const digest = createHash("sha256")
    .update(signedContent(head, compared, new Map()))
    .digest("hex");
  return { month, rows: compared, credits: credits ?? null, balance: balance ?? null, digest };
}

interface Side {
  readonly place: string;
  readonly title: string;
  readonly resource: Compared["resource"];
  readonly amount: bigint;
  readonly byHand?: bigint;
}

/** Every place that one side or the other names, in order. */
function sideBySide(measure: Compared["measure"], chorus: readonly Side[], here: readonly Side[], ofPieces: boolean): Compared[] {
  const rows = new Map<string, Compared>();
  const at = ({ place, title, resource }: Side) => {
    const name = `${place}|${title}|${resource}`;
    return { name, row: rows.get(name) ?? { measure, place, title, resource, chorus: 0n, here: 0n, byHand: 0n, ofPieces } };
  };
  for (const side of chorus) {
    const { name, row } = at(side);
    rows.set(name, { ...row, chorus: row.chorus + side.amount });
  }
  for (const side of here) {
    const { name, row } = at(side);
    rows.set(name, { ...row, here: row.here + side.amount, byHand: row.byHand + (side.byHand ?? 0n) });
  }
  return [...rows].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, row]) => row);
}

export interface SigningInput {
  readonly fiscalYear: number;
  /** Of the exercise, from 1. */
  readonly month: number;
  /** Of the amounts that were seen. */
  readonly digest: string;
  /** By row, why a gap is there. */
  readonly notes: Readonly<Record<string, string>>;
  readonly note: string;
}

/** Signs the reconciliation of a month: who, when, and the digest of everything that the page said. Refused: a gap that nothing names. */
export async function signReconciliation(context: CommandContext, input: SigningInput): Promise<Result<{ sha256: string }>> {
  return await runCommand(context, { name: "sign-reconciliation", capability: "execution.import" }, input, async (db, touch) => {
    const { fiscalYear, month: period, digest, note } = input;
    const month = (await sides.monthsOf(db, fiscalYear)).find((own) => own.period === period);
    if (!month) return refuse({ kind: "not-found", what: "period", id: `${fiscalYear}-${period}` });
    const found = await reconciliationOf(db, month);
    if (found.digest !== digest) return refuse({ kind: "reconciliation-moved" });
    const notes = new Map(Object.entries(input.notes).map(([key, text]) => [key, text.trim().slice(0, 500)]));
    const open = unexplained(found.rows, notes);
    if (open.length > 0) return refuse({ kind: "reconciliation-unexplained", count: open.length });
    const content = signedContent({ fiscalYear, month: period }, found.rows, notes);
    const sha256 = createHash("sha256").update(content).digest();
    const id = randomUUID();
    await sides.saveSignature(db, {
      id,
      year: fiscalYear,
      month: period,
      content: JSON.parse(content),
      sha256,
      note: note.trim(),
      by: context.actor.id,
    });
    touch({
      kind: "chorusReconciliation",
      id,
      detail: { fiscalYear, month: period, sha256: sha256.toString("hex"), rows: found.rows.length },
    });
    return accept({ sha256: sha256.toString("hex") });
  });
}
