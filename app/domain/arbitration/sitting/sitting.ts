/** « Séance »: planned, then open to decisions, then sealed by its minutes, after which nothing of it changes. */
export type SittingState = "planned" | "running" | "sealed";

/** A point of the agenda: to come, on the screen, dealt with (it may come back). */
export type ItemState = "waiting" | "open" | "done";

/** What the clock of a point or of a sitting says, in whole seconds; 0 before it begins. */
export function elapsedSeconds(from: Date | null, now: Date): number {
  return from === null ? 0 : Math.max(0, Math.floor((now.getTime() - from.getTime()) / 1_000));
}

/** « 0:07 », « 12:34 », « 1:02:03 »: minutes and seconds, hours when there are. */
export function clockText(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60), seconds % 60];
  const two = (part: number) => String(part).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
