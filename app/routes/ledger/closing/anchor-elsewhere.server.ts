import { writeAnchorsSoon } from "#app/commands/take-anchors.ts";
import type { ActionScene } from "#app/http/guard.ts";
import { anchorFileOf } from "#db/anchor-file.ts";

/** Writes the anchors of a lock or a closing where they are kept, as soon as it is done. */
export async function anchorElsewhere({ services, organisation }: ActionScene): Promise<void> {
  const file = anchorFileOf(services.settings.anchorDir, organisation.slug);
  await writeAnchorsSoon(services.database, organisation, file);
}
