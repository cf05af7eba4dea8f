import { Form, Link } from "@remix-run/react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { VerbForMany } from "#app/domain/arbitration/decide-many.ts";
import type { Outcome } from "#app/domain/arbitration/outcome.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import type { RefusedForm } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { TextAreaField } from "#app/ui/form/text-fields.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import styles from "../arbitration.module.css";

interface BulkFormProps {
  readonly year: number;
  readonly verb: VerbForMany;
  readonly made: readonly {
    readonly id: string;
    readonly label: string;
    readonly asked: Quantity;
    readonly decided: Quantity;
    readonly outcome: Outcome;
  }[];
  readonly measure: BudgetResource;
  readonly scenario: string;
  readonly commandKey: string;
  readonly answer?: RefusedForm | undefined;
}

/** The requests to decide, each of which may be left out, the reason that all of them bear, and the decision. */
export function BulkForm({ year, verb, made, measure, scenario, commandKey, answer }: BulkFormProps) {
  const words = useTranslations("board");
  const arbitration = useTranslations("arbitration");
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  const toggle = (id: string) =>
    setLeft((current) => {
      const next = new Set(current);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const reason =
    verb === "defer" || verb === "refuse" ? words(`bulk.standard.${verb}`) : arbitration(`reasons.${verb}`, { year: String(year - 1) });
  return (
    <Form method="post" className={styles.decide}>
      <CommandKey value={commandKey} />
      <input type="hidden" name="scenario" value={scenario} />
      <input type="hidden" name="verb" value={verb} />
      <ErrorSummary errors={fields.errors} general={general} />
      <DataTable
        caption={words("bulk.candidates")}
        main
        rows={made}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "request",
            head: arbitration("columns.request"),
            cell: (row) => (
              <span className={styles.check}>
                <input
                  type="checkbox"
                  name="request"
                  value={row.id}
                  aria-label={words("bulk.select")}
                  checked={!left.has(row.id)}
                  onChange={() => toggle(row.id)}
                />
                <Link to={`/${year}/arbitration/requests/${row.id}?scenario=${scenario}`}>{row.label}</Link>
              </span>
            ),
          },
          {
            ...{ key: "asked", head: arbitration("columns.asked", { year: String(year) }), align: "end" },
            cell: (row) => <Amount quantity={row.asked} resource={measure} unit="keur" withUnit />,
          },
          {
            ...{ key: "decided", head: words("bulk.would"), align: "end" },
            cell: (row) => <Amount quantity={row.decided} resource={measure} unit="keur" withUnit />,
          },
          { key: "outcome", head: words("bulk.verb"), cell: (row) => arbitration(`outcomes.${row.outcome}`) },
        ]}
        totals={{
          asked: (
            <Amount
              quantity={made.reduce((sum, row) => sum + (left.has(row.id) ? 0n : row.asked), 0n)}
              resource={measure}
              unit="keur"
              withUnit
            />
          ),
          decided: (
            <Amount
              quantity={made.reduce((sum, row) => sum + (left.has(row.id) ? 0n : row.decided), 0n)}
              resource={measure}
              unit="keur"
              withUnit
            />
          ),
        }}
      />
      <Fields {...fields}>
        <TextAreaField name="reason" label={words("bulk.reason")} rows={2} defaultValue={reason} required />
      </Fields>
      <ButtonRow>
        <SubmitButton>{words("bulk.submit", { count: made.length - left.size })}</SubmitButton>
      </ButtonRow>
    </Form>
  );
}
