import { Form } from "@remix-run/react";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { earlierCommitments, paidOn, paymentsByYear, type SchedulePart } from "#app/domain/forecast/schedule.ts";
import { parseEuros } from "#app/domain/money.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { RefusedForm } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { AmountField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";
import styles from "../forecast.module.css";
import { fieldOf, isPayable, placeOfField, type ScheduleShape } from "./schedule-grid.ts";

interface ScheduleFormProps {
  readonly answer: RefusedForm | undefined;
  readonly commandKey: string;
  readonly removalKey: string;
  readonly seenRevision: bigint;
  readonly shape: ScheduleShape;
  readonly parts: readonly SchedulePart[];
  /** AE of each year. */
  readonly committed: ReadonlyMap<number, Quantity>;
  readonly hasSchedule: boolean;
}

/** When commitments are paid, row by row; each row says how far it is from its AE, each column what CP it makes. Complete without a script. */
export function ScheduleForm({ answer, commandKey, removalKey, seenRevision, shape, parts, committed, hasSchedule }: ScheduleFormProps) {
  const words = useTranslations("requests.schedule");
  const format = useFormat();
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  const [typed, setTyped] = useState<readonly SchedulePart[]>(() => partsIn(Object.entries(fields.values)) ?? parts);
  const money = (amount: Quantity, measure: "AE" | "CP") =>
    amount === 0n ? `0 ${format.unit(measure)}` : format.amountWithUnit(amount, measure);
  const follow = (event: FormEvent<HTMLFormElement>) => {
    const entries = [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)] as const);
    setTyped(partsIn(entries) ?? []);
  };
  const columns = new Map(paymentsByYear(typed).map((own) => [own.year, own]));
  const gapWords = (row: number) => {
    if (row === earlierCommitments) return money(paidOn(typed, row), "CP");
    const [whole, scheduled] = [committed.get(row) ?? 0n, paidOn(typed, row)];
    if (whole === 0n && scheduled === 0n) return words("nothing");
    const values = { committed: money(whole, "AE"), scheduled: money(scheduled, "CP"), gap: money(abs(whole - scheduled), "CP") };
    return words(whole === scheduled ? "whole_" : whole > scheduled ? "missing" : "excess", values);
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
              <caption>{words("title")}</caption>
              <thead>
                <tr>
                  <th scope="col">{words("commitments")}</th>
                  {shape.payments.map((year) => (
                    <th scope="col" key={year}>
                      {words("paidIn", { year: String(year) })}
                    </th>
                  ))}
                  <th scope="col">{words("against")}</th>
                </tr>
              </thead>
              <tbody>
                {shape.commitments.map((row) => {
                  const head = row === earlierCommitments ? words("earlier") : words("ofYear", { year: String(row) });
                  return (
                    <tr key={row}>
                      <th scope="row">{head}</th>
                      {shape.payments.map((year) => (
                        <td key={year}>
                          {isPayable(row, year) && (
                            <AmountField
                              name={fieldOf(row, year)}
                              label={`${head}, ${words("paidIn", { year: String(year) })}`}
                              hideLabel
                              resource="CP"
                              defaultValue={textOf(parts, row, year)}
                            />
                          )}
                        </td>
                      ))}
                      <td>
                        <span role="status">{gapWords(row)}</span>
                      </td>
                    </tr>
                  );
                })}
              </tbody>
              <tfoot>
                {(["onEarlier", "onNew", "all"] as const).map((part) => (
                  <tr key={part}>
                    <th scope="row">{words(part)}</th>
                    {shape.payments.map((year) => {
                      const { onEarlier = 0n, onNew = 0n } = columns.get(year) ?? {};
                      return <td key={year}>{money(part === "all" ? onEarlier + onNew : part === "onNew" ? onNew : onEarlier, "CP")}</td>;
                    })}
                    <td />
                  </tr>
                ))}
              </tfoot>
            </table>
          </div>
          <p className={styles.note}>{words("rule")}</p>
          <ButtonRow>
            <SubmitButton>{words("save")}</SubmitButton>
          </ButtonRow>
        </Fields>
      </Form>
      {hasSchedule && (
        <Form method="post" className={styles.stack}>
          <CommandKey value={removalKey} />
          <input type="hidden" name="seenRevision" value={seenRevision.toString()} />
          <input type="hidden" name="remove" value="yes" />
          <p className={styles.note}>{words("removeHint")}</p>
          <ButtonRow>
            <SubmitButton look="plain">{words("remove")}</SubmitButton>
          </ButtonRow>
        </Form>
      )}
    </>
  );
}

/** What the fields say; a text that is no amount counts for nothing yet. Undefined where there is no field. */
function partsIn(entries: readonly (readonly [string, string])[]): SchedulePart[] | undefined {
  const own = entries.flatMap(([name, text]) => {
    const place = placeOfField(name);
    return place ? [{ place, text }] : [];
  });
  if (own.length === 0) return undefined;
  return own.flatMap(({ place, text }) => {
    const read = parseEuros(text);
    return read.ok ? [{ ...place, amount: read.value }] : [];
  });
}

function textOf(parts: readonly SchedulePart[], commitmentYear: number, paymentYear: number): string | undefined {
  const part = parts.find((own) => own.commitmentYear === commitmentYear && own.paymentYear === paymentYear);
  return part && amountText(part.amount, "CP");
}

function abs(amount: Quantity): Quantity {
  return amount < 0n ? -amount : amount;
}
