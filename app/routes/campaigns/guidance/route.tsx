import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { setGuidance } from "#app/commands/set-guidance.ts";
import { guidanceKinds, guidanceTotal } from "#app/domain/campaign/guidance.ts";
import { presentYear } from "#app/domain/campaign/kind.ts";
import { grouped } from "#app/domain/grouped.ts";
import { sum } from "#app/domain/quantity.ts";
import { amountField, choiceField, optionalCodeField, textField, tickField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { Section } from "#app/ui/shell/page.tsx";
import { executedByNature, guidancesOf } from "#db/queries/campaign/guidance.ts";
import { campaignUnits } from "#db/queries/campaign.ts";
import { naturesOn } from "#db/queries/forecast/codes.ts";
import { unitLabel } from "#db/queries/forecast/reading.ts";
import { ActForm, CampaignPage } from "../act-page.tsx";
import { campaignAt } from "../campaign-at.ts";
import styles from "../index/campaigns.module.css";
import { AimTable, type UnitAim } from "./aim-table.tsx";
import { RuleTable } from "./rule-table.tsx";

const measures = ["CP", "AE", "ETPT", "DAY"] as const;
const place = z.object({ unit: optionalCodeField(), nature: optionalCodeField(), measure: choiceField(measures), withdraw: tickField() });

export const loader = guard.loader({ capability: "campaign.manage" }, async (scene) => {
  const { db, year, url, mayDo, newKey } = scene;
  const campaign = await campaignAt(db, scene);
  const measure = measures.find((own) => own === url.searchParams.get("m")) ?? "CP";
  // Whoever conducts a part of the programme sees what that part executed and is told, and nothing of the others.
  const codes = (await campaignUnits(db, campaign.id)).filter((unit) => mayDo("campaign.manage", unit));
  const units = await Promise.all(codes.map(async (code) => ({ code, label: (await unitLabel(db, code, `${year}-01-01`)) ?? code })));
  const rules = (await guidancesOf(db, campaign.id)).filter(({ unit }) => unit === null || codes.includes(unit));
  const executed = grouped(await executedByNature(db, codes, { measure, year: presentYear(campaign) - 1 }), ({ unit }) => unit);
  const aims = units.map(({ code, label }): UnitAim => {
    const byNature = new Map((executed.get(code) ?? []).map(({ nature, amount }) => [nature, amount]));
    return { unit: code, label, previous: sum(byNature.values()), aim: guidanceTotal(rules, { unit: code, measure }, byNature) };
  });
  const natures = (await naturesOn(db, `${year}-01-01`)).map(({ code, label }) => ({ value: code, label: `${code} · ${label}` }));
  return { campaign, measure, units, natures, rules, aims, key: newKey(), withdrawKeys: rules.map(() => newKey()) };
});

export const action = guard.action({ capability: "campaign.manage" }, async (scene) => {
  const { form, locale, context, refused, redirect, year } = scene;
  const campaign = await scene.read((db) => campaignAt(db, scene));
  const read = readForm(form, place, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const { unit = null, nature = null, measure, withdraw } = read.value;
  const at = { campaignId: campaign.id, unit, nature, measures: [measure] };
  const rule = form.get("kind") === "rate" ? amountField("EUR") : amountField(measure);
  const told = readForm(
    form,
    z.object({ kind: choiceField(guidanceKinds), value: rule, note: textField({ minimum: 0, maximum: 500 }) }),
    locale,
  );
  if (!withdraw && !told.ok) return refused(told.refusal, told.submission);
  const set = await setGuidance(context, told.ok && !withdraw ? { ...at, ...told.value } : { ...at, kind: "rate", value: null, note: "" });
  if (!set.ok) return refused(set.refusal, read.submission);
  return redirect(`/${year}/campaigns/${campaign.id}/guidance?m=${measure}`, withdraw ? "guidance.withdrawn" : "guidance.done");
});

export default function GuidancePage() {
  const { campaign, measure, units, natures, rules, aims, key, withdrawKeys } = useLoaderData<typeof loader>();
  const words = useTranslations("guidance");
  const resources = useTranslations("resources");
  const options = measures.map((value) => ({ value, label: resources(value) }));
  return (
    <CampaignPage campaign={campaign} title={words("heading")} message={words("message", { year: String(presentYear(campaign) - 1) })}>
      <RuleTable rules={rules} keys={withdrawKeys} units={units} />
      <Section title={words("set")}>
        <ActForm campaign={campaign} answer={useActionData<typeof action>()} commandKey={key} submit={words("submit")}>
          <div className={styles.filters}>
            <SelectField
              name="unit"
              label={words("unit")}
              none={words("allUnits")}
              options={units.map(({ code, label }) => ({ value: code, label }))}
            />
            <SelectField name="nature" label={words("nature")} none={words("allNatures")} options={natures} />
            <SelectField name="measure" label={words("measure")} required defaultValue={measure} options={options} />
          </div>
          <div className={styles.filters}>
            <SelectField
              name="kind"
              label={words("kind")}
              required
              defaultValue="rate"
              options={guidanceKinds.map((value) => ({ value, label: words(`kinds.${value}`) }))}
            />
            <TextField name="value" label={words("value")} width="medium" required />
            <TextField name="note" label={words("note")} />
          </div>
        </ActForm>
      </Section>
      <Form method="get" className={`${styles.filters} no-print`}>
        <SelectField id="shown-measure" name="m" label={words("shown")} required defaultValue={measure} options={options} />
        <button type="submit" className={buttonClass()}>
          {words("show")}
        </button>
      </Form>
      <AimTable aims={aims} measure={measure} year={campaign.targetYear} executed={presentYear(campaign) - 1} />
    </CampaignPage>
  );
}
