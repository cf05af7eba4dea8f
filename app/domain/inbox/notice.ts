/** What a person may be told. Each has one sentence in each language (`inbox.kinds.…`), worded when it is read. */
export const noticeKinds = [
  "submitted",
  "returned",
  "recalled",
  "accepted",
  "mentioned",
  "replied",
  "reminded",
  "reopened",
  "delegated",
  "delegationWithdrawn",
  "sittingPlanned",
  "sittingSealed",
  "notified",
  "acknowledged",
  "overrun",
  "movementProposed",
  "movementPosted",
  "movementRefused",
  "explanationAsked",
  "explanationGiven",
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/**
 * The values of the sentence and of what stands under it; none is a text in a language but what people wrote themselves. `day` is 2026-03-31,
 * `period` a month (2027-03) or a year (2027), `count` how many requests.
 */
export interface NoticeValues {
  readonly number?: number | undefined;
  readonly title?: string | undefined;
  readonly count?: number | undefined;
  readonly line?: string | undefined;
  readonly measure?: string | undefined;
  readonly period?: string | undefined;
  readonly day?: string | undefined;
  /** The last day, where there are two. */
  readonly until?: string | undefined;
  /** « EJ-2026-000001 »; cents, as text, and what they are of (`measure`). */
  readonly document?: string | undefined;
  readonly amount?: string | undefined;
  /** What somebody wrote: a comment, a reason. */
  readonly excerpt?: string | undefined;
}

const longestExcerpt = 240;

/** The beginning of a text, cut between two words; « … » says that it goes on. */
export function excerptOf(text: string): string {
  const flat = text.replaceAll(/\s+/g, " ").trim();
  if (flat.length <= longestExcerpt) return flat;
  const cut = flat.slice(0, longestExcerpt);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), longestExcerpt / 2))}…`;
}
