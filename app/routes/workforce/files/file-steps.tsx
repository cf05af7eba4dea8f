import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/shell/page.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import styles from "../../units/units.module.css";
import type { GivenFile } from "./file-history.tsx";

interface ApplyFileProps {
  /** The page of the file. */
  readonly address: string;
  readonly digest: string;
  readonly count: number;
  readonly commandKey: string;
}

/** Applies what is shown; a file that brings nothing says so. */
export function ApplyFile({ address, digest, count, commandKey }: ApplyFileProps) {
  const words = useTranslations("workforce.files");
  if (count === 0) return <Notice kind="information">{words("nothing")}</Notice>;
  return (
    <Form method="post" action={`${address}/application`} className={styles.form}>
      <CommandKey value={commandKey} />
      <input type="hidden" name="digest" value={digest} />
      <ButtonRow>
        <SubmitButton>{words("apply", { count })}</SubmitButton>
      </ButtonRow>
    </Form>
  );
}

export interface RefusedRow {
  readonly row: number;
  readonly why: string;
}

/** Each row that is not taken and why, all of them in a file to correct and give again. */
export function RefusedRows({
  address,
  count,
  rows,
}: {
  readonly address: string;
  readonly count: number;
  readonly rows: readonly RefusedRow[];
}) {
  const words = useTranslations("workforce.files");
  const format = useFormat();
  if (count === 0) return null;
  const title = words("refused", { count });
  return (
    <Section title={title}>
      <p className={styles.note}>
        {words("refusedMessage", { shown: rows.length, count })}{" "}
        <a href={`${address}/rejected?format=csv`} download>
          {words("refusedFile", { format: "CSV" })}
        </a>{" "}
        <a href={`${address}/rejected?format=xlsx`} download>
          {words("refusedFile", { format: "XLSX" })}
        </a>
      </p>
      <DataTable
        caption={title}
        hideCaption
        columns={[
          { key: "row", head: words("row"), align: "end", cell: ({ row }: RefusedRow) => format.count(row) },
          { key: "why", head: words("why"), cell: ({ why }) => why },
        ]}
        rows={rows}
        rowKey={({ row, why }) => `${row} ${why}`}
      />
    </Section>
  );
}

interface UndoFileProps {
  readonly address: string;
  readonly state: GivenFile["state"];
  readonly message: string;
  readonly commandKey: string;
}

/** The way back from a file that was applied. */
export function UndoFile({ address, state, message, commandKey }: UndoFileProps) {
  const words = useTranslations("workforce.files");
  if (state !== "applied") return null;
  return (
    <Form method="post" action={`${address}/undoing`} className={styles.form}>
      <CommandKey value={commandKey} />
      <p className={styles.note}>{message}</p>
      <ButtonRow>
        <SubmitButton look="danger">{words("undo")}</SubmitButton>
      </ButtonRow>
    </Form>
  );
}
