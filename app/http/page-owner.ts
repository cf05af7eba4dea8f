import type { Organisation } from "#db/client.ts";

/** Whose page it is: what it keeps on the device is kept under this name. */
export function ownerOf(organisation: Organisation, person: { readonly id: bigint }): string {
  return `${organisation.slug}/${person.id}`;
}

/** A page that was opened by somebody else, who has signed out since: what waits there is not this person's to send. */
export function isOthersPage(form: FormData, organisation: Organisation, person: { readonly id: bigint }): boolean {
  const owner = form.get("owner");
  return owner !== null && owner !== ownerOf(organisation, person);
}
