import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { linkWorkItem } from "#app/commands/save-operation.ts";
import { codeField, optionalUuidField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { workItems } from "#db/queries/workload/items.ts";
import { itemsOf } from "#db/queries/works/operations.ts";
import styles from "../../units/units.module.css";
import { operationAddress } from "../addresses.ts";
import { operationToTell } from "../operation-at.ts";
import { PartForm } from "../part-form.tsx";

const schema = z.object({ item: codeField(), phase: optionalUuidField() });

export const loader = guard.loader({ capability: "workload.plan" }, async (scene) => {
  const { db, access, today, year, url } = scene;
  const { operation, phaseChoices } = await operationToTell(scene);
  const code = url.searchParams.get("id");
  const own = (await itemsOf(db, [operation.id])).find((each) => each.code === code) ?? null;
  const units = (await visibleUnits(db, access, "planning.read", today)).map((unit) => unit.code);
  const items = (await workItems(db, { units }, today)).map(({ code: value, label }) => ({ value, label: `${value} — ${label}` }));
  return { year, operation, phaseChoices, own, items, commandKey: scene.newKey() };
});

export const action = guard.action({ capability: "workload.plan" }, async ({ form, locale, year, params, context, refused, redirect }) => {
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const code = params["operation"] ?? "";
  const linked = form.get("act") !== "remove";
  const done = await linkWorkItem(context, { code, item: read.value.item, phaseId: read.value.phase ?? null, linked });
  if (!done.ok) return refused(done.refusal, read.submission);
  return redirect(operationAddress(year, code), linked ? "works.done.saved" : "works.done.removed");
});

export default function OperationItemPage() {
  const { year, operation, phaseChoices, own, items, commandKey } = useLoaderData<typeof loader>();
  const words = useTranslations("works");
  const lastResult = useActionData<typeof action>()?.lastResult;
  return (
    <PartForm
      {...{ year, operation, commandKey, lastResult }}
      title={own ? `${own.code} — ${own.label}` : words("actions.addItem")}
      submit={words("actions.save")}
      removable={own !== null}
    >
      <div className={styles.columns}>
        {own ? (
          <input type="hidden" name="item" value={own.code} />
        ) : (
          <SelectField name="item" label={words("fields.item")} hint={words("fields.itemHint")} required options={items} />
        )}
        <SelectField
          name="phase"
          label={words("fields.phase")}
          none={words("noPhase")}
          options={phaseChoices}
          defaultValue={own?.phaseId ?? undefined}
        />
      </div>
    </PartForm>
  );
}
