import { absorb, advance, type Chain, certify, checkCertifiedBy, checkOrder, request } from "#app/domain/execution/chain.ts";
import { accept, type Result } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { type ChainLine, type LineKey, lineKey, servicesOf } from "#db/queries/execution-chain.ts";
import { reachableLine } from "./expense-lines.ts";
import type { CommittedRequest, PaymentRequestInput } from "./request-payments.ts";
import type { CommandContext } from "./run.ts";

/** The locked lines of a command, as they will stand. */
export class RequestedLines extends Map<string, ChainLine> {
  of(key: LineKey): ChainLine {
    const line = this.get(lineKey(key));
    if (!line) throw new Error(`line ${lineKey(key)} was not locked`);
    return line;
  }
}

/** Where the lines stand after these requests, in the order given: amounts within the chain, and days in its order. */
export async function requestAll(
  db: Db,
  context: CommandContext,
  lines: ReadonlyMap<string, ChainLine>,
  requests: readonly PaymentRequestInput[],
): Promise<Result<RequestedLines>> {
  const services = await servicesOf(db, [...lines.values()]);
  const after = new RequestedLines(lines);
  const certifiedHere = new Map<string, { on: string; amount: bigint }[]>();
  for (const asked of requests) {
    if (asked.flow === 4) continue;
    const found = reachableLine(context, "execution.request", after, asked);
    if (!found.ok) return found;
    const here = certifiedHere.get(lineKey(asked)) ?? [];
    if (asked.flow === 3) here.push({ on: asked.on, amount: asked.amount + (asked.absorbed ?? 0n) });
    certifiedHere.set(lineKey(asked), here);
    const requested = requestOne(found.value, asked, [...services(asked), ...here]);
    if (!requested.ok) return requested;
    after.set(lineKey(asked), requested.value);
  }
  return accept(after);
}

function requestOne(line: ChainLine, asked: CommittedRequest, services: readonly { on: string; amount: bigint }[]): Result<ChainLine> {
  const ordered = checkOrder(line.committedOn, asked.on);
  if (!ordered.ok) return ordered;
  const chain = asked.kind === "advance" ? advance(line, asked.amount) : invoiced(line, asked);
  if (!chain.ok) return chain;
  const dated = checkCertifiedBy(asked.on, chain.value.requested, services, chain.value.advanced);
  return dated.ok ? accept({ ...line, ...chain.value }) : dated;
}

/** An invoice: certified by the request itself (flow 3), less the advances that it absorbs; one that they absorb wholly asks for nothing more. */
function invoiced(line: Chain, { flow, amount, absorbed = 0n }: CommittedRequest): Result<Chain> {
  const certified = flow === 3 ? certify(line, amount + absorbed) : accept(line);
  if (!certified.ok) return certified;
  const left = absorbed === 0n ? certified : absorb(certified.value, absorbed);
  if (!left.ok) return left;
  return amount === 0n && absorbed > 0n ? left : request(left.value, amount);
}
