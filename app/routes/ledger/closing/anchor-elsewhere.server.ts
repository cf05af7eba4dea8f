import { writeAnchors } from "#app/commands/take-anchors.ts";
import type { ActionScene } from "#app/http/guard.ts";
import { anchorFileOf } from "#db/anchor-file.ts";

/**
 * Writes the anchors of a lock or a closing where they are kept, as soon as it is done. A disk that fails does not undo what is done: the
 * file receives every set that it lacks within the hour, and says so in the log if it cannot.
 */
export async function anchorElsewhere({ services, organisation }: ActionScene): Promise<void> {
  const file = anchorFileOf(services.settings.anchorDir, organisation.slug);
  await writeAnchors(services.database, organisation, file).catch(() => undefined);
}
