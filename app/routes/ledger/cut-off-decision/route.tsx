import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { decideCutOff } from "#app/commands/decide-cut-off.ts";
import { cutOffRules } from "#app/domain/ledger/cut-off/cut-off.ts";
import { choiceField, dayField, optionalAmountField, textField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { AmountField, DateField, TextAreaField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { cutOffProposals, decidedItems } from "#db/queries/ledger/cut-off.ts";
import { exerciseNamed } from "#db/queries/ledger/exercise.ts";
import { cutOffAddress, ledgerCrumbs } from "../addresses.ts";
import { ActForm } from "../assets/act-form.tsx";

export const loader = guard.loader({ capability: "ledger.post", whole: true }, async (scene) => {
  const { db, year, url, newKey, notFound } = scene;
  const exercise = await exerciseNamed(db, year);
  const key = url.searchParams.get("key") ?? "";
  const proposal = exercise && (await cutOffProposals(db, exercise)).find((candidate) => candidate.key === key);
  if (!exercise || !proposal) throw notFound("cutOffItem", key);
  const earlier = (await decidedItems(db, year)).find((item) => item.key === key);
  return { year, lastDay: exercise.lastDay, proposal, earlier: earlier ?? null, commandKey: newKey() };
});

const emptyOrDay = z.union([z.literal("").transform(() => undefined), dayField()]).optional();
const schema = z.object({
  key: textField({ maximum: 100 }),
  decision: choiceField(["accepted", "refused"]),
  amount: optionalAmountField("EUR", { sign: "positive" }),
  coversFrom: emptyOrDay,
  coversTo: emptyOrDay,
  reason: textField({ minimum: 0, maximum: 1_000 }),
});

export const action = guard.action(
  { capability: "ledger.post", whole: true },
  async ({ form, context, year, locale, refused, redirect }) => {
    const read = readForm(form, schema, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const { amount, coversFrom, coversTo, ...decision } = read.value;
    const covers = coversFrom !== undefined && coversTo !== undefined ? { covers: { from: coversFrom, to: coversTo } } : {};
    const decided = await decideCutOff(context, { fiscalYear: year, ...decision, ...covers, ...(amount === undefined ? {} : { amount }) });
    return decided.ok ? redirect(cutOffAddress(year), "cutOff.done.decided") : refused(decided.refusal, read.submission);
  },
);

/** One proposal: keep it, at this amount or by the days that it covers, or put it aside and say why. */
export default function CutOffDecisionPage() {
  const { year, lastDay, proposal, earlier, commandKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("cutOff");
  const ledger = useTranslations("ledger");
  const format = useFormat();
  const { kind, source, piece, label, evidence, key, resultAccount, balanceAccount } = proposal;
  return (
    <Page
      title={label}
      crumbs={ledgerCrumbs(ledger("title"), year, { label: words("title"), to: cutOffAddress(year) })}
      message={`${words(`kind.${kind}`)} · ${words(`source.${source}`)} ${piece} · ${format.amountWithUnit(evidence, "EUR")}`}
    >
      <ActForm
        commandKey={commandKey}
        answer={answer}
        submit={words("saveDecision")}
        consequence={words(
          cutOffRules[kind].released ? "consequence.released" : cutOffRules[kind].reversed ? "consequence.reversed" : "consequence.cleared",
          {
            result: resultAccount,
            balance: balanceAccount,
            day: format.day(lastDay),
          },
        )}
      >
        <input type="hidden" name="key" value={key} />
        <SelectField
          name="decision"
          label={words("decision")}
          required
          defaultValue={earlier?.state === "refused" ? "refused" : "accepted"}
          options={(["accepted", "refused"] as const).map((value) => ({ value, label: words(`decisions.${value}`) }))}
        />
        <AmountField
          name="amount"
          label={words("amount")}
          resource="EUR"
          defaultValue={plain(earlier?.amount ?? proposal.amount)}
          hint={cutOffRules[kind].released ? words("amountHint") : undefined}
        />
        {cutOffRules[kind].released && (
          <>
            <DateField name="coversFrom" label={words("coversFrom")} defaultValue={earlier?.coversFrom ?? ""} />
            <DateField name="coversTo" label={words("coversTo")} defaultValue={earlier?.coversTo ?? ""} hint={words("coversHint")} />
          </>
        )}
        <TextAreaField name="reason" label={words("reason")} rows={2} defaultValue={earlier?.reason ?? ""} hint={words("reasonHint")} />
      </ActForm>
    </Page>
  );
}

/** Cents as a person would type them. */
function plain(amount: bigint | null): string {
  if (amount === null) return "";
  const digits = amount.toString().padStart(3, "0");
  return `${digits.slice(0, -2)},${digits.slice(-2)}`;
}
