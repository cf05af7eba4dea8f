import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { changeLease, removeLease } from "#app/commands/save-lease.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { leaseAddress, siteAddress } from "../addresses.ts";
import { LeaseFields } from "../lease-fields.tsx";
import { useSiteCrumbs } from "../means-crumbs.ts";
import { MeansForm } from "../means-form.tsx";
import { leaseSchema, termsOf } from "../read-lease.ts";
import { leaseFor } from "../site-at.ts";

export const loader = guard.loader({ capability: "forecast.edit" }, async (scene) => ({
  ...{ year: scene.year, commandKey: scene.newKey() },
  ...(await leaseFor(scene, "forecast.edit")),
}));

export const action = guard.action({ capability: "forecast.edit" }, async (scene) => {
  const { form, locale, year, params, context, refused, redirect, read } = scene;
  const { site } = await read((db) => leaseFor({ ...scene, db }, "forecast.edit"));
  const [code, lease] = [site.code, params["lease"] ?? ""];
  if (form.get("act") === "remove") {
    const removed = await removeLease(context, { code, lease });
    return removed.ok ? redirect(siteAddress(year, code), "means.done.removed") : refused(removed.refusal);
  }
  const fields = readForm(form, leaseSchema, locale);
  if (!fields.ok) return refused(fields.refusal, fields.submission);
  const done = await changeLease(context, { code, lease, terms: termsOf(fields.value) });
  return done.ok ? redirect(leaseAddress(year, lease), "means.done.changed") : refused(done.refusal, fields.submission);
});

export default function LeaseChangePage() {
  const { year, site, lease, commandKey } = useLoaderData<typeof loader>();
  const words = useTranslations("means");
  return (
    <MeansForm
      title={words("lease.change", { code: lease.code })}
      crumbs={[...useSiteCrumbs(year, site), { label: words("lease.title", { code: lease.code }), to: leaseAddress(year, lease.code) }]}
      message={words("lease.changeMessage")}
      commandKey={commandKey}
      lastResult={useActionData<typeof action>()?.lastResult}
      removable
    >
      <LeaseFields start={lease} />
    </MeansForm>
  );
}
