import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { isBlank, type TypedEntry } from "#app/domain/ledger/typing/typed-entry.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { useHydrated } from "#app/ui/use-hydrated.ts";
import { newEntryAddress } from "../addresses.ts";
import styles from "./entry-form.module.css";
import { forget, type LocalCopy, unsavedCopy } from "./local-copy.ts";
import type { DraftPlace, KeptDraft } from "./use-draft.ts";

/** Whether what is typed is kept, in a few words; what stands in the way, in more. */
export function DraftMark({ draft, year }: { readonly draft: KeptDraft; readonly year: number }) {
  const words = useTranslations("entryForm");
  const format = useFormat();
  const { status } = draft;
  if (!useHydrated()) return null;
  if (status.kind === "conflict") {
    return (
      <Notice kind="warning" title={words("draft.conflict")}>
        <p>{status.message}</p>
        <p className={styles.choices}>
          <a href={`${newEntryAddress(year)}?draft=${draft.id}`} target="_blank" rel="noreferrer" className={buttonClass()}>
            {words("draft.seeOther")}
          </a>
          <button type="button" className={buttonClass()} onClick={draft.keepAsNew}>
            {words("draft.keepMine")}
          </button>
        </p>
      </Notice>
    );
  }
  if (status.kind === "ended") {
    return (
      <Notice kind="warning" title={words("draft.ended")}>
        <a href="/sign-in" target="_blank" rel="noreferrer">
          {words("draft.signIn")}
        </a>
      </Notice>
    );
  }
  if (status.kind === "refused") return <Notice kind="warning" title={status.message} />;
  return (
    <output className={styles.kept}>
      {status.kind === "saved" ? words("draft.saved", { at: format.instant(status.at.toISOString()) }) : words(`draft.${status.kind}`)}
    </output>
  );
}

interface LocalCopyProps {
  readonly place: DraftPlace;
  readonly onTake: (entry: TypedEntry) => void;
}

/** What this device kept and the database never had: a session that ended, a window closed too soon. */
export function LocalCopyNotice({ place, onTake }: LocalCopyProps) {
  const words = useTranslations("entryForm");
  const format = useFormat();
  const [copy, setCopy] = useState<LocalCopy | undefined>();
  // What was refused is before the eyes already.
  useEffect(() => setCopy(place.refused ? undefined : unsavedCopy(place, place.id)), [place]);
  if (!copy || isBlank(copy.entry)) return null;
  const done = (take: boolean) => {
    if (take) onTake(copy.entry);
    forget(place, copy.id);
    setCopy(undefined);
  };
  return (
    <Notice kind="information" title={words(copy.sent ? "local.sent" : "local.found", { at: format.instant(copy.at.toISOString()) })}>
      <p>{copy.entry.label}</p>
      <p className={styles.choices}>
        <button type="button" className={buttonClass("primary")} onClick={() => done(true)}>
          {words("local.take")}
        </button>
        <button type="button" className={buttonClass()} onClick={() => done(false)}>
          {words("local.drop")}
        </button>
      </p>
    </Notice>
  );
}
