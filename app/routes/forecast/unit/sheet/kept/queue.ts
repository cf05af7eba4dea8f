import type { TypedEdit } from "#app/commands/write-cells.ts";
import { placeName } from "#app/domain/forecast/edit.ts";
import type { WrittenMessage } from "../../../cells/message.ts";
import type { Parcel } from "./left-behind.ts";

/**
 * What is to be sent after a parcel that the server has answered. Those that were never sent (`sealed`, by their keys) have seen its figures by now:
 * else a person would be in conflict with what they typed a moment before. Where somebody else was first, the choice that the page asks for decides.
 */
export function afterAnswer(
  parcels: readonly Parcel[],
  { edits }: Pick<Parcel, "edits">,
  { revision, conflicts }: Pick<WrittenMessage, "revision" | "conflicts">,
  sealed: ReadonlySet<string>,
): Parcel[] {
  const contested = new Set(conflicts.map(placeName));
  const written = new Set(edits.map(placeName).filter((name) => !contested.has(name)));
  return parcels.flatMap((parcel): Parcel[] => {
    if (!sealed.has(parcel.key)) return [parcel];
    const left = parcel.edits
      .filter((edit) => !contested.has(placeName(edit)))
      .map((edit): TypedEdit => (written.has(placeName(edit)) ? { ...edit, seen: BigInt(revision) } : edit));
    return left.length === 0 ? [] : [{ ...parcel, edits: left }];
  });
}
