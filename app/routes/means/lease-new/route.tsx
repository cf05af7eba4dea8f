import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { addLease } from "#app/commands/save-lease.ts";
import { dayAfterMonths, type LeaseTerms, lengthOf } from "#app/domain/means/lease.ts";
import { addDays } from "#app/domain/month.ts";
import { codeField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { leases } from "#db/queries/means/leases.ts";
import { leaseAddress } from "../addresses.ts";
import { LeaseFields } from "../lease-fields.tsx";
import { useSiteCrumbs } from "../means-crumbs.ts";
import { MeansForm } from "../means-form.tsx";
import { leaseSchema, termsOf } from "../read-lease.ts";
import { siteFor } from "../site-at.ts";

const schema = leaseSchema.extend({ lease: codeField() });

export const loader = guard.loader({ capability: "forecast.edit" }, async (scene) => {
  const { db, year, today, url, newKey } = scene;
  const site = await siteFor(scene, "forecast.edit");
  const before = (await leases(db, { siteIds: [site.id] })).find(({ code }) => code === url.searchParams.get("after"));
  return { year, site, commandKey: newKey(), start: before ? renewalOf(before, today) : null };
});

/** The same terms for as long, from the day after: what a renewal starts from. */
function renewalOf(before: LeaseTerms, today: string): Partial<LeaseTerms> {
  const firstDay = before.leavesOn ?? addDays(before.lastDay, 1);
  const { months } = lengthOf(before.firstDay, addDays(before.lastDay, 1));
  return {
    ...{ lessor: before.lessor, rent: before.rent, charges: before.charges, index: before.index, billing: before.billing, due: before.due },
    ...{ notice: before.notice, firstDay, lastDay: addDays(dayAfterMonths(firstDay, months), -1) },
    signedOn: today < firstDay ? today : firstDay,
  };
}

export const action = guard.action({ capability: "forecast.edit" }, async ({ form, locale, year, params, context, refused, redirect }) => {
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const { lease, ...terms } = read.value;
  const done = await addLease(context, { code: params["site"] ?? "", lease, terms: termsOf(terms) });
  return done.ok ? redirect(leaseAddress(year, lease), "means.done.saved") : refused(done.refusal, read.submission);
});

export default function NewLeasePage() {
  const { year, site, commandKey, start } = useLoaderData<typeof loader>();
  const words = useTranslations("means");
  return (
    <MeansForm
      title={words("actions.newLease")}
      crumbs={useSiteCrumbs(year, site)}
      message={words("lease.formMessage")}
      commandKey={commandKey}
      lastResult={useActionData<typeof action>()?.lastResult}
    >
      <TextField name="lease" label={words("fields.leaseCode")} required width="medium" />
      <LeaseFields start={start ?? undefined} renewed={start !== null} />
    </MeansForm>
  );
}
