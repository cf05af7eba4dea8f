import { Form } from "@remix-run/react";
import { Paperclip, X } from "lucide-react";
import { type DragEvent, useCallback, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { classNames } from "#app/ui/class-names.ts";
import { buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { useHydrated } from "#app/ui/use-hydrated.ts";
import type { Attachment } from "#db/queries/ledger/attachment.ts";
import styles from "./attachment-pane.module.css";
import { type SentFile, sendFile } from "./send-file.ts";

type Shown = Pick<Attachment, "id" | "name" | "mediaType" | "sizeBytes"> & Partial<Pick<Attachment, "removal" | "author" | "addedAt">>;

/** To what files are joined, as the pane speaks of it. */
export interface AttachmentTarget {
  /** Where a file is sent, and the fields that go with it. */
  readonly add: string;
  readonly fields: Readonly<Record<string, string>>;
  /** The address of a file. */
  readonly of: (id: string) => string;
  /** A file is taken off in one press; else it is marked as removed, with a reason. */
  readonly isDraft: boolean;
}

interface AttachmentPaneProps {
  readonly target: AttachmentTarget;
  readonly attachments: readonly Attachment[];
  readonly mayChange: boolean;
  readonly title: string;
  /** Of the form that serves where no script runs. */
  readonly commandKey: string;
  /** Whether a file may be joined now; a draft is kept first. */
  readonly ready?: () => Promise<boolean>;
  readonly onShown?: (shown: boolean) => void;
  /** Once something was joined. */
  readonly onAdded?: () => void;
}

const accepted = "application/pdf,image/png,image/jpeg,image/webp";

/** The papers that prove an entry or support a request, beside it: one is shown, the others are a press away. Dropped, pasted or chosen. */
export function AttachmentPane({ target, attachments, mayChange, title, commandKey, ready, onShown, onAdded }: AttachmentPaneProps) {
  const words = useTranslations("entryForm");
  const hydrated = useHydrated();
  const [added, setAdded] = useState<readonly SentFile[]>([]);
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const [wrong, setWrong] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  const [over, setOver] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const known = new Set(attachments.map(({ id }) => id));
  const all: readonly Shown[] = [...attachments, ...added.filter(({ id }) => !known.has(id))].filter(({ id }) => !gone.has(id));
  const live = all.filter(({ removal }) => !removal);
  const shown = all.find(({ id }) => id === chosen) ?? live[0];

  const send = useCallback(
    async (files: readonly File[]) => {
      if (files.length === 0) return;
      setWrong(null);
      setSending(true);
      const open = ready ? await ready() : true;
      for (const file of open ? files : []) {
        const answer = await sendFile(target, file);
        if (answer.ok) {
          setAdded((before) => [...before, answer.attachment]);
          setChosen(answer.attachment.id);
        } else setWrong(answer.message || words("attachments.failed"));
      }
      if (!open) setWrong(words("attachments.draftFirst"));
      setSending(false);
      onAdded?.();
    },
    [ready, target, words, onAdded],
  );
  usePastedFiles(mayChange, send);
  useEffect(() => onShown?.(live.length > 0), [live.length, onShown]);

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void send([...event.dataTransfer.files]);
  };
  return (
    <section
      className={classNames(styles.pane, over && styles.over)}
      aria-label={title}
      onDragOver={(event) => {
        if (!mayChange || !event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={mayChange ? drop : undefined}
    >
      <h2 className={styles.title}>{title}</h2>
      {wrong !== null && <Notice kind="refusal">{wrong}</Notice>}
      {all.length > 0 && (
        <AttachmentList
          all={all}
          shown={shown}
          target={target}
          mayChange={mayChange}
          onChoose={setChosen}
          onGone={(id) => setGone((before) => new Set([...before, id]))}
        />
      )}
      {mayChange &&
        (hydrated ? (
          <label className={classNames(buttonClass(), styles.choose)}>
            <Paperclip aria-hidden size={16} strokeWidth={1.75} />
            {sending ? words("attachments.sending") : words("attachments.choose")}
            <input
              type="file"
              multiple
              accept={accepted}
              className="visually-hidden"
              onChange={(event) => {
                void send([...(event.currentTarget.files ?? [])]);
                event.currentTarget.value = "";
              }}
            />
          </label>
        ) : (
          <PlainForm target={target} commandKey={commandKey} />
        ))}
      {mayChange && <p className={styles.hint}>{words("attachments.hint")}</p>}
      {shown && <Preview attachment={shown} target={target} />}
    </section>
  );
}

/** A scan in the clipboard, pasted anywhere on the page but as text in a field. */
function usePastedFiles(may: boolean, send: (files: readonly File[]) => Promise<void>): void {
  useEffect(() => {
    if (!may) return;
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      void send(files);
    };
    document.addEventListener("paste", onPaste);
    return () => document.removeEventListener("paste", onPaste);
  }, [may, send]);
}

interface AttachmentListProps extends Pick<AttachmentPaneProps, "target" | "mayChange"> {
  readonly all: readonly Shown[];
  readonly shown: Shown | undefined;
  readonly onChoose: (id: string) => void;
  readonly onGone: (id: string) => void;
}

function AttachmentList({ all, shown, target, mayChange, onChoose, onGone }: AttachmentListProps) {
  const words = useTranslations("entryForm");
  const format = useFormat();
  const { isDraft: ofDraft } = target;
  const takeOff = async (id: string) => {
    const response = await fetch(`${target.of(id)}/removal`, {
      method: "POST",
      headers: { accept: "application/json" },
      body: new URLSearchParams({ key: id }),
    });
    if (response.ok) onGone(id);
  };
  return (
    <ul className={styles.list}>
      {all.map(({ id, name, sizeBytes, removal, author, addedAt }) => (
        <li key={id} className={classNames(removal && styles.removed)}>
          <a
            href={target.of(id)}
            aria-current={id === shown?.id ? "true" : undefined}
            onClick={(event) => {
              if (event.ctrlKey || event.metaKey || event.shiftKey) return;
              event.preventDefault();
              onChoose(id);
            }}
          >
            {name}
          </a>
          <span className={styles.size}>{words("attachments.size", { size: format.count(Math.max(1, Math.ceil(sizeBytes / 1024))) })}</span>
          <a href={`${target.of(id)}?download`} className={styles.size} download>
            {words("attachments.download")}
          </a>
          {ofDraft && mayChange && (
            <button
              type="button"
              className={styles.remove}
              aria-label={words("attachments.removeNamed", { name })}
              onClick={() => void takeOff(id)}
            >
              <X aria-hidden size={16} strokeWidth={2} />
            </button>
          )}
          {!ofDraft && author !== undefined && addedAt !== undefined && (
            <p className={styles.size}>{words("attachments.by", { by: author, at: format.instant(addedAt.toISOString()) })}</p>
          )}
          {removal && (
            <p className={styles.size}>
              {words("attachments.removedBy", {
                by: removal.by,
                at: format.instant(removal.at.toISOString()),
                reason: removal.reason ?? "",
              })}
            </p>
          )}
          {!ofDraft && mayChange && !removal && <RemovalForm id={id} name={name} target={target} />}
        </li>
      ))}
    </ul>
  );
}

/** Of what was posted or handed in a paper stays: it may be marked as removed, with the reason. */
function RemovalForm({ id, name, target }: { readonly id: string; readonly name: string; readonly target: AttachmentTarget }) {
  const words = useTranslations("entryForm");
  return (
    <details className={styles.removal}>
      <summary>{words("attachments.remove")}</summary>
      <Form method="post" action={`${target.of(id)}/removal`} reloadDocument>
        <input type="hidden" name="key" value={id} />
        <Fields of={target} />
        <label htmlFor={`reason-${id}`}>{words("attachments.reason", { name })}</label>
        <input id={`reason-${id}`} name="reason" type="text" required maxLength={400} className={styles.reason} />
        <SubmitButton look="danger">{words("attachments.remove")}</SubmitButton>
      </Form>
    </details>
  );
}

/** PDF in the browser's own reader, which shows nothing in a sandboxed frame; what it may do is said by the headers of the file. */
function Preview({ attachment: { id, name, mediaType }, target }: { readonly attachment: Shown; readonly target: AttachmentTarget }) {
  const address = target.of(id);
  if (mediaType === "application/pdf") return <iframe key={id} src={address} title={name} className={styles.frame} />;
  return (
    <a href={address} target="_blank" rel="noreferrer" className={styles.picture}>
      <img src={address} alt={name} />
    </a>
  );
}

function PlainForm({ target, commandKey }: Pick<AttachmentPaneProps, "target" | "commandKey">) {
  const words = useTranslations("entryForm");
  return (
    <Form method="post" action={target.add} encType="multipart/form-data" reloadDocument className={styles.plain}>
      <CommandKey value={commandKey} />
      <Fields of={target} />
      <input type="file" name="file" accept={accepted} aria-label={words("attachments.choose")} />
      <SubmitButton look="plain">{words("attachments.send")}</SubmitButton>
    </Form>
  );
}

/** What a form says of the thing that bears the files, where their address does not. */
function Fields({ of: { fields } }: { readonly of: AttachmentTarget }) {
  return Object.entries(fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}
