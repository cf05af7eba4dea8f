import { accept, type Result, refuse } from "../../result.ts";

/** A comment may be worded anew for this long; afterwards others have read it. */
export const editableMinutes = 15;
export const longestComment = 4_000;

/** What is to be refused of talking: each with the words that the border has for it. */
export type CommentRefusal =
  | { readonly kind: "comment-not-own"; readonly author: string }
  | { readonly kind: "comment-too-old"; readonly minutes: number }
  | { readonly kind: "comment-deleted" }
  | { readonly kind: "person-out-of-reach"; readonly person: string };

export interface StandingComment {
  readonly author: bigint;
  readonly authorName: string;
  readonly at: Date;
  readonly deletedAt: Date | null;
}

/** Only its author changes a comment, only while it stands, and words it anew within `editableMinutes`. It may be taken away at any time. */
export function checkCommentChange(
  comment: StandingComment,
  act: "edit" | "delete",
  { actor, now }: { actor: bigint; now: Date },
): Result<true> {
  if (comment.author !== actor) return refuse({ kind: "comment-not-own", author: comment.authorName });
  if (comment.deletedAt !== null) return refuse({ kind: "comment-deleted" });
  const ageMinutes = (now.getTime() - comment.at.getTime()) / 60_000;
  return act === "edit" && ageMinutes > editableMinutes ? refuse({ kind: "comment-too-old", minutes: editableMinutes }) : accept(true);
}

/** The logins that a text names after « @ », each once; a name within an address of mail is none. */
export function mentionsIn(text: string): string[] {
  return [
    ...new Set(
      [...text.matchAll(/(?<![\p{L}\p{N}.@])@([a-z0-9][a-z0-9._-]{1,39})/giu)].map(([, login = ""]) =>
        login.toLowerCase().replace(/[._-]+$/, ""),
      ),
    ),
  ];
}
