import { useFetcher } from "@remix-run/react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { classNames } from "#app/ui/class-names.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import type { loader } from "../../comments/route.ts";
import { CommentForm, type Mentionable } from "./comment-form.tsx";
import styles from "./side-panel.module.css";

type Loaded = Awaited<ReturnType<typeof loader>>;
export type ShownThread = Loaded["threads"][number];
type ShownComment = ShownThread["comments"][number];

interface CommentThreadProps {
  readonly thread: ShownThread;
  readonly title: string;
  /** The address leads to this one. */
  readonly isNamed: boolean;
  readonly base: string;
  readonly campaign: string;
  readonly people: readonly Mentionable[];
}

/** A conversation about one place: its comments in order, an answer, and whether it is settled. */
export function CommentThread({ thread, title, isNamed, base, campaign, people }: CommentThreadProps) {
  const words = useTranslations("comments");
  const format = useFormat();
  const [answering, setAnswering] = useState(false);
  const { id, comments, resolvedAt, resolvedBy } = thread;
  return (
    <article
      className={classNames(styles.thread, isNamed && styles.named)}
      aria-label={title}
      data-resolved={resolvedAt !== null || undefined}
    >
      <h4>{title}</h4>
      {comments.map((comment) => (
        <Comment key={comment.id} comment={comment} base={base} people={people} />
      ))}
      {resolvedAt !== null && (
        <p className={styles.about}>{words("resolved", { author: resolvedBy ?? "", at: format.instant(resolvedAt) })}</p>
      )}
      {answering ? (
        <CommentForm
          action={`${base}/comments`}
          fields={{ campaign, thread: id }}
          label={words("reply")}
          send={words("reply")}
          people={people}
          onSent={() => setAnswering(false)}
        />
      ) : (
        <div className={styles.row}>
          <button type="button" className={buttonClass()} onClick={() => setAnswering(true)}>
            {words("reply")}
          </button>
          <Act action={`${base}/threads/${id}/resolution`} fields={{ resolved: resolvedAt === null ? "yes" : "no" }}>
            {words(resolvedAt === null ? "resolve" : "reopen")}
          </Act>
        </div>
      )}
    </article>
  );
}

function Comment({ comment, base, people }: { comment: ShownComment; base: string; people: readonly Mentionable[] }) {
  const words = useTranslations("comments");
  const format = useFormat();
  const [editing, setEditing] = useState(false);
  const { id, author, at, body, isOwn, isEdited, deletedAt } = comment;
  if (deletedAt !== null) return <p className={styles.about}>{words("deleted", { author, at: format.instant(deletedAt) })}</p>;
  const address = `${base}/comments/${id}`;
  return (
    <div className={styles.comment}>
      <p className={styles.about}>
        <strong>{author}</strong> {[format.instant(at), isEdited ? words("edited") : ""].filter((part) => part !== "").join(" · ")}
      </p>
      {editing ? (
        <CommentForm
          action={`${address}/wording`}
          fields={{}}
          label={words("edit")}
          send={words("save")}
          people={people}
          initial={body}
          onSent={() => setEditing(false)}
        />
      ) : (
        <p className={styles.body}>{body}</p>
      )}
      {isOwn && !editing && (
        <div className={styles.row}>
          <button type="button" className={styles.small} onClick={() => setEditing(true)}>
            {words("edit")}
          </button>
          <Act action={`${address}/removal`} fields={{}} small>
            {words("delete")}
          </Act>
        </div>
      )}
    </div>
  );
}

/** One press, one act; what refuses it is said beside it. */
function Act({ action, fields, small, children }: { action: string; fields: Record<string, string>; small?: true; children: string }) {
  const fetcher = useFetcher<{ refusal?: { message: string } }>();
  return (
    <>
      <button
        type="button"
        className={small ? styles.small : buttonClass()}
        onClick={() => fetcher.submit({ ...fields, key: crypto.randomUUID() }, { method: "post", action })}
      >
        {children}
      </button>
      {fetcher.data?.refusal && (
        <span role="alert" className={styles.faulty}>
          {fetcher.data.refusal.message}
        </span>
      )}
    </>
  );
}
