import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import type { RefusedForm } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";
import { Section } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import arbitration from "../arbitration.module.css";
import { rateText } from "../envelopes-set/hypothesis-words.ts";
import styles from "./envelopes.module.css";

/** What is decided in a class and a resource, and what the reserve will set aside of it. */
export interface ReserveRow {
  readonly spendingClass: SpendingClass;
  readonly measure: Extract<BudgetResource, "AE" | "CP">;
  readonly notified: Quantity;
  readonly rate: number;
  readonly reserve: Quantity;
}

interface ReservePartProps {
  readonly rows: readonly ReserveRow[];
  readonly rates: Readonly<Record<SpendingClass, number>>;
  readonly isSet: boolean;
  readonly year: number;
  readonly campaign: string;
  /** Null: the reader does not set the rates. */
  readonly commandKey: string | null;
  readonly answer: RefusedForm | undefined;
}

/** After the arbitration: what is notified, and what is available of it once the precautionary reserve is set aside. */
export function ReservePart({ rows, rates, isSet, year, campaign, commandKey, answer }: ReservePartProps) {
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  const words = useTranslations("envelopes.reserve");
  const forecast = useTranslations("forecast");
  const format = useFormat();
  const unit = displayUnitFor(rows.map(({ notified }) => notified));
  const figure = (key: string, head: string, of: (row: ReserveRow) => Quantity): Column<ReserveRow> => ({
    ...{ key, head, unit: format.unit("CP", unit), align: "end" },
    cell: (row) => <Amount quantity={of(row)} resource={row.measure} unit={unit} />,
  });
  return (
    <Section title={words("title")}>
      <p className={arbitration.prose}>
        {words("note")} {!isSet && words("usual", { year: String(year) })}
      </p>
      <DataTable
        caption={words("title")}
        hideCaption
        rows={rows}
        rowKey={(row) => `${row.spendingClass} ${row.measure}`}
        columns={[
          { key: "class", head: words("class"), cell: (row) => `${forecast(`classes.${row.spendingClass}`)} · ${row.measure}` },
          figure("base", words("base"), (row) => row.notified),
          { key: "rate", head: words("rate"), align: "end", cell: (row) => rateText(row.rate) },
          figure("reserve", words("reserve"), (row) => row.reserve),
          figure("available", words("available"), (row) => row.notified - row.reserve),
        ]}
      />
      {commandKey !== null && (
        <Form method="post" className={styles.rates}>
          <CommandKey value={commandKey} />
          <Fields {...fields}>
            <ErrorSummary general={general} />
            <input type="hidden" name="campaign" value={campaign} />
            <TextField
              name="personnel"
              label={words("personnel")}
              width="short"
              required
              defaultValue={amountText(BigInt(rates.personnel), "CP")}
            />
            <TextField
              name="nonPersonnel"
              label={words("nonPersonnel")}
              width="short"
              required
              defaultValue={amountText(BigInt(rates.nonPersonnel), "CP")}
            />
            <ButtonRow>
              <SubmitButton look="plain">{words("submit")}</SubmitButton>
            </ButtonRow>
          </Fields>
        </Form>
      )}
    </Section>
  );
}
