import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { bringInForecast } from "#app/commands/bring-in-forecast.ts";
import { typedFates } from "#app/domain/means/feed.ts";
import { choiceField, uuidField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { seenRevisionField } from "../../forecast/read-revision.ts";
import styles from "../../units/units.module.css";
import { originAddress } from "../addresses.ts";
import { useEquipmentCrumbs, useSiteCrumbs } from "../means-crumbs.ts";
import { FedTable } from "./fed-table.tsx";
import { loadFeeding, originAt } from "./load-feeding.ts";

const schema = z.object({
  line: uuidField(),
  act: choiceField(["bring", "takeBack"]),
  typed: choiceField(typedFates).catch("keep"),
  seenRevision: seenRevisionField(),
});

/** Chooses a line of the sheet, shows each cell before and after, then writes them at once. */
export const loader = guard.loader({ capability: "forecast.edit" }, async (scene) => ({
  ...(await loadFeeding(scene)),
  commandKeys: { bring: scene.newKey(), takeBack: scene.newKey() },
}));

export const action = guard.action({ capability: "forecast.edit" }, async (scene) => {
  const { form, locale, year, context, refused, redirect, read } = scene;
  const { origin, source } = await read((db) => originAt({ ...scene, db }));
  const fields = readForm(form, schema, locale);
  if (!fields.ok) return refused(fields.refusal, fields.submission);
  const { line, act, typed, seenRevision } = fields.value;
  const done = await bringInForecast(context, { origin, unit: source.unit, lineId: line, act, typed, seenRevision });
  if (!done.ok) return refused(done.refusal, fields.submission);
  return redirect(originAddress(year, origin), `means.done.${act}`, { count: done.value.cells, year: String(done.value.firstYear) });
});

export default function BringPage() {
  const { year, origin, label, lines, chosen, commandKeys } = useLoaderData<typeof loader>();
  const words = useTranslations("means.bring");
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  const siteCrumbs = useSiteCrumbs(year);
  const equipmentCrumbs = useEquipmentCrumbs(year);
  const crumbs = [
    ...(origin.kind === "lease" ? siteCrumbs : equipmentCrumbs),
    { label: `${origin.code} · ${label}`, to: originAddress(year, origin) },
  ];
  return (
    <Page title={words("title", { code: origin.code })} crumbs={crumbs} message={words("message", { kind: origin.kind })}>
      {lines.length === 0 ? (
        <EmptyState title={words("noLine")}>{words("noLineWhy")}</EmptyState>
      ) : (
        <Form method="get" className={styles.inline} preventScrollReset>
          <SelectField name="line" label={words("line")} required groups={lines} defaultValue={chosen?.lineId} />
          <ButtonRow>
            <SubmitButton look={chosen === null ? "primary" : "plain"}>{words("preview")}</SubmitButton>
          </ButtonRow>
        </Form>
      )}
      {chosen !== null && (
        <Section title={words("cells")}>
          <Form method="post" className={styles.wideForm} key={chosen.lineId}>
            <CommandKey value={commandKeys.bring} />
            <input type="hidden" name="line" value={chosen.lineId} />
            <input type="hidden" name="seenRevision" value={String(chosen.seenRevision)} />
            <Fields {...fields}>
              <ErrorSummary general={general} />
              <FedTable cells={chosen.cells} />
              {chosen.leftOut > 0 && (
                <p className={styles.note}>{words("leftOut", { count: chosen.leftOut, first: String(chosen.firstYear) })}</p>
              )}
              {chosen.typedCells > 0 && (
                <SelectField
                  name="typed"
                  label={words("typed", { count: chosen.typedCells })}
                  required
                  options={typedFates.map((value) => ({ value, label: words(`fates.${value}`) }))}
                  defaultValue="keep"
                />
              )}
              <ButtonRow>
                {chosen.cells.length > 0 && (
                  <SubmitButton name="act" value="bring">
                    {words(chosen.stands ? "again" : "send")}
                  </SubmitButton>
                )}
                {chosen.stands && (
                  <SubmitButton look="danger" name="act" value="takeBack">
                    {words("takeBack")}
                  </SubmitButton>
                )}
              </ButtonRow>
            </Fields>
          </Form>
        </Section>
      )}
    </Page>
  );
}
