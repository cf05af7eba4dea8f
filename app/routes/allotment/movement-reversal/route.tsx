import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { reverseMovement } from "#app/commands/reverse-movement.ts";
import { movementRules } from "#app/domain/allotment/movement.ts";
import { needsApproval } from "#app/domain/allotment/movement-state.ts";
import { reversalLines } from "#app/domain/allotment/reversal.ts";
import { documentNumber } from "#app/domain/execution/document-number.ts";
import { dayField, reasonField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { DateField, TextAreaField } from "#app/ui/form/text-fields.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { allotmentAddress, movementAddress, movementsAddress } from "../../units/addresses.ts";
import styles from "../../units/units.module.css";
import { LineTable } from "../movement/line-table.tsx";
import { movementAt } from "../movement/load-movement.ts";

const schema = z.object({ on: dayField(), reason: reasonField() });

export const loader = guard.loader({ capability: "allotment.read" }, async (scene) => {
  const { year, today, newKey } = scene;
  const { id, number, kind, on, lines } = await movementAt(scene);
  // The labels of a line are those of its places: they go the other way with them.
  const opposite = reversalLines(lines).map((line) => ({ ...line, fromLabel: line.toLabel, toLabel: line.fromLabel }));
  return {
    year,
    id,
    kind,
    number: documentNumber("MV", year, number),
    earliest: on,
    on: on > today ? on : today,
    lines: opposite,
    key: newKey(),
  };
});

export const action = guard.action({ capability: "allotment.read" }, async (scene) => {
  const { form, locale, year, params, context, refused, redirect } = scene;
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const done = await reverseMovement(context, { movementId: params.movement ?? "", ...read.value });
  if (!done.ok) return refused(done.refusal, read.submission);
  const { movementId, number, state } = done.value;
  return redirect(movementAddress(year, movementId), `movements.flash.${state}`, { number });
});

export default function MovementReversalPage() {
  const { year, id, kind, number, earliest, on, lines, key } = useLoaderData<typeof loader>();
  const words = useTranslations("movements");
  const allotment = useTranslations("allotment");
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  return (
    <Page
      title={words("reverseHeading", { number })}
      crumbs={[
        { label: allotment("heading", { year: String(year) }), to: allotmentAddress(year) },
        { label: words("title"), to: movementsAddress(year) },
        { label: number, to: movementAddress(year, id) },
      ]}
      message={words(needsApproval(kind) ? "reverseMessage" : "reverseAtOnce")}
    >
      <LineTable lines={lines} article={movementRules[kind].article} />
      <Form method="post" className={styles.form}>
        <CommandKey value={key} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          <DateField name="on" label={words("on")} required defaultValue={on} min={earliest} />
          <TextAreaField name="reason" label={words("reason")} required />
          <ButtonRow>
            <SubmitButton>{words(needsApproval(kind) ? "proposeReversal" : "postReversal")}</SubmitButton>
          </ButtonRow>
        </Fields>
      </Form>
    </Page>
  );
}
