import type { CommitmentDraft } from "#app/domain/execution/commitment.ts";
import { checkUseOfContract } from "#app/domain/execution/contract.ts";
import { grouped } from "#app/domain/grouped.ts";
import { sum } from "#app/domain/quantity.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { contractOn, lockContracts, usedOfContract } from "#db/queries/execution-contract.ts";
import { lockOperations, operationsHeld } from "#db/queries/execution-operation.ts";
import { closedParties } from "#db/queries/execution-party.ts";

/** A commitment is made with a party that is open, within its contract, and within what its operations hold; takes their locks. */
export async function checkCommitments(
  db: Db,
  commitments: readonly CommitmentDraft[],
  yearOf: (day: string) => number,
): Promise<Result<true>> {
  const [closed] = await closedParties(
    db,
    commitments.map(({ party }) => party),
  );
  if (closed !== undefined) return refuse({ kind: "party-closed", party: closed });
  const contracted = await checkContracts(db, commitments);
  if (!contracted.ok) return contracted;
  return await checkOperations(
    db,
    commitments.flatMap(({ on, lines }) => lines.map((line) => ({ ...line, year: yearOf(on) }))),
  );
}

async function checkContracts(db: Db, commitments: readonly CommitmentDraft[]): Promise<Result<true>> {
  const bound = commitments.flatMap(({ contract, ...own }) => (contract === undefined ? [] : [{ ...own, contract }]));
  await lockContracts(
    db,
    bound.map(({ contract }) => contract),
  );
  for (const [code, own] of grouped(bound, ({ contract }) => contract)) {
    let used = await usedOfContract(db, code);
    for (const { party, on, lines } of own) {
      const terms = await contractOn(db, code, on);
      if (!terms) return refuse({ kind: "not-found", what: "contract", id: code });
      const asked = sum(lines.map(({ amount }) => amount));
      const checked = checkUseOfContract(code, terms, { party, on, used, asked });
      if (!checked.ok) return checked;
      used += asked;
    }
  }
  return accept(true);
}

interface OnOperation {
  readonly unit: string;
  readonly nature: string;
  readonly activity: string;
  readonly amount: bigint;
  readonly operation?: string;
  readonly year: number;
}

/** Lines that take the affected AE of an operation stand where it stands, and take no more than it has left in the exercise. */
export async function checkOperations(db: Db, lines: readonly OnOperation[]): Promise<Result<true>> {
  const bound = lines.flatMap(({ operation, ...own }) => (operation === undefined ? [] : [{ ...own, operation }]));
  const locked = await lockOperations(
    db,
    bound.map(({ operation }) => operation),
  );
  for (const [, own] of grouped(bound, ({ operation, year }) => `${year} ${operation}`)) {
    const [first] = own;
    const operation = first && locked.get(first.operation);
    if (!first || !operation) return refuse({ kind: "not-found", what: "operation", id: first?.operation ?? "" });
    const place = `${operation.unit} ${operation.nature} ${operation.activity}`;
    if (own.some(({ unit, nature, activity }) => `${unit} ${nature} ${activity}` !== place))
      return refuse({ kind: "operation-elsewhere", operation: operation.code, place });
    const [held] = await operationsHeld(db, first.year, { codes: [operation.code] });
    const asked = sum(own.map(({ amount }) => amount));
    const left = held?.left ?? 0n;
    if (asked > left) return refuse({ kind: "operation-exceeded", operation: operation.code, asked, left });
  }
  return accept(true);
}
