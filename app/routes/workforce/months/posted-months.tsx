import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { Month } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { TraceKey } from "#app/domain/trace/trace-key.ts";
import { alone, traceOf, within } from "#app/domain/trace/trace-of.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Section } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { monthsAddress } from "../../units/addresses.ts";
import styles from "../../units/units.module.css";
import type { PostedPage } from "./load-posted.ts";

interface PostedMonthsProps {
  readonly page: PostedPage;
  readonly resource: "ETPT" | "DAY";
  /** What is told beside the budget book, how many units are posted at a press, and what is done about those that differ. */
  readonly texts: { readonly said: string; readonly post: string; readonly apart: string; readonly none: string };
  readonly addressOf: (month: Month) => string;
  /** The resource route that gives each unit in each month as a file. */
  readonly file: string;
}

interface Quantities {
  readonly said: Quantity;
  readonly posted: Quantity;
  readonly isOver: boolean;
}

/** What is told of each month beside what the budget book holds of it; one month unit by unit, with the button that posts what is missing. */
export function PostedMonths({ page, resource, texts, addressOf, file }: PostedMonthsProps) {
  const { year, shownUnit, commandKey, mayPost, months, month, rows, missing, apart } = page;
  const words = useTranslations("workforce");
  const format = useFormat();
  const of = format.month(month, "longWithYear");
  const measured = { unit: format.unit(resource), align: "end" } as const;
  const quantities = <Row extends Quantities>(placeOf: (row: Row) => Pick<TraceKey, "scope" | "cut">): Column<Row>[] => [
    { ...measured, key: "said", head: texts.said, cell: ({ said }) => <Amount quantity={said} resource={resource} /> },
    {
      ...{ ...measured, key: "posted", head: words("months.inBook") },
      cell: (row) => <Amount quantity={row.posted} resource={resource} trace={traceOf("used", { ...placeOf(row), resource, year })} />,
    },
    {
      ...{ ...measured, key: "gap", head: words("months.gap") },
      cell: ({ said, posted, isOver }) => (
        <Amount quantity={isOver || posted !== 0n ? posted - said : "not-applicable"} resource={resource} sign="always" />
      ),
    },
  ];
  return (
    <>
      <Section title={words("months.year")} actions={<ExportMenu file={file} />}>
        <DataTable
          caption={words("months.year")}
          hideCaption
          columns={[
            {
              key: "month",
              head: words("figure.month"),
              cell: (row: (typeof months)[number]) => (
                <Link to={addressOf(row.month)} preventScrollReset aria-current={row.month === month ? "true" : undefined}>
                  {format.month(row.month, "longWithYear")}
                </Link>
              ),
            },
            ...quantities<(typeof months)[number]>((row) => ({ scope: within(shownUnit), cut: { month: row.month } })),
          ]}
          rows={months}
          rowKey={(row) => row.month}
          current={month}
        />
      </Section>
      <Section title={words("months.units", { month: of })}>
        <div className={styles.stack}>
          {mayPost && missing > 0 && (
            <Form method="post" className={styles.form}>
              <CommandKey value={commandKey} />
              <input type="hidden" name="month" value={month} />
              <ButtonRow>
                <SubmitButton>{texts.post}</SubmitButton>
              </ButtonRow>
            </Form>
          )}
          {apart > 0 && (
            <p className={styles.note}>
              {texts.apart}{" "}
              <Link to={`${monthsAddress(year, resource === "ETPT" ? "staffing" : "workload")}?month=${month}`}>
                {words("months.facts")}
              </Link>
            </p>
          )}
          <DataTable
            caption={words("months.units", { month: of })}
            hideCaption
            main
            columns={[
              { key: "unit", head: words("columns.unit"), cell: (row: (typeof rows)[number]) => row.label },
              ...quantities<(typeof rows)[number]>(({ code }) => ({ scope: alone(code), cut: { month } })),
            ]}
            rows={rows}
            rowKey={({ code }) => code}
            empty={<EmptyState title={texts.none} />}
          />
        </div>
      </Section>
    </>
  );
}
