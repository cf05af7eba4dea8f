import { Form, Link, useNavigate, useNavigation, useSubmit } from "@remix-run/react";
import { type FormEvent, useCallback, useEffect, useMemo, useReducer, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { type Choice, searchable } from "#app/domain/ledger/typing/search.ts";
import { type LineField, type TypedEntry, totalsTyped } from "#app/domain/ledger/typing/typed-entry.ts";
import { ButtonRow, buttonClass } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { useHydrated } from "#app/ui/use-hydrated.ts";
import { AttachmentPane } from "../../attachments/attachment-pane.tsx";
import { attachmentTarget, draftAddress, draftsAddress } from "../addresses.ts";
import { Balance } from "./balance.tsx";
import { DraftMark, LocalCopyNotice } from "./draft-mark.tsx";
import type { EntryDeskProps } from "./entry-desk.tsx";
import styles from "./entry-form.module.css";
import { changed, type EntryChange, type EntryState, entryOf, startState } from "./entry-state.ts";
import { HeadFields } from "./head-fields.tsx";
import { KeyHelp } from "./key-help.tsx";
import type { LineChoices } from "./line-row.tsx";
import { LineTable } from "./line-table.tsx";
import { ModelDialog } from "./model-dialog.tsx";
import { useDraft } from "./use-draft.ts";
import { focusOn, useEntryKeys } from "./use-entry-keys.ts";

interface EntryFormProps extends EntryDeskProps {
  readonly start: TypedEntry;
  readonly refused: boolean;
  readonly errors: Readonly<Record<string, string>>;
  readonly general: readonly string[];
}

/** An entry typed from the keyboard: head, lines, balance, and beside them what proves it. Complete without a script, but for the keys. */
export function EntryForm(props: EntryFormProps) {
  const { year, place, login, commandKey, draft: kept, refused, errors, general, journals, models, nextVouchers } = props;
  const words = useTranslations("entryForm");
  const form = useRef<HTMLFormElement>(null);
  const navigate = useNavigate();
  const [state, change] = useEntry(props.start, props.fewest, form);
  const entry = useMemo(() => entryOf(state), [state]);
  const totals = useMemo(() => totalsTyped(entry.lines), [entry.lines]);
  const { id, version } = kept;
  const draftPlace = useMemo(() => ({ year, login, id, version, refused }), [year, login, id, version, refused]);
  const draft = useDraft(entry, draftPlace, props.newDraftId);
  const { posting, post } = usePosting(draft, form);
  const choices = useChoices(props.choices);
  const columns = useColumns(entry);
  const [choosing, setChoosing] = useState(false);
  const [splitting, setSplitting] = useState(props.attachments.length > 0);
  const leave = useCallback(async () => {
    await draft.save();
    navigate(draftsAddress(year));
  }, [draft, navigate, year]);
  const keys = useEntryKeys({
    state,
    columns,
    change,
    post: () => post("another"),
    openModels: () => setChoosing(true),
    leave: () => void leave(),
  });
  return (
    <div className={splitting ? styles.split : styles.whole}>
      <Form ref={form} method="post" className={styles.form} onKeyDown={keys} onSubmit={posting}>
        <ErrorSummary errors={errors} general={general} />
        <CommandKey value={commandKey} />
        <input type="hidden" name="base" value={place.base} />
        <input type="hidden" name="draft" value={draft.id} />
        <input type="hidden" name="draftVersion" value={String(draft.version)} />
        <LocalCopyNotice place={draftPlace} onTake={(copy) => change({ type: "replace", entry: copy })} />
        <HeadFields head={state.head} journals={journals} place={place} nextVouchers={nextVouchers} errors={errors} change={change} />
        <LineTable rows={state.rows} columns={columns} errors={errors} choices={choices} change={change} />
        <Suggestions choices={props.choices} />
        <div className={styles.foot}>
          <Balance totals={totals} />
          <DraftMark draft={draft} year={year} />
        </div>
        <ButtonRow>
          <PostButtons year={year} draftId={draft.id} />
        </ButtonRow>
        <KeyHelp />
      </Form>
      <ModelDialog
        models={models}
        open={choosing}
        onClose={() => setChoosing(false)}
        day={place.base}
        onApply={(applied) => change({ type: "apply", entry: applied })}
      />
      <AttachmentPane
        target={attachmentTarget(year, { draftId: draft.id })}
        attachments={props.attachments}
        mayChange
        ready={async () => draft.save()}
        onShown={setSplitting}
        title={words("document")}
        commandKey={props.attachmentKey}
      />
    </div>
  );
}

/** The state of the form; what a person typed before the scripts came is taken over. */
function useEntry(start: TypedEntry, fewest: number, form: React.RefObject<HTMLFormElement>) {
  const [state, change] = useReducer(changed, undefined, () => startState(start, fewest));
  const { focus } = state;
  useEffect(() => {
    if (!focus || !form.current) return;
    focusOn(form.current, focus.field, focus.index);
    change({ type: "focused" });
  }, [focus, form]);
  useEffect(() => {
    for (const element of form.current?.elements ?? []) {
      if (!(element instanceof HTMLInputElement) || element.type !== "text" || element.value === element.defaultValue) continue;
      const { line, column } = element.dataset;
      if (line !== undefined) change({ type: "type", index: Number(line), field: column as LineField, value: element.value });
      else if (element.name === "date" || element.name === "voucher" || element.name === "label")
        change({ type: "head", field: element.name, value: element.value });
    }
  }, [form]);
  return [state, change] as const satisfies readonly [EntryState, React.Dispatch<EntryChange>];
}

/** Posts once the draft is at rest: its version goes with the form. */
function usePosting(draft: ReturnType<typeof useDraft>, form: React.RefObject<HTMLFormElement>) {
  const submit = useSubmit();
  const { location, formData } = useNavigation();
  // A refusal comes back to the page; what was posted leads away from it, though it may be to the same address.
  const posted = formData !== undefined && location?.state?._isRedirect === true && location.pathname.includes("/ledger/entries/");
  const forgetCopy = draft.posted;
  useEffect(() => void (posted && forgetCopy()), [posted, forgetCopy]);
  const post = (verb: "another" | "open") =>
    form.current?.requestSubmit(form.current.querySelector<HTMLButtonElement>(`button[value="${verb}"]`));
  const posting = async (event: FormEvent<HTMLFormElement>) => {
    const { submitter } = event.nativeEvent as SubmitEvent;
    if (submitter instanceof HTMLButtonElement && submitter.formAction.includes("/drafts/")) return;
    if (!draft.saving()) return void draft.settle();
    event.preventDefault();
    await draft.settle();
    // The version has moved on: the field says it at the next drawing.
    requestAnimationFrame(() => submit(submitter instanceof HTMLElement ? (submitter as HTMLButtonElement) : form.current));
  };
  return { posting: (event: FormEvent<HTMLFormElement>) => void posting(event), post };
}

/** The codes and words made ready once, not at each key. */
function useChoices({ accounts, parties, units }: EntryDeskProps["choices"]): LineChoices {
  return useMemo(() => {
    const labels = (all: readonly Choice[]) => new Map(all.map(({ code, label }) => [code, label]));
    return {
      account: searchable(accounts),
      party: searchable(parties),
      unit: searchable(units),
      labels: { account: labels(accounts), party: labels(parties), unit: labels(units) },
    };
  }, [accounts, parties, units]);
}

const usual = ["account", "party", "label", "unit", "debit", "credit"] as const satisfies readonly LineField[];
const withVouchers = ["account", "party", "label", "unit", "voucher", "debit", "credit"] as const satisfies readonly LineField[];

/** Vouchers stand on the lines only when some line has one of its own. */
function useColumns({ lines }: TypedEntry): readonly LineField[] {
  return lines.some(({ voucher }) => voucher !== "") ? withVouchers : usual;
}

function PostButtons({ year, draftId }: { readonly year: number; readonly draftId: string }) {
  const words = useTranslations("entryForm");
  const ledgerWords = useTranslations("ledger");
  return (
    <>
      <button type="submit" name="verb" value="open" data-post className={buttonClass("primary")}>
        {ledgerWords("newEntry.submit")}
      </button>
      <button type="submit" name="verb" value="another" className={buttonClass()} aria-keyshortcuts="Control+Enter">
        {words("another")}
      </button>
      <button type="submit" formAction={draftAddress(year, draftId)} className={buttonClass()}>
        {words("keepDraft")}
      </button>
      <Link to={draftsAddress(year)} className={buttonClass()}>
        {words("drafts")}
      </Link>
      <noscript>
        <Link to="?lines=many" className={buttonClass()}>
          {ledgerWords("newEntry.manyLines")}
        </Link>
      </noscript>
    </>
  );
}

/** What the browser proposes by itself where no script runs. */
function Suggestions({ choices }: { readonly choices: EntryDeskProps["choices"] }) {
  if (useHydrated()) return null;
  const lists = { account: choices.accounts, party: choices.parties, unit: choices.units };
  return (
    <noscript>
      {Object.entries(lists).map(([name, list]) => (
        <datalist key={name} id={`${name}-list`}>
          {list.map(({ code, label }) => (
            <option key={code} value={code}>
              {`${code} · ${label}`}
            </option>
          ))}
        </datalist>
      ))}
    </noscript>
  );
}
