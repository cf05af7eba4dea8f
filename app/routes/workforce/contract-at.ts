import type { LoaderScene } from "#app/http/guard.ts";
import { contractById, personNumbered } from "#db/queries/workforce/contract.ts";

/** The contract of the address, with whose it is: the page of what does not exist for who does not keep its unit. */
export async function contractAt({ db, params, mayDo, notFound }: Pick<LoaderScene, "db" | "params" | "mayDo" | "notFound">) {
  const id = params["contract"] ?? "";
  const contract = await contractById(db, id);
  if (!contract || !mayDo("workforce.edit", contract.unit)) throw notFound("staffContract", id);
  const person = await personNumbered(db, contract.number);
  return { ...contract, name: person?.name ?? contract.number };
}
