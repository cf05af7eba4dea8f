import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { sayOccupation } from "#app/commands/save-site.ts";
import { codeField, wholeNumberField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { occupationsOf } from "#db/queries/means/sites.ts";
import styles from "../../units/units.module.css";
import { siteAddress } from "../addresses.ts";
import { useSiteCrumbs } from "../means-crumbs.ts";
import { MeansForm } from "../means-form.tsx";
import { siteFor, unitChoices } from "../site-at.ts";

const most = 100_000;
const schema = z.object({
  unit: codeField(),
  workstations: wholeNumberField({ minimum: 0, maximum: most }),
  residents: wholeNumberField({ minimum: 0, maximum: most }),
});

export const loader = guard.loader({ capability: "forecast.edit" }, async (scene) => {
  const { db, year, today, url, newKey } = scene;
  const site = await siteFor(scene, "forecast.edit");
  const of = url.searchParams.get("of");
  const known = (await occupationsOf(db, [site.id], today)).find(({ unit }) => unit === of) ?? null;
  const units = await unitChoices(scene, "planning.read");
  const choices =
    known !== null && !units.some(({ value }) => value === known.unit) ? [...units, { value: known.unit, label: known.unit }] : units;
  return { year, site, known, units: choices, commandKey: newKey() };
});

export const action = guard.action({ capability: "forecast.edit" }, async ({ form, locale, year, params, context, refused, redirect }) => {
  const code = params["site"] ?? "";
  if (form.get("act") === "remove") {
    const removed = await sayOccupation(context, { code, unit: String(form.get("unit")), workstations: 0, residents: 0 });
    return removed.ok ? redirect(siteAddress(year, code), "means.done.removed") : refused(removed.refusal);
  }
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const done = await sayOccupation(context, { ...read.value, code });
  return done.ok ? redirect(siteAddress(year, code), "means.done.saved") : refused(done.refusal, read.submission);
});

export default function OccupationPage() {
  const { year, site, known, units, commandKey } = useLoaderData<typeof loader>();
  const words = useTranslations("means");
  return (
    <MeansForm
      title={words("actions.occupation")}
      crumbs={useSiteCrumbs(year, site)}
      message={words("occupationNote")}
      commandKey={commandKey}
      lastResult={useActionData<typeof action>()?.lastResult}
      removable={known !== null}
    >
      <div className={styles.columns}>
        <SelectField name="unit" label={words("columns.unit")} required options={units} defaultValue={known?.unit} />
        <TextField
          name="workstations"
          label={words("fields.held")}
          required
          width="short"
          defaultValue={known ? String(known.workstations) : ""}
        />
        <TextField
          name="residents"
          label={words("fields.residents")}
          hint={words("fields.residentsHint")}
          required
          width="short"
          defaultValue={known ? String(known.residents) : ""}
        />
      </div>
    </MeansForm>
  );
}
