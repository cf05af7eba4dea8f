import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { freezeVersion } from "#app/commands/freeze-version.ts";
import { unitsWhere } from "#app/domain/access.ts";
import { textField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Section } from "#app/ui/shell/page.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { versionsOf } from "#db/queries/campaign/version.ts";
import { campaignUnits } from "#db/queries/campaign.ts";
import { ActForm, CampaignPage } from "../act-page.tsx";
import { campaignAt, chosenUnits, formUnits } from "../campaign-at.ts";

const schema = z.object({ name: textField({ maximum: 120 }), note: textField({ minimum: 0, maximum: 2_000 }) });

export const loader = guard.loader({ capability: "campaign.manage" }, async (scene) => {
  const campaign = await campaignAt(scene.db, scene);
  const versions = await versionsOf(scene.db, campaign.id, unitsWhere(scene.access, "planning.read"));
  const asked = new Set(await campaignUnits(scene.db, campaign.id));
  const compared = (await visibleUnits(scene.db, scene.access, "planning.read", scene.today)).filter(({ code }) => asked.has(code));
  return { campaign, versions, compared, units: await chosenUnits(scene.db, campaign, scene.url), key: scene.newKey() };
});

export const action = guard.action({ capability: "campaign.manage" }, async (scene) => {
  const read = readForm(scene.form, schema, scene.locale);
  if (!read.ok) return scene.refused(read.refusal, read.submission);
  const campaign = await scene.read((db) => campaignAt(db, scene));
  const units = formUnits(scene.form);
  const frozen = await freezeVersion(scene.context, { ...read.value, campaignId: campaign.id, units: units.length === 0 ? null : units });
  if (!frozen.ok) return scene.refused(frozen.refusal, read.submission);
  const values = { name: read.value.name, count: frozen.value.sheets };
  return scene.redirect(`/${scene.year}/campaigns/${campaign.id}/versions`, "campaigns.versions.done", values);
});

export default function VersionsPage() {
  const { campaign, versions, compared, units, key } = useLoaderData<typeof loader>();
  const words = useTranslations("campaigns");
  const compare = useTranslations("compare");
  const format = useFormat();
  const comparison = (unit: string, version?: string) =>
    `/${campaign.targetYear}/forecast/${encodeURIComponent(unit)}/compare?campaign=${campaign.id}${version === undefined ? "" : `&v=${version}`}`;
  return (
    <CampaignPage campaign={campaign} title={words("versions.heading")} message={words("versions.message")}>
      <DataTable
        caption={words("versions.list")}
        rows={versions}
        rowKey={(row) => row.id}
        empty={<p>{words("versions.none")}</p>}
        columns={[
          { key: "name", head: words("versions.name"), cell: (row) => row.name },
          {
            key: "sheets",
            head: words("versions.sheets"),
            cell: (row) =>
              row.unit === null ? (
                words("open.unitsCount", { count: row.sheets })
              ) : (
                <Link to={comparison(row.unit, row.id)}>{row.unitLabel ?? row.unit}</Link>
              ),
          },
          { key: "when", head: words("versions.when"), cell: (row) => format.instant(row.frozenAt.toISOString()) },
          { key: "who", head: words("versions.who"), cell: (row) => row.author },
          { key: "note", head: words("versions.note"), cell: (row) => row.note || "///" },
        ]}
      />
      {versions.length > 0 && compared.length > 0 && (
        <Section title={compare("link")}>
          <p>{compare("chooseUnit")}</p>
          <ul>
            {compared.map(({ code, shortLabel }) => (
              <li key={code}>
                <Link to={comparison(code)}>{shortLabel}</Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={units.length === 0 ? words("versions.freezeAll") : words("versions.freezeChosen")}>
        <ActForm
          campaign={campaign}
          units={units}
          answer={useActionData<typeof action>()}
          commandKey={key}
          submit={words("versions.submit")}
        >
          <TextField name="name" label={words("versions.name")} hint={words("versions.nameHint")} required />
          <TextField name="note" label={words("versions.note")} />
        </ActForm>
      </Section>
    </CampaignPage>
  );
}
