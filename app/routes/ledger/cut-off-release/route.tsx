import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { releaseCutOff } from "#app/commands/post-cut-off.ts";
import { monthOf } from "#app/domain/month.ts";
import { textField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { decidedItems, releasesOf } from "#db/queries/ledger/cut-off.ts";
import { cutOffAddress, ledgerCrumbs } from "../addresses.ts";
import { ActForm } from "../assets/act-form.tsx";
import { ReleaseTable } from "../cut-off/release-table.tsx";

export const loader = guard.loader({ capability: "ledger.post", whole: true }, async (scene) => {
  const { db, year, today, newKey } = scene;
  const releases = await releasesOf(db, year);
  const months = [...new Set(releases.filter(({ entryId }) => entryId === null).map(({ month }) => month))];
  const now = monthOf(today);
  return {
    year,
    items: await decidedItems(db, year),
    releases,
    months,
    until: months.findLast((month) => month <= now) ?? months[0] ?? "",
    commandKey: newKey(),
  };
});

const schema = z.object({ until: textField({ maximum: 7 }).refine((month) => /^\d{4}-(0[1-9]|1[0-2])$/.test(month)) });

export const action = guard.action(
  { capability: "ledger.post", whole: true },
  async ({ form, context, year, locale, refused, redirect }) => {
    const read = readForm(form, schema, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const released = await releaseCutOff(context, { fiscalYear: year, ...read.value });
    return released.ok
      ? redirect(cutOffAddress(year), "cutOff.done.released", { count: released.value.entries })
      : refused(released.refusal, read.submission);
  },
);

/** Prepaid and deferred amounts come back to the result as they are consumed, month by month. */
export default function CutOffReleasePage() {
  const { year, items, releases, months, until, commandKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("cutOff");
  const ledger = useTranslations("ledger");
  const format = useFormat();
  return (
    <Page
      title={words("release")}
      crumbs={ledgerCrumbs(ledger("title"), year, { label: words("title"), to: cutOffAddress(year) })}
      message={words("releaseSentence")}
    >
      <ReleaseTable items={items} releases={releases} />
      {months.length > 0 && (
        <ActForm commandKey={commandKey} answer={answer} submit={words("releaseSubmit")} consequence={words("consequence.release")}>
          <SelectField
            name="until"
            label={words("until")}
            required
            defaultValue={until}
            options={months.map((month) => ({ value: month, label: format.month(month, "longWithYear") }))}
          />
        </ActForm>
      )}
    </Page>
  );
}
