import { randomUUID } from "node:crypto";
import { certify, checkOrder } from "#app/domain/execution/chain.ts";
import { serviceEntry } from "#app/domain/execution/expense-entries.ts";
import type { EntryDraft } from "#app/domain/ledger/entry.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { accept, type Result } from "#app/domain/result.ts";
import { numberDocuments } from "#db/queries/document-number.ts";
import { type ChainLine, lineKey, lockLines, saveChains } from "#db/queries/execution-chain.ts";
import { type ServiceDocument, saveServices } from "#db/queries/execution-documents.ts";
import { exercisesOf, type NatureFacts, natureFacts } from "#db/queries/execution-reference.ts";
import { accountsFor, expenseOn, reachableLine } from "./expense-lines.ts";
import { postEvents } from "./post-events.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface ServiceInput {
  readonly commitmentId: string;
  readonly line: number;
  readonly on: Day;
  /** Cents, all taxes included. */
  readonly amount: Quantity;
  readonly note?: string;
}
export interface CertifyServicesInput {
  readonly services: readonly ServiceInput[];
}
export interface CertifiedService {
  readonly serviceId: string;
  /** « SF-2026-000001 ». */
  readonly number: string;
}

/**
 * Certifies services: D expense, C accrued in the general book; nothing in the budget book. All or none. Refused: more than what is
 * committed and not withdrawn (`above-commitment`), before the commitment (`dates-out-of-order`), a line out of reach (`not-found`).
 */
export async function certifyServices(context: CommandContext, input: CertifyServicesInput): Promise<Result<CertifiedService[]>> {
  const { services } = input;
  return await runCommand(context, { name: "certify-services", capability: "execution.certify" }, input, async (db, touch) => {
    const years = await exercisesOf(
      db,
      services.map(({ on }) => on),
    );
    if (!years.ok) return years;
    const lines = await lockLines(db, services);
    const certified = certifyAll(context, lines, services);
    if (!certified.ok) return certified;
    const natures = services.map((service) => ({ nature: lines.get(lineKey(service))?.nature ?? "", on: service.on }));
    const facts = await natureFacts(db, natures);
    const numbers = await numberDocuments(
      db,
      "SF",
      services.map(({ on }) => years.value(on)),
    );
    const documents = services.map((service, index) => ({
      ...service,
      id: randomUUID(),
      eventId: randomUUID(),
      note: service.note ?? "",
      number: numbers[index] ?? "",
      fiscalYear: years.value(service.on),
      author: context.actor.id,
    }));
    const events = serviceEvents(certified.value, facts, documents);
    if (!events.ok) return events;
    const posted = await postEvents(db, context, events.value);
    if (!posted.ok) return posted;
    await saveServices(db, documents);
    await saveChains(db, [...certified.value.values()]);
    for (const { id, number, commitmentId } of documents.slice(0, 1)) {
      touch({ kind: "certifiedService", id, detail: { number, commitmentId, count: documents.length } });
    }
    return accept(documents.map(({ id, number }) => ({ serviceId: id, number })));
  });
}

/** Where the lines stand after these services, in the order given. */
function certifyAll(
  context: CommandContext,
  lines: ReadonlyMap<string, ChainLine>,
  services: readonly ServiceInput[],
): Result<Map<string, ChainLine>> {
  const after = new Map(lines);
  for (const service of services) {
    const found = reachableLine(context, "execution.certify", after, service);
    if (!found.ok) return found;
    const ordered = checkOrder(found.value.committedOn, service.on);
    if (!ordered.ok) return ordered;
    const certified = certify(found.value, service.amount);
    if (!certified.ok) return certified;
    after.set(lineKey(service), { ...found.value, ...certified.value });
  }
  return accept(after);
}

function serviceEvents(
  lines: ReadonlyMap<string, ChainLine>,
  facts: (nature: string, on: Day) => NatureFacts,
  documents: readonly ServiceDocument[],
): Result<EntryDraft[][]> {
  const events: EntryDraft[][] = [];
  for (const { id, eventId, number, on, amount, ...key } of documents) {
    const line = lines.get(lineKey(key));
    if (!line) throw new Error(`line ${lineKey(key)} was not locked`);
    const accounts = accountsFor(facts, line.nature, on);
    if (!accounts.ok) return accounts;
    const expense = expenseOn(line, amount, { voucher: number, document: "certifiedService", documentId: id });
    events.push([serviceEntry({ eventId, on, label: line.label }, expense, accounts.value)]);
  }
  return accept(events);
}
