/** A membership of a group of units that began ends; one that was to begin is forgotten. */
export const unitGroupMembers = [`grant delete on unit_group_member to enveloppe_app`];
