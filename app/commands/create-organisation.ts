import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { DatabaseAccess } from "#db/access.ts";
import type { Organisation } from "#db/client.ts";
import { constraintOf, sqlStateOf, sqlStates } from "#db/failure.ts";
import { createOrganisation as createSchema } from "#db/migrate.ts";

export interface OrganisationInput {
  /** Lower-case letters, digits and hyphens, 2 to 40, a letter first: it stands in addresses. */
  readonly slug: string;
  readonly name: string;
  /** Nine digits. */
  readonly siren: string;
}

/** Makes an organisation with a schema of its own, empty. The one command that no organisation's journal of commands can hold. */
export async function createOrganisation(access: DatabaseAccess, input: OrganisationInput): Promise<Result<Organisation>> {
  const { slug, siren } = input;
  const name = input.name.trim();
  const fields = {
    ...(/^[a-z][a-z0-9-]{1,39}$/.test(slug) ? {} : { slug }),
    ...(name === "" ? { name } : {}),
    ...(/^[0-9]{9}$/.test(siren) ? {} : { siren }),
  };
  if (Object.keys(fields).length > 0) return refuse<Refusal>({ kind: "wrong-form", fields });
  try {
    return accept(await createSchema(access, { slug, name, siren }));
  } catch (error) {
    const taken = sqlStateOf(error) === sqlStates.uniqueViolation && constraintOf(error) === "organisation_pkey";
    if (taken) return refuse<Refusal>({ kind: "already-exists", what: "organisation", id: slug });
    throw error;
  }
}
