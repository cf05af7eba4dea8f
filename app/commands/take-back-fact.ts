import { randomUUID } from "node:crypto";
import { mayDo } from "#app/domain/access.ts";
import { type CoveredFact, givenBackEntry } from "#app/domain/execution/fact-entries.ts";
import { capabilityOfFact, type FactKindName } from "#app/domain/execution/monthly.ts";
import type { EntryDraft, LineDraft } from "#app/domain/ledger/entry.ts";
import { reversalOf } from "#app/domain/ledger/reversal.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { entriesOfEvents, type PostedDraft } from "#db/queries/chorus/entry.ts";
import { factById, importOfEvent, type PostedFact, reversalOfDocument, saveReversal } from "#db/queries/document-reversal.ts";
import { giveBackTakings, type Taking } from "./cover-takings.ts";
import { postEvents } from "./post-events.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface TakeBackFactInput {
  readonly kind: FactKindName;
  /** The fact; or the event of one that an import brought, which is refused with the way out. */
  readonly factId: string;
  readonly reason: string;
}

export interface TakenBackFact {
  readonly factId: string;
  readonly unit: string;
  readonly fiscalYear: number;
  /** What is available again, and what « dépassement » no longer holds, by resource. */
  readonly given: readonly { readonly resource: BudgetResource; readonly toAllotted: Quantity; readonly toOverrun: Quantity }[];
}

/**
 * Takes back what was recorded of a month for one unit, by the opposite of each of its entries in both books, on their own day. What came from
 * « dépassement » goes back there as far as it stands; where a redeployment has cleared it since, what that brought is available again to the unit that
 * received it. Refused: no reason · taken back already · what an import brought (`fact-of-import`: it is undone with its import) · a period that is
 * closed by now.
 */
export async function takeBackFact(context: CommandContext, input: TakeBackFactInput): Promise<Result<TakenBackFact>> {
  const { kind, factId } = input;
  const capability = capabilityOfFact[kind];
  return await runCommand(context, { name: "take-back-fact", capability }, input, async (db, touch) => {
    const reason = input.reason.trim();
    if (reason === "") return refuse({ kind: "reason-required" });
    const fact = await factById(db, factId);
    if (!fact || fact.kind !== kind || !mayDo(context.actor.access, capability, fact.unit)) {
      const brought = fact ? undefined : await importOfEvent(db, factId);
      return brought
        ? refuse({ kind: "fact-of-import", name: brought.name })
        : refuse({ kind: "not-found", what: "monthlyFact", id: factId });
    }
    const eventId = randomUUID();
    const reversal = { document: "monthlyFact", documentId: fact.id, eventId, reason, movementId: null, author: context.actor.id } as const;
    if (!(await saveReversal(db, reversal))) {
      const before = await reversalOfDocument(db, "monthlyFact", fact.id);
      return refuse({ kind: "document-taken-back", document: "monthlyFact", by: before?.by ?? "" });
    }
    const given = await giveBackFact(db, context, fact, { eventId, label: reason });
    if (!given.ok) return given;
    touch({ kind: "monthlyFact", id: fact.id, unit: fact.unit, detail: { taken: "back", kind, reason, given: given.value } });
    return accept({ factId: fact.id, unit: fact.unit, fiscalYear: fact.fiscalYear, given: given.value });
  });
}

const journals = { payroll: "PY", staffing: "EF", workload: "PC" } as const satisfies Record<FactKindName, string>;

async function giveBackFact(
  db: Db,
  context: CommandContext,
  { id, kind, eventId: posted, fiscalYear, on }: PostedFact,
  { eventId, label }: { readonly eventId: string; readonly label: string },
): Promise<Result<TakenBackFact["given"]>> {
  const entries = (await entriesOfEvents(db, [posted])).get(posted) ?? [];
  const budget = entries.find(({ draft }) => draft.book === "budget");
  if (!budget) throw new Error(`the fact ${id} has no entry in the budget book`);
  const takings = takingsIn(budget.draft.lines);
  const covered = await giveBackTakings(db, fiscalYear, takings, "consumed");
  if (!covered.ok) return covered;
  const facts = takings.map(
    (taking, index): CoveredFact => ({ ...taking, ...(covered.value[index] ?? { fromAllotted: taking.amount, fromOverrun: 0n }) }),
  );
  const opposite = ({ draft, reference }: PostedDraft) =>
    reversalOf(draft, reference, { entryDate: draft.entryDate, ...(draft.complementary ? { complementary: true } : {}), label, eventId });
  // Where a redeployment cleared the overrun since, what comes back is not what was taken: it reverses nothing.
  const isWhole = facts.every(({ fromOverrun }, index) => fromOverrun === takings[index]?.uncovered);
  const notes = { document: kind, documentId: id };
  const back: EntryDraft = isWhole ? opposite(budget) : givenBackEntry({ eventId, on, label }, journals[kind], facts, notes);
  const done = await postEvents(db, context, [[back, ...entries.filter((own) => own !== budget).map(opposite)]]);
  return done.ok ? accept(byResource(facts)) : done;
}

/** What a fact took, place by place, and the part of it that no credit covered. */
function takingsIn(lines: readonly LineDraft[]): (Taking & { readonly uncovered: Quantity })[] {
  const takings = new Map<string, Taking & { readonly uncovered: Quantity }>();
  for (const { account, resource, debit, credit, unit, nature, activity } of lines) {
    const place = { unit: unit ?? "", nature: nature ?? "", activity: activity ?? "", resource: resource as BudgetResource };
    const key = Object.values(place).join("\u0000");
    const own = takings.get(key) ?? { ...place, amount: 0n, uncovered: 0n };
    takings.set(key, {
      ...own,
      amount: own.amount + (account === "consumed" ? debit : 0n),
      uncovered: own.uncovered + (account === "overrun" ? credit : 0n),
    });
  }
  return [...takings.values()];
}

function byResource(facts: readonly CoveredFact[]): TakenBackFact["given"] {
  const given = new Map<BudgetResource, { resource: BudgetResource; toAllotted: Quantity; toOverrun: Quantity }>();
  for (const { resource, fromAllotted, fromOverrun } of facts) {
    const own = given.get(resource) ?? { resource, toAllotted: 0n, toOverrun: 0n };
    given.set(resource, { resource, toAllotted: own.toAllotted + fromAllotted, toOverrun: own.toOverrun + fromOverrun });
  }
  return [...given.values()];
}
