import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { ExportFilter, ExportRow } from "#db/queries/ledger/exports.ts";
import { exportFileAddress, exportReportAddress, exportsAddress } from "../addresses.ts";
import styles from "../ledger.module.css";
import own from "./exports.module.css";
import { VerdictPill } from "./verdict-pill.tsx";

interface ExportHistoryProps {
  readonly year: number;
  readonly history: readonly ExportRow[];
  readonly filter: ExportFilter;
}

/** Every file that left, with what identifies it; each can be taken again, byte for byte. */
export function ExportHistory({ year, history, filter }: ExportHistoryProps) {
  const words = useTranslations("exports");
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return (
    <>
      <p className={own.sentence}>{words("history.retention")}</p>
      {(filtered || history.length > 0) && <RegisterFilter year={year} filter={filter} />}
      <DataTable
        caption={words("history.caption", { year: String(year) })}
        hideCaption
        columns={useColumns(year)}
        rows={history}
        rowKey={({ id }) => id}
        empty={<EmptyState title={words(filtered ? "history.nothing" : "history.empty")} />}
      />
    </>
  );
}

function RegisterFilter({ year, filter }: Pick<ExportHistoryProps, "year" | "filter">) {
  const words = useTranslations("exports");
  const kinds = (["generalLedger", "fec"] as const).map((value) => ({ value, label: words(`kinds.${value}`) }));
  const verdicts = (["conforming", "reserved", "faulty"] as const).map((value) => ({ value, label: words(`verdicts.${value}`) }));
  return (
    <Form method="get" role="search" aria-label={words("history.filter")} className={`${own.filter} no-print`} preventScrollReset>
      <SelectField name="kind" label={words("history.kind")} options={kinds} defaultValue={filter.kind} />
      <SelectField name="verdict" label={words("history.verdict")} options={verdicts} defaultValue={filter.verdict} />
      <TextField name="q" label={words("history.search")} defaultValue={filter.query} />
      <SubmitButton look="plain">{words("history.apply")}</SubmitButton>
      <Link to={exportsAddress(year)} className={buttonClass()} preventScrollReset>
        {words("history.all")}
      </Link>
    </Form>
  );
}

function useColumns(year: number): Column<ExportRow>[] {
  const words = useTranslations("exports");
  const format = useFormat();
  return [
    {
      key: "file",
      head: words("history.file"),
      cell: ({ id, name }) => (
        <a href={exportFileAddress(year, id)} download>
          {name}
        </a>
      ),
    },
    { key: "kind", head: words("history.kind"), cell: ({ format: written }) => words(`formats.${written}`) },
    { key: "at", head: words("history.at"), cell: ({ at }) => format.instant(at) },
    { key: "by", head: words("history.by"), cell: ({ author }) => author },
    { key: "lines", head: words("history.lines"), align: "end", cell: ({ lines }) => format.count(lines) },
    { key: "size", head: words("history.size"), align: "end", cell: ({ sizeBytes }) => format.count(sizeBytes) },
    {
      key: "verdict",
      head: words("history.verdict"),
      cell: ({ id, verdict, kind }) => (
        <Link to={exportReportAddress(year, id)}>
          {kind === "fec" && verdict !== null ? <VerdictPill verdict={verdict} /> : words("history.details")}
        </Link>
      ),
    },
    { key: "hash", head: words("history.hash"), cell: ({ sha256 }) => <span className={styles.hash}>{sha256}</span> },
  ];
}
