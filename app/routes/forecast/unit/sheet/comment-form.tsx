import { useFetcher } from "@remix-run/react";
import { useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import styles from "./side-panel.module.css";

export interface Mentionable {
  readonly login: string;
  readonly name: string;
}
interface CommentFormProps {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly label: string;
  /** What the comment is about. */
  readonly about?: string;
  readonly send: string;
  readonly people: readonly Mentionable[];
  readonly initial?: string;
  readonly onSent?: () => void;
}

/** A plain text, in which somebody is mentioned by « @ » and their login: typed, or chosen from those who may see the unit. */
export function CommentForm({ action, fields, label, about, send, people, initial = "", onSent }: CommentFormProps) {
  const words = useTranslations("comments");
  const fetcher = useFetcher<{ refusal?: { message: string } }>();
  const [body, setBody] = useState(initial);
  const text = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const key = useRef("");
  const answered = fetcher.state === "idle" ? fetcher.data : undefined;
  const sent = useRef(onSent);
  sent.current = onSent;
  useEffect(() => {
    if (!answered || answered.refusal) return;
    key.current = "";
    setBody("");
    sent.current?.();
  }, [answered]);
  const mention = (login: string) => {
    if (login === "") return;
    setBody((before) => `${before}${before === "" || before.endsWith(" ") ? "" : " "}@${login} `);
    text.current?.focus();
  };
  return (
    <fetcher.Form
      method="post"
      action={action}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        // The same text sent twice is one comment.
        key.current ||= crypto.randomUUID();
        fetcher.submit({ ...fields, body, key: key.current }, { method: "post", action });
      }}
    >
      <label htmlFor={id}>
        {label}
        {about !== undefined && <span className={styles.about}> {about}</span>}
      </label>
      <textarea
        ref={text}
        id={id}
        rows={3}
        required
        maxLength={4000}
        value={body}
        onChange={(event) => {
          key.current = "";
          setBody(event.currentTarget.value);
        }}
      />
      {answered?.refusal && (
        <p role="alert" className={styles.faulty}>
          {answered.refusal.message}
        </p>
      )}
      <div className={styles.row}>
        <select aria-label={words("mention")} value="" onChange={(event) => mention(event.currentTarget.value)}>
          <option value="">{words("mentionWho")}</option>
          {people.map(({ login, name }) => (
            <option key={login} value={login}>
              {name}
            </option>
          ))}
        </select>
        <button type="submit" className={buttonClass("primary")} aria-busy={fetcher.state !== "idle" || undefined}>
          {send}
        </button>
      </div>
    </fetcher.Form>
  );
}
