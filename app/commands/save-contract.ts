import { mayDo } from "#app/domain/access.ts";
import { type ContractTerms, checkContract } from "#app/domain/execution/contract.ts";
import { type Day, isDay } from "#app/domain/month.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { contractVersions, insertContract, insertContractVersion, lockContracts, usedOfContract } from "#db/queries/execution-contract.ts";
import { closedParties } from "#db/queries/execution-party.ts";
import { unknownParties } from "#db/queries/execution-reference.ts";
import { checkCodes } from "#db/queries/forecast/codes.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface ContractInput extends ContractTerms {
  /** « N° de marché ». */
  readonly code: string;
}
export interface AmendContractInput extends ContractInput {
  readonly seenVersion: number;
  /** The day from which it says so: not before the version that it follows. */
  readonly effectiveOn: Day;
}
export interface SavedContract {
  readonly code: string;
  readonly version: number;
}

/** Makes a contract known, in force from its notification. */
export async function addContract(context: CommandContext, input: ContractInput): Promise<Result<SavedContract>> {
  const declaration = { name: "add-contract", capability: "execution.refer", unit: input.unit } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    const checked = await checkTerms(db, input, context.today);
    if (!checked.ok) return checked;
    const { code, unit } = input;
    if (!(await insertContract(db, code))) return refuse({ kind: "already-exists", what: "contract", id: code });
    await insertContractVersion(db, { ...input, version: 1, effectiveOn: input.notifiedOn, author: context.actor.id });
    touch({ kind: "contract", id: code, unit, detail: { ...input } });
    return accept({ code, version: 1 });
  });
}

/**
 * An amendment (« avenant »): the contract says something else from a day on, and what it said before is kept. Its maximum never goes below what
 * it carries (`contract-below-used`).
 */
export async function amendContract(context: CommandContext, input: AmendContractInput): Promise<Result<SavedContract>> {
  const { code, seenVersion, effectiveOn, ...terms } = input;
  const declaration = { name: "amend-contract", capability: "execution.refer", unit: input.unit } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    if (!isDay(effectiveOn)) return refuse({ kind: "not-a-day", text: effectiveOn });
    const checked = await checkTerms(db, terms, context.today);
    if (!checked.ok) return checked;
    await lockContracts(db, [code]);
    const [last] = await contractVersions(db, code);
    if (!last || !mayDo(context.actor.access, "execution.refer", last.unit))
      return refuse({ kind: "not-found", what: "contract", id: code });
    if (last.version !== seenVersion)
      return refuse({ kind: "stale", what: "contract", seen: BigInt(seenVersion), current: BigInt(last.version) });
    if (effectiveOn < last.effectiveOn) return refuse({ kind: "dates-out-of-order", earlier: last.effectiveOn, later: effectiveOn });
    const used = await usedOfContract(db, code);
    const { maximum } = terms;
    if (maximum !== null && maximum < used) return refuse({ kind: "contract-below-used", contract: code, maximum, used });
    const version = last.version + 1;
    await insertContractVersion(db, { ...terms, code, version, effectiveOn, author: context.actor.id });
    touch({ kind: "contract", id: code, unit: terms.unit, detail: { ...terms, effectiveOn, version } });
    return accept({ code, version });
  });
}

async function checkTerms(db: Db, terms: ContractTerms, today: Day): Promise<Result<ContractTerms>> {
  const checked = checkContract(terms);
  if (!checked.ok) return checked;
  const [stranger] = await unknownParties(db, [terms.party]);
  if (stranger !== undefined) return refuse({ kind: "unknown-code", dimension: "party", code: stranger });
  const [closed] = await closedParties(db, [terms.party]);
  if (closed !== undefined) return refuse({ kind: "party-closed", party: closed });
  const unit = await checkCodes(db, "unit", [terms.unit], today);
  return unit.ok ? checked : unit;
}
