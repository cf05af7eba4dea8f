import { Form } from "@remix-run/react";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { type DetailLine, detailAmount } from "#app/domain/forecast/detail.ts";
import { type BudgetResource, type Quantity, sum } from "#app/domain/quantity.ts";
import type { RefusedForm } from "#app/http/guard.ts";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";
import styles from "../forecast.module.css";
import { priceText, quantityText, readRow } from "./detail-text.ts";

interface DetailFormProps {
  readonly answer: RefusedForm | undefined;
  readonly commandKey: string;
  readonly removalKey: string;
  readonly seenRevision: bigint;
  readonly measure: BudgetResource;
  readonly lines: readonly DetailLine[];
}

const spareRows = 3;

/** Quantities × prices as rows, their amounts and their sum following what is typed; complete without a script. */
export function DetailForm({ answer, commandKey, removalKey, seenRevision, measure, lines }: DetailFormProps) {
  const words = useTranslations("requests.detail");
  const format = useFormat();
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  const typed = Object.keys(fields.values).flatMap((name) => Number(/^rows\[(\d+)\]/.exec(name)?.[1] ?? -1));
  const [count, setCount] = useState(Math.max(lines.length + spareRows, ...typed.map((index) => index + 1)));
  const [amounts, setAmounts] = useState<readonly (Quantity | undefined)[]>(() => lines.map(detailAmount));
  const total = sum(amounts.map((amount) => amount ?? 0n));
  const follow = (event: FormEvent<HTMLFormElement>) => {
    const form = new FormData(event.currentTarget);
    const text = (index: number, field: string) => String(form.get(`rows[${index}].${field}`) ?? "");
    setAmounts(
      Array.from({ length: count }, (_, index) => {
        const row = readRow({ quantity: text(index, "quantity"), unitPrice: text(index, "unitPrice") });
        return row && detailAmount(row);
      }),
    );
  };
  return (
    <>
      <Form method="post" className={styles.form} onInput={follow}>
        <CommandKey value={commandKey} />
        <input type="hidden" name="seenRevision" value={fields.values.seenRevision ?? seenRevision.toString()} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          <div className={styles.amounts}>
            <table>
              <caption>{words("rows")}</caption>
              <thead>
                <tr>
                  <th scope="col">{words("label")}</th>
                  <th scope="col">{words("quantity")}</th>
                  <th scope="col">{words("unitWord")}</th>
                  <th scope="col">{words("unitPrice")}</th>
                  <th scope="col" className={styles.end}>
                    {words("amount")}
                  </th>
                </tr>
              </thead>
              <tbody>
                {Array.from({ length: count }, (_, index) => {
                  const line = lines[index];
                  const field = (name: string, label: string) => ({
                    name: `rows[${index}].${name}`,
                    label: `${label} ${index + 1}`,
                    hideLabel: true,
                  });
                  const amount = amounts[index];
                  return (
                    // biome-ignore lint/suspicious/noArrayIndexKey: rows are named by their place
                    <tr key={index}>
                      <td>
                        <TextField {...field("label", words("label"))} defaultValue={line?.label} />
                      </td>
                      <td>
                        <TextField
                          {...field("quantity", words("quantity"))}
                          width="short"
                          defaultValue={line && quantityText(line.quantity)}
                        />
                      </td>
                      <td>
                        <TextField {...field("unitWord", words("unitWord"))} width="medium" defaultValue={line?.unitWord} />
                      </td>
                      <td>
                        <TextField
                          {...field("unitPrice", words("unitPrice"))}
                          width="short"
                          defaultValue={line && priceText(line.unitPrice)}
                        />
                      </td>
                      <td className={styles.end}>{amount === undefined ? "" : `${amountText(amount, measure)} €`}</td>
                    </tr>
                  );
                })}
              </tbody>
              <tfoot>
                <tr>
                  <th scope="row" colSpan={4}>
                    {words("sum")}
                  </th>
                  <td className={styles.end}>
                    <span role="status">{total === 0n ? `0 ${format.unit(measure)}` : format.amountWithUnit(total, measure)}</span>
                  </td>
                </tr>
              </tfoot>
            </table>
          </div>
          <p className={styles.note}>{words("rule")}</p>
          <ButtonRow>
            <SubmitButton>{words("save")}</SubmitButton>
            <button type="button" className={buttonClass()} onClick={() => setCount((before) => before + spareRows)}>
              {words("moreRows")}
            </button>
          </ButtonRow>
        </Fields>
      </Form>
      {lines.length > 0 && (
        <Form method="post" className={styles.stack}>
          <CommandKey value={removalKey} />
          <input type="hidden" name="seenRevision" value={seenRevision.toString()} />
          <p className={styles.note}>{words("removeHint")}</p>
          <ButtonRow>
            <SubmitButton look="plain">{words("remove")}</SubmitButton>
          </ButtonRow>
        </Form>
      )}
    </>
  );
}
