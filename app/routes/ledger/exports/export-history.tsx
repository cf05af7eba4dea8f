import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { ExportFilter, ExportRow } from "#db/queries/ledger/exports.ts";
import { exportComparisonAddress, exportFileAddress, exportReportAddress, exportsAddress } from "../addresses.ts";
import styles from "../ledger.module.css";
import own from "./exports.module.css";
import { VerdictPill } from "./verdict-pill.tsx";

/** Of a digest, in the table: enough to tell two files apart; the page of the file says it whole. */
const shownDigits = 12;

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
      <Register year={year} history={history} empty={words(filtered ? "history.nothing" : "history.empty")} />
    </>
  );
}

/** The table; from two FEC on, a form too: which one is compared with which. */
function Register({ year, history, empty }: Pick<ExportHistoryProps, "year" | "history"> & { readonly empty: string }) {
  const words = useTranslations("exports");
  const comparable = history.filter(({ kind }) => kind === "fec");
  const isForm = comparable.length > 1;
  const columns = [...useColumns(year), ...useChoices(isForm ? comparable : [])];
  const table = (
    <DataTable
      caption={words("history.caption", { year: String(year) })}
      hideCaption
      columns={columns}
      rows={history}
      rowKey={({ id }) => id}
      empty={<EmptyState title={empty} />}
    />
  );
  if (!isForm) return table;
  return (
    <Form method="get" action={exportComparisonAddress(year)} className={own.register}>
      {table}
      <div className="no-print">
        <SubmitButton look="plain">{words("compare.button")}</SubmitButton>
      </div>
    </Form>
  );
}

/** Two columns of radio buttons; the two latest FEC are chosen at first, in the order in which they were taken. */
function useChoices(comparable: readonly ExportRow[]): Column<ExportRow>[] {
  const words = useTranslations("exports");
  const format = useFormat();
  const [latest, previous] = comparable;
  if (!latest || !previous) return [];
  const choice = (name: "a" | "b", head: string, chosen: ExportRow): Column<ExportRow> => ({
    key: name,
    head,
    cell: ({ id, kind, name: file, at }) =>
      kind === "fec" && (
        <label className={own.radio}>
          <input type="radio" name={name} value={id} defaultChecked={id === chosen.id} />
          <span className="visually-hidden">{words("compare.choice", { head, file, at: format.instant(at) })}</span>
        </label>
      ),
  });
  return [choice("a", words("compare.first"), previous), choice("b", words("compare.second"), latest)];
}

function RegisterFilter({ year, filter }: Pick<ExportHistoryProps, "year" | "filter">) {
  const words = useTranslations("exports");
  const kinds = (["generalLedger", "fec"] as const).map((value) => ({ value, label: words(`kinds.${value}`) }));
  const verdicts = (["conforming", "reserved", "faulty"] as const).map((value) => ({ value, label: words(`verdicts.${value}`) }));
  return (
    <Form method="get" role="search" aria-label={words("history.filter")} className={`${own.filter} no-print`} preventScrollReset>
      <SelectField name="kind" label={words("history.kind")} options={kinds} none={words("history.any")} defaultValue={filter.kind} />
      <SelectField
        name="verdict"
        label={words("history.verdict")}
        options={verdicts}
        none={words("history.any")}
        defaultValue={filter.verdict}
      />
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
    {
      key: "hash",
      head: words("history.hashStart"),
      cell: ({ sha256 }) => <span className={`${styles.hash} ${styles.whole}`}>{sha256.slice(0, shownDigits)}…</span>,
    },
  ];
}
