import { randomUUID } from "node:crypto";
import { mayDo } from "#app/domain/access.ts";
import type { Day } from "#app/domain/month.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { type ContractTerms, changedFrom, faultOfTerms } from "#app/domain/workforce/contract.ts";
import { sameTerms } from "#app/domain/workforce/people-plan.ts";
import type { Db } from "#db/client.ts";
import {
  contractById,
  deleteContracts,
  forgetPeople,
  type HeldContract,
  insertContracts,
  personNumbered,
  updateContract,
} from "#db/queries/workforce/contract.ts";
import { type CommandContext, runCommand, type Touched } from "./run.ts";
import { checkContract } from "./staff-places.ts";

interface OfContract {
  readonly contractId: string;
}
export interface DepartureInput extends OfContract {
  /** The last day of presence. */
  readonly lastDay: Day;
}
export interface ChangeInput extends OfContract {
  /** The first day of the new state. */
  readonly on: Day;
  readonly changes: Partial<Omit<ContractTerms, "firstDay" | "lastDay">>;
}
export interface CorrectionInput extends OfContract {
  readonly terms: ContractTerms;
}
type Changed = Result<{ readonly number: string }>;

/** Somebody leaves: the contract has a last day, or another one than it had. */
export async function recordDeparture(context: CommandContext, input: DepartureInput): Promise<Changed> {
  return await onContract(context, "record-departure", input, async (db, contract, touch) => {
    const terms = { ...contract, lastDay: input.lastDay };
    const fault = faultOfTerms(terms);
    if (fault) return refuse(fault);
    if (sameTerms(contract, terms)) return refuse({ kind: "change-of-nothing" });
    const checked = await checkContract(db, context, contract.number, terms, [contract.id]);
    if (!checked.ok) return checked;
    await updateContract(db, { ...terms, postId: checked.value.postId });
    touch({
      kind: "staffContract",
      id: contract.id,
      unit: contract.unit,
      detail: { act: "departure", before: contract.lastDay, after: input.lastDay },
    });
    return accept({ number: contract.number });
  });
}

/** From a day on somebody works another share of time, in another unit, on another post or in another category: a contract ends, another begins. */
export async function changeStaffContract(context: CommandContext, input: ChangeInput): Promise<Changed> {
  return await onContract(context, "change-staff-contract", input, async (db, contract, touch) => {
    const { on, changes } = input;
    const changed = changedFrom(contract, on, changes);
    if (changed.kind !== "changed") return refuse(changed);
    const { before, after } = changed;
    const checked = await checkContract(db, context, contract.number, after, [contract.id]);
    if (!checked.ok) return checked;
    const { postId } = checked.value;
    if (before) {
      await updateContract(db, before);
      await insertContracts(db, [{ ...after, id: randomUUID(), postId }]);
    } else await updateContract(db, { ...after, postId });
    touch({ kind: "staffContract", id: contract.id, unit: contract.unit, detail: { act: "change", on, changes } });
    if (after.unit !== contract.unit)
      touch({ kind: "staffContract", id: contract.id, unit: after.unit, detail: { act: "change", on, changes } });
    return accept({ number: contract.number });
  });
}

/** What was written of a contract was wrong from the first: it says something else, and no trace of it remains but the audit's. */
export async function correctStaffContract(context: CommandContext, input: CorrectionInput): Promise<Changed> {
  return await onContract(context, "correct-staff-contract", input, async (db, contract, touch) => {
    const { terms } = input;
    if (sameTerms(contract, terms)) return refuse({ kind: "change-of-nothing" });
    const checked = await checkContract(db, context, contract.number, terms, [contract.id]);
    if (!checked.ok) return checked;
    const { id, personId, number, unit, ...before } = contract;
    await updateContract(db, { ...terms, id, personId, postId: checked.value.postId });
    touch({ kind: "staffContract", id, unit, detail: { act: "correction", before: { unit, ...before }, after: terms } });
    return accept({ number });
  });
}

/** A contract that never was is taken away; somebody who has no other is forgotten. */
export async function removeStaffContract(context: CommandContext, input: OfContract): Promise<Changed> {
  return await onContract(context, "remove-staff-contract", input, async (db, contract, touch) => {
    const { id, personId, number, unit, ...terms } = contract;
    await deleteContracts(db, [id]);
    await forgetPeople(db, [number]);
    touch({ kind: "staffContract", id, unit, detail: { act: "removal", number, before: { unit, ...terms } } });
    return accept({ number });
  });
}

/** A contract within reach, its person locked: whoever writes of them waits. */
async function onContract<Input extends OfContract>(
  context: CommandContext,
  name: string,
  input: Input,
  work: (db: Db, contract: HeldContract, touch: (touched: Touched) => void) => Promise<Changed>,
): Promise<Changed> {
  return await runCommand(context, { name, capability: "workforce.edit" }, input, async (db, touch) => {
    const seen = await contractById(db, input.contractId);
    if (seen) await personNumbered(db, seen.number, { lock: true });
    const contract = seen && (await contractById(db, seen.id));
    if (!contract || !mayDo(context.actor.access, "workforce.edit", contract.unit))
      return refuse({ kind: "not-found", what: "staffContract", id: input.contractId });
    return await work(db, contract, touch);
  });
}
