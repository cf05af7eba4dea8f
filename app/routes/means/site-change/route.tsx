import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { changeSite, removeSite } from "#app/commands/save-site.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { siteAddress, sitesAddress } from "../addresses.ts";
import { useSiteCrumbs } from "../means-crumbs.ts";
import { MeansForm } from "../means-form.tsx";
import { siteFields } from "../read-site.ts";
import { siteFor } from "../site-at.ts";
import { SiteFields } from "../site-fields.tsx";

const schema = z.object(siteFields);

export const loader = guard.loader({ capability: "forecast.edit" }, async (scene) => ({
  ...{ year: scene.year, commandKey: scene.newKey() },
  site: await siteFor(scene, "forecast.edit"),
}));

export const action = guard.action({ capability: "forecast.edit" }, async ({ form, locale, year, params, context, refused, redirect }) => {
  const code = params["site"] ?? "";
  if (form.get("act") === "remove") {
    const removed = await removeSite(context, { code });
    return removed.ok ? redirect(sitesAddress(year), "means.done.removed") : refused(removed.refusal);
  }
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const done = await changeSite(context, { ...read.value, code });
  return done.ok ? redirect(siteAddress(year, code), "means.done.saved") : refused(done.refusal, read.submission);
});

export default function SiteChangePage() {
  const { year, commandKey, site } = useLoaderData<typeof loader>();
  const words = useTranslations("means");
  return (
    <MeansForm
      title={words("actions.changeSite")}
      crumbs={useSiteCrumbs(year, site)}
      commandKey={commandKey}
      lastResult={useActionData<typeof action>()?.lastResult}
      removable
    >
      <SiteFields start={site} />
    </MeansForm>
  );
}
