import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { addCutOff } from "#app/commands/decide-cut-off.ts";
import { cutOffKinds } from "#app/domain/ledger/cut-off/cut-off.ts";
import { amountField, choiceField, codeField, dayField, optionalCodeField, reasonField, textField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { AmountField, DateField, TextAreaField, TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { partiesByCode, postableAccounts } from "#db/queries/ledger/choices.ts";
import { exerciseNamed } from "#db/queries/ledger/exercise.ts";
import { cutOffAddress, ledgerCrumbs } from "../addresses.ts";
import { ActForm } from "../assets/act-form.tsx";

const mostParties = 2_000;

export const loader = guard.loader({ capability: "ledger.post", whole: true }, async (scene) => {
  const { db, access, year, newKey, notFound } = scene;
  const exercise = await exerciseNamed(db, year);
  if (!exercise) throw notFound("year", String(year));
  const accounts = await postableAccounts(db, exercise.lastDay);
  return {
    year,
    lastDay: exercise.lastDay,
    results: accounts.filter(({ code }) => /^(2[013]|6|7)/.test(code)),
    balances: accounts.filter(({ code }) => /^(408|418|428|438|448|468|486|487)/.test(code)),
    units: (await visibleUnits(db, access, "ledger.post", exercise.lastDay)).map(({ code, shortLabel }) => ({ code, label: shortLabel })),
    parties: await partiesByCode(db, mostParties),
    commandKey: newKey(),
  };
});

const emptyOrDay = z.union([z.literal("").transform(() => undefined), dayField()]).optional();
const schema = z.object({
  kind: choiceField(cutOffKinds),
  label: textField({ maximum: 200 }),
  resultAccount: codeField(),
  balanceAccount: codeField(),
  unit: optionalCodeField(),
  party: optionalCodeField(),
  amount: amountField("EUR", { sign: "positive" }),
  coversFrom: emptyOrDay,
  coversTo: emptyOrDay,
  reason: reasonField(),
});

export const action = guard.action(
  { capability: "ledger.post", whole: true },
  async ({ form, context, year, locale, refused, redirect }) => {
    const read = readForm(form, schema, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const { coversFrom, coversTo, unit, party, ...own } = read.value;
    const covers = coversFrom !== undefined && coversTo !== undefined ? { covers: { from: coversFrom, to: coversTo } } : {};
    const added = await addCutOff(context, { fiscalYear: year, ...own, unit: unit ?? null, party: party ?? null, ...covers });
    return added.ok ? redirect(cutOffAddress(year), "cutOff.done.added") : refused(added.refusal, read.submission);
  },
);

/** An inventory entry that no document proposes: overtime not paid yet, electricity not billed yet. */
export default function NewCutOffPage() {
  const { year, lastDay, results, balances, units, parties, commandKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("cutOff");
  const ledger = useTranslations("ledger");
  const format = useFormat();
  const options = (choices: readonly { code: string; label: string }[]) =>
    choices.map(({ code, label }) => ({ value: code, label: `${code} · ${label}` }));
  return (
    <Page
      title={words("add")}
      crumbs={ledgerCrumbs(ledger("title"), year, { label: words("title"), to: cutOffAddress(year) })}
      message={words("addSentence")}
    >
      <ActForm
        commandKey={commandKey}
        answer={answer}
        submit={words("addSubmit")}
        consequence={words("consequence.added", { day: format.day(lastDay) })}
      >
        <SelectField
          name="kind"
          label={words("kindHead")}
          required
          options={cutOffKinds.map((value) => ({ value, label: words(`kind.${value}`) }))}
        />
        <TextField name="label" label={words("label")} required autoComplete="off" />
        <SelectField name="resultAccount" label={words("resultAccount")} required options={options(results)} />
        <SelectField
          name="balanceAccount"
          label={words("balanceAccount")}
          required
          options={options(balances)}
          hint={words("balanceHint")}
        />
        <AmountField name="amount" label={words("amount")} resource="EUR" required />
        <SelectField name="unit" label={words("unit")} options={options(units)} />
        <SelectField name="party" label={words("party")} options={options(parties)} />
        <DateField name="coversFrom" label={words("coversFrom")} />
        <DateField name="coversTo" label={words("coversTo")} hint={words("coversManualHint")} />
        <TextAreaField name="reason" label={words("justification")} required rows={2} />
      </ActForm>
    </Page>
  );
}
