import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { setLegalCaps } from "#app/commands/set-legal-caps.ts";
import { type Cap, type CapRates, type CapScope, type CapState, capRules } from "#app/domain/allotment/caps.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { AmountField, TextAreaField, TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { capSettingsOf, capStates } from "#db/queries/allotment-caps.ts";
import { holdsWholeLedger } from "#db/queries/ledger/scope.ts";
import { allotmentAddress, legalCapsAddress } from "../../units/addresses.ts";
import styles from "../../units/units.module.css";
import { capsSchema } from "./read-caps.ts";

const scoped = (cap: Cap, spendingClass: CapScope["spendingClass"], resources: readonly ("AE" | "CP")[] = ["AE", "CP"]) =>
  resources.map((resource) => ({ cap, spendingClass, resource }));
const shown = [
  ...scoped("virement", null),
  ...scoped("virementPersonnel", "personnel"),
  ...scoped("advanceDecree", null),
  ...scoped("cancellation", null),
  ...scoped("servicesVotes", "personnel"),
  ...scoped("servicesVotes", "nonPersonnel"),
  ...scoped("carryOverPersonnel", "personnel"),
  ...scoped("carryOverOther", "nonPersonnel", ["CP"]),
  ...scoped("carryOverAvailable", "nonPersonnel"),
];
const rateNames = [
  "virement",
  "advanceDecree",
  "cancellation",
  "carryOverPersonnel",
  "carryOverOther",
] as const satisfies readonly (keyof CapRates)[];

export const loader = guard.loader({ capability: "allotment.read", whole: true }, async ({ db, year, access, today, newKey }) => {
  return {
    year,
    states: await capStates(db, year, shown),
    settings: await capSettingsOf(db, year),
    maySet: await holdsWholeLedger(db, access, "arbitration.prepare", today),
    key: newKey(),
  };
});

export const action = guard.action({ capability: "arbitration.prepare", whole: true }, async (scene) => {
  const { form, locale, year, context, refused, redirect } = scene;
  const read = readForm(form, capsSchema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const { advanceDecreeAe, advanceDecreeCp, cancellationAe, cancellationCp, reason, ...rates } = read.value;
  const base = (ae: bigint | undefined, cp: bigint | undefined) => ({
    ...(ae !== undefined && { AE: ae }),
    ...(cp !== undefined && { CP: cp }),
  });
  const state = { advanceDecree: base(advanceDecreeAe, advanceDecreeCp), cancellation: base(cancellationAe, cancellationCp) };
  const done = await setLegalCaps(context, { year, rates, state, reason });
  return done.ok
    ? redirect(legalCapsAddress(year), "movements.caps.saved", { year: String(year) })
    : refused(done.refusal, read.submission);
});

export default function LegalCapsPage() {
  const { year, states, settings, maySet, key } = useLoaderData<typeof loader>();
  const words = useTranslations("movements.caps");
  const allotment = useTranslations("allotment");
  const resources = useTranslations("resources.short");
  const format = useFormat();
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  const full = states.filter(({ used, ceiling }) => used > 0n && used >= ceiling).length;
  return (
    <Page
      title={words("heading", { year: String(year) })}
      crumbs={[{ label: allotment("heading", { year: String(year) }), to: allotmentAddress(year) }]}
      message={words("message", { full })}
    >
      <DataTable
        caption={words("table")}
        main
        wide
        rows={states}
        rowKey={({ cap, spendingClass, resource }) => `${cap} ${spendingClass} ${resource}`}
        columns={[
          { key: "cap", head: words("cap"), cell: ({ cap }) => words(`names.${cap}`) },
          {
            key: "scope",
            head: words("scope"),
            cell: ({ spendingClass, resource }) =>
              `${resources(resource)} · ${spendingClass === null ? words("programme") : allotment(`class.${spendingClass}`)}`,
          },
          { key: "article", head: words("article"), cell: ({ cap }) => capRules[cap].article },
          { key: "rule", head: words("rule"), cell: ({ cap }) => words(`rules.${cap}`, { rate: percent(rateOf(cap, settings.rates)) }) },
          amount("ceiling", words("ceiling"), ({ ceiling }) => ceiling),
          amount("used", words("used"), ({ used }) => used),
          amount("left", words("left"), ({ used, ceiling }) => (ceiling > used ? ceiling - used : 0n)),
        ]}
      />
      <p className={styles.note}>{words("note")}</p>
      {maySet && (
        <Section title={words("set")}>
          <Form method="post" className={styles.form}>
            <CommandKey value={key} />
            <Fields {...fields}>
              <ErrorSummary general={general} />
              <p className={styles.note}>{words("setHint")}</p>
              <div className={styles.columns}>
                {rateNames.map((name) => (
                  <TextField
                    key={name}
                    name={name}
                    label={words("rate", { cap: words(`names.${name}`) })}
                    width="short"
                    required
                    defaultValue={percent(settings.rates[name])}
                  />
                ))}
              </div>
              <fieldset className={styles.group}>
                <legend>{words("state")}</legend>
                <p className={styles.note}>{words("stateHint")}</p>
                <div className={styles.columns}>
                  {(["advanceDecree", "cancellation"] as const).flatMap((cap) =>
                    (["AE", "CP"] as const).map((resource) => {
                      const kept = settings.state[cap]?.[resource];
                      return (
                        <AmountField
                          key={`${cap} ${resource}`}
                          name={`${cap}${resource === "AE" ? "Ae" : "Cp"}`}
                          label={words("stateOf", { cap: words(`names.${cap}`), resource: resources(resource) })}
                          resource="EUR"
                          defaultValue={kept === undefined ? undefined : amountText(kept, "CP")}
                        />
                      );
                    }),
                  )}
                </div>
              </fieldset>
              <TextAreaField name="reason" label={words("reason")} required rows={2} />
              <ButtonRow>
                <SubmitButton>{words("save")}</SubmitButton>
              </ButtonRow>
            </Fields>
          </Form>
        </Section>
      )}
    </Page>
  );

  function amount(column: string, head: string, of: (state: CapState) => bigint) {
    return {
      ...{ key: column, head, unit: format.unit("EUR"), align: "end" as const },
      cell: (state: CapState) => <Amount quantity={of(state)} resource={state.resource} />,
    };
  }
}

function rateOf(cap: Cap, rates: CapRates): number {
  const { setting, rate } = capRules[cap];
  return setting === undefined ? rate : rates[setting];
}

/** « 1,5 » of 150 hundredths of a percent. */
function percent(rate: number): string {
  return amountText(BigInt(rate), "CP");
}
