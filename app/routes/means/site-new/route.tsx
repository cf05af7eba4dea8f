import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { addSite } from "#app/commands/save-site.ts";
import { codeField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { siteAddress } from "../addresses.ts";
import { CodeAndUnit } from "../code-and-unit.tsx";
import { useSiteCrumbs } from "../means-crumbs.ts";
import { MeansForm } from "../means-form.tsx";
import { siteFields } from "../read-site.ts";
import { unitChoices } from "../site-at.ts";
import { SiteFields } from "../site-fields.tsx";

const schema = z.object({ code: codeField(), unit: codeField(), ...siteFields });

export const loader = guard.loader({ capability: "forecast.edit" }, async (scene) => ({
  ...{ year: scene.year, commandKey: scene.newKey() },
  units: await unitChoices(scene, "forecast.edit"),
}));

export const action = guard.action({ capability: "forecast.edit" }, async ({ form, locale, year, context, refused, redirect }) => {
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const done = await addSite(context, read.value);
  return done.ok ? redirect(siteAddress(year, done.value.code), "means.done.saved") : refused(done.refusal, read.submission);
});

export default function NewSitePage() {
  const { year, commandKey, units } = useLoaderData<typeof loader>();
  const words = useTranslations("means");
  return (
    <MeansForm
      title={words("actions.newSite")}
      crumbs={useSiteCrumbs(year)}
      commandKey={commandKey}
      lastResult={useActionData<typeof action>()?.lastResult}
    >
      <CodeAndUnit unitLabel={words("fields.payer")} units={units} />
      <SiteFields />
    </MeansForm>
  );
}
