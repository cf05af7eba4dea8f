import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { changeCommitment } from "#app/commands/change-commitment.ts";
import { formatDecimal } from "#app/domain/money.ts";
import { choiceField, dayField, optionalAmountField, reasonField, textField, tickField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { AmountField, DateField, TextAreaField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Section } from "#app/ui/shell/page.tsx";
import { takenInYear } from "#db/queries/execution-chain.ts";
import { commitmentAddress } from "../../units/addresses.ts";
import { said } from "../../units/said.ts";
import styles from "../../units/units.module.css";
import { Availability } from "../availability/live.tsx";
import { placeOfLine, requireLine } from "../commitment-line.server.ts";
import { OverrideField, RefusedWays } from "../override-field.tsx";
import { overrideOf } from "../read-bill.ts";
import { refusedForCredit } from "../room.ts";

const kinds = ["increase", "withdrawal", "schedule"] as const;
const shownYears = 5;
const schema = z.object({
  kind: choiceField(kinds),
  on: dayField(),
  amount: optionalAmountField("AE", { sign: "notNegative" }),
  reason: reasonField(),
  reusable: tickField(),
  years: z
    .array(optionalAmountField("CP", { sign: "notNegative" }))
    .max(shownYears + 10)
    .default([]),
  firstYear: z
    .string()
    .regex(/^\d{4}$/)
    .transform(Number),
  overrideReason: textField({ minimum: 0, maximum: 2_000 }),
});

export const loader = guard.loader({ capability: "execution.commit" }, async (scene) => {
  const { db, year, today, mayDo, newKey } = scene;
  const line = await requireLine(scene, "execution.commit");
  const { committed, withdrawn, certified, requested, schedule, fiscalYear } = line;
  const first = Math.min(year, ...schedule.map((part) => part.year));
  const last = Math.max(year + shownYears - 1, ...schedule.map((part) => part.year));
  const kept = certified > requested ? certified : requested;
  return {
    ...{ year, today, line: line.line, place: placeOfLine(line), onOperation: line.operation !== null, commandKey: newKey() },
    ...{
      limit: committed - withdrawn - kept,
      ofYear: await takenInYear(db, { ...line, commitmentId: scene.params.id ?? "", fiscalYear }, year),
    },
    years: Array.from({ length: last - first + 1 }, (_, index) => ({
      year: first + index,
      amount: formatDecimal(schedule.find((part) => part.year === first + index)?.amount ?? 0n, 2, ","),
    })),
    ...{ mayReuse: mayDo("allotment.notify", line.unit), mayExceed: mayDo("execution.exceed", line.unit) },
  };
});

export const action = guard.action({ capability: "execution.commit" }, async (scene) => {
  const read = readForm(scene.form, schema, scene.locale);
  if (!read.ok) return scene.refused(read.refusal, read.submission);
  const { kind, on, amount = 0n, reason, reusable, years, firstYear, overrideReason } = read.value;
  const wanted = years.flatMap((part, index) => (part === undefined ? [] : [{ year: firstYear + index, amount: part }]));
  const key = { commitmentId: scene.params.id ?? "", line: Number(scene.params.line) };
  const change = { ...key, kind, on, amount, reason, reusable, schedule: wanted.length > 0 ? wanted : undefined };
  const done = await changeCommitment(scene.context, { ...change, ...overrideOf(overrideReason) });
  if (!done.ok) {
    const asked = await scene.read(async (db) => placeOfLine(await requireLine({ ...scene, db }, "execution.commit")));
    return await refusedForCredit(scene, done.refusal, { submission: read.submission, asked: [{ ...asked, amount }], resource: "AE" });
  }
  return scene.redirect(commitmentAddress(scene.year, key.commitmentId), "acts.change.saved", { numbers: done.value.numbers.join(", ") });
});

export default function NewChangePage() {
  const { year, line, place, limit, ofYear, years, today, commandKey, onOperation, mayReuse, mayExceed } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("acts.change");
  const execution = useTranslations("execution");
  const format = useFormat();
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  const ways = answer && "ways" in answer ? answer.ways : undefined;
  return (
    <Section title={words("title", { line })}>
      <p className={styles.note}>{words("message", { limit: said(format, limit, "AE") })}</p>
      <p className={styles.note}>{words("ofYear", { year: String(year), amount: said(format, ofYear, "AE") })}</p>
      <Form method="post" className={styles.form}>
        <CommandKey value={commandKey} />
        <input type="hidden" name="firstYear" value={years[0]?.year ?? year} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          <RefusedWays ways={ways} />
          <div className={styles.columns}>
            <SelectField
              name="kind"
              label={words("kind")}
              required
              options={kinds.map((value) => ({ value, label: words(`kinds.${value}`) }))}
            />
            <DateField name="on" label={execution("day")} required defaultValue={today} />
            <AmountField name="amount" label={words("amount")} hint={words("amountHint")} resource="AE" />
          </div>
          <TextAreaField name="reason" label={words("reason")} required />
          {mayReuse && (
            <label className={styles.tick}>
              <input type="checkbox" name="reusable" /> {words("reusable")}
            </label>
          )}
          <details>
            <summary>{words("schedule")}</summary>
            <p className={styles.note}>{words("scheduleHint")}</p>
            <div className={styles.columns}>
              {years.map((own, index) => (
                <AmountField
                  key={own.year}
                  name={`years[${index}]`}
                  label={execution("scheduleYear", { year: String(own.year) })}
                  hint={own.amount === "0,00" ? undefined : own.amount}
                  resource="CP"
                />
              ))}
            </div>
          </details>
          {!onOperation && (
            <Availability
              year={year}
              resource="AE"
              read={(form) => (form.get("kind") === "increase" ? [{ ...place, amount: String(form.get("amount") ?? "") }] : [])}
            />
          )}
          {mayExceed && <OverrideField open={ways !== undefined && ways.length > 0} />}
          <ButtonRow>
            <SubmitButton>{words("save")}</SubmitButton>
          </ButtonRow>
        </Fields>
      </Form>
    </Section>
  );
}
