import { randomUUID } from "node:crypto";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { ContractTerms } from "#app/domain/workforce/contract.ts";
import { insertContracts, insertPeople, personNumbered } from "#db/queries/workforce/contract.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { checkContract } from "./staff-places.ts";

export interface ArrivalInput {
  /** « Matricule ». */
  readonly number: string;
  /** Of somebody who is not known yet. */
  readonly name: string;
  readonly contract: ContractTerms;
}

/** Somebody comes to a unit: new to the organisation, or known by their number and there again, or there as well. */
export async function recordArrival(context: CommandContext, input: ArrivalInput): Promise<Result<{ number: string }>> {
  const { number, contract } = input;
  const declaration = { name: "record-arrival", capability: "workforce.edit", unit: contract.unit } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    const known = await personNumbered(db, number, { lock: true });
    const name = input.name.trim();
    if (!known && name === "") return refuse({ kind: "wrong-form", fields: { name: "required" } });
    const checked = await checkContract(db, context, number, contract);
    if (!checked.ok) return checked;
    const personId = known?.id ?? randomUUID();
    if (!known) await insertPeople(db, [{ id: personId, number, name }]);
    const id = randomUUID();
    await insertContracts(db, [{ ...contract, id, personId, postId: checked.value.postId }]);
    touch({ kind: "staffContract", id, unit: contract.unit, detail: { act: "arrival", number, contract } });
    return accept({ number });
  });
}
