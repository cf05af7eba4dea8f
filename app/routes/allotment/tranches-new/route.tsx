import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { planTranches } from "#app/commands/plan-tranches.ts";
import { type Day, monthOfYear } from "#app/domain/month.ts";
import { dayField, reasonField, wholeNumberField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { DateField, TextAreaField, TextField } from "#app/ui/form/text-fields.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { creditsByUnit } from "#db/queries/allotment-board.ts";
import { allotmentAddress, unitAllotmentAddress } from "../../units/addresses.ts";
import styles from "../../units/units.module.css";
import { holdingRows } from "../credit-rows.ts";
import { HoldingTable } from "../holding-table.tsx";

const share = () => wholeNumberField({ minimum: 0, maximum: 100 });
const tranche = z.object({ on: dayField(), share: share() });
const schema = z.object({ dates: z.array(tranche).max(12), reason: reasonField() });
/** Half at the opening, then by season: what the form proposes, to be changed. */
const proposal = [
  { month: 1, share: 50 },
  { month: 5, share: 25 },
  { month: 9, share: 25 },
];

export const loader = guard.loader({ capability: "allotment.release", unit: ({ params }) => params.unit }, async (scene) => {
  const { db, year, params, access, today, notFound, newKey } = scene;
  const unit = (await visibleUnits(db, access, "allotment.release", today)).find(({ code }) => code === params.unit);
  if (!unit) throw notFound("unit", params.unit ?? "");
  return { year, today, unit, key: newKey(), rows: holdingRows(await creditsByUnit(db, year, [unit.code])) };
});

export const action = guard.action({ capability: "allotment.release", unit: ({ params }) => params.unit }, async (scene) => {
  const read = readForm(scene.form, schema, scene.locale);
  if (!read.ok) return scene.refused(read.refusal, read.submission);
  const unit = scene.params.unit ?? "";
  const dates = read.value.dates.filter((own) => own.share > 0);
  const done = await planTranches(scene.context, { fiscalYear: scene.year, unit, dates, reason: read.value.reason });
  if (!done.ok) return scene.refused(done.refusal, read.submission);
  return scene.redirect(unitAllotmentAddress(scene.year, unit), "allotment.plannedFlash", { count: done.value.movementIds.length });
});

export default function NewTranchesPage() {
  const { year, today, unit, key, rows } = useLoaderData<typeof loader>();
  const words = useTranslations("allotment");
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  return (
    <Page
      title={words("tranchesHeading", { unit: unit.label })}
      crumbs={[
        { label: words("heading", { year: String(year) }), to: allotmentAddress(year) },
        { label: unit.shortLabel, to: unitAllotmentAddress(year, unit.code) },
      ]}
      message={words("tranchesMessage")}
    >
      <HoldingTable rows={rows} caption={words("holds")} />
      <Form method="post" className={styles.form}>
        <CommandKey value={key} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          {proposal.map((own, index) => (
            <div key={own.month} className={styles.columns}>
              <DateField
                name={`dates[${index}].on`}
                label={words("trancheDay", { number: index + 1 })}
                defaultValue={laterOf(`${monthOfYear(year, own.month)}-15`, today)}
              />
              <TextField
                name={`dates[${index}].share`}
                label={words("share")}
                hint={words("shareHint")}
                width="short"
                defaultValue={String(own.share)}
              />
            </div>
          ))}
          <TextAreaField name="reason" label={words("reason")} required />
          <ButtonRow>
            <SubmitButton>{words("planTranches")}</SubmitButton>
          </ButtonRow>
        </Fields>
      </Form>
    </Page>
  );
}

/** What is not planned yet can only be released from today on. */
function laterOf(proposed: Day, today: Day): Day {
  return proposed < today ? today : proposed;
}
