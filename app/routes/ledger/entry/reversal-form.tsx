import { Form } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import type { Day } from "#app/domain/month.ts";
import type { RefusedForm } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { DateField, TextAreaField } from "#app/ui/form/text-fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/shell/page.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import type { LedgerEntry } from "#db/queries/ledger/entry.ts";
import styles from "../ledger.module.css";
import entryStyles from "../new-entry/entry-form.module.css";
import { Side } from "../side.tsx";

interface ReversalFormProps {
  readonly entry: LedgerEntry;
  readonly on: Day;
  /** Why this entry may not be reversed, in words. */
  readonly impossible: string | null;
  readonly commandKey: string;
  readonly answer: RefusedForm | undefined;
  /** Asked for by its key: in a dialog, over the page. */
  readonly asked: boolean;
  readonly onClose: () => void;
}

/** A posted entry is never changed: it is undone, with a day and a reason. By the key in a dialog; at the foot of the page without one. */
export function ReversalForm(props: ReversalFormProps) {
  const { impossible, asked, onClose } = props;
  const words = useTranslations("ledger");
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (asked && !dialog.current?.open) {
      dialog.current?.showModal();
      // One key asked for it, one more confirms it: what it will post is above.
      dialog.current?.querySelector<HTMLButtonElement>("button[type=submit]")?.focus();
    }
    if (!asked && dialog.current?.open) dialog.current.close();
  }, [asked]);
  const content =
    impossible !== null ? (
      <Notice kind="information" title={words("reversal.impossible")}>
        {impossible}
      </Notice>
    ) : (
      <ReversalFields {...props} />
    );
  if (!asked) return <Section title={words("reversal.title")}>{content}</Section>;
  return (
    <dialog ref={dialog} className={entryStyles.dialog} aria-labelledby="reversal-title" onClose={onClose}>
      <h2 id="reversal-title">{words("reversal.title")}</h2>
      {content}
    </dialog>
  );
}

function ReversalFields({ entry, on, commandKey, answer, asked, onClose }: ReversalFormProps) {
  const words = useTranslations("ledger");
  const entryWords = useTranslations("entryForm");
  const common = useTranslations("common");
  const { values, errors, general } = fieldsOf(answer?.lastResult);
  return (
    <Form method="post" className={styles.form}>
      <Fields values={values} errors={errors}>
        <ErrorSummary general={general} />
        <CommandKey value={commandKey} />
        <p className={styles.muted}>{words("reversal.consequence")}</p>
        {asked && <OppositeLines entry={entry} />}
        <DateField name="on" label={words("reversal.on")} defaultValue={on} min={entry.entryDate} required />
        <TextAreaField
          name="reason"
          label={words("reversal.reason")}
          required
          rows={2}
          defaultValue={asked ? entryWords("page.defaultReason") : undefined}
        />
        <ButtonRow>
          <SubmitButton look="danger">{words("reversal.submit")}</SubmitButton>
          {asked && (
            <button type="button" className={buttonClass()} onClick={onClose}>
              {common("cancel")}
            </button>
          )}
        </ButtonRow>
      </Fields>
    </Form>
  );
}

/** What the reversal will post: each line on its other side. */
function OppositeLines({ entry }: { readonly entry: LedgerEntry }) {
  const words = useTranslations("ledger");
  const entryWords = useTranslations("entryForm");
  const total = entry.lines.reduce((sum, { debit }) => sum + debit, 0n);
  return (
    <DataTable
      caption={entryWords("page.willPost")}
      columns={[
        { key: "account", head: words("account.head"), cell: ({ account, accountLabel }) => `${account} · ${accountLabel ?? ""}` },
        {
          key: "debit",
          head: words("entry.debit"),
          unit: "€",
          align: "end",
          cell: ({ credit, resource }) => <Side amount={credit} resource={resource} />,
        },
        {
          key: "credit",
          head: words("entry.credit"),
          unit: "€",
          align: "end",
          cell: ({ debit, resource }) => <Side amount={debit} resource={resource} />,
        },
      ]}
      rows={entry.lines}
      rowKey={({ line }) => String(line)}
      totals={{ debit: <Amount quantity={total} resource="EUR" />, credit: <Amount quantity={total} resource="EUR" /> }}
    />
  );
}
