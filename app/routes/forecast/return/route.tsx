import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { returnRequest } from "#app/commands/return-request.ts";
import { addressedCell } from "#app/domain/forecast/cell-address.ts";
import { costSightOf, costView } from "#app/domain/forecast/staff/cost-sight.ts";
import { reasonField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { TextAreaField } from "#app/ui/form/text-fields.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import styles from "../forecast.module.css";
import { requestAt } from "../request-at.ts";
import { returnableCells } from "./returnable-cells.ts";

const schema = z.object({ reason: reasonField(), cell: z.string().optional() });

export const loader = guard.loader({ capability: "forecast.return", unit: ({ params }) => params.unit }, async (scene) => {
  const at = await requestAt(scene.db, scene);
  const asked = scene.url.searchParams.get("cell");
  const view = costView(costSightOf(scene.access), at.request.unit);
  return {
    year: scene.year,
    key: scene.newKey(),
    ...at,
    cells: await returnableCells(scene.db, { requestId: at.request.id, view }, asked),
    asked,
  };
});

export const action = guard.action({ capability: "forecast.return", unit: ({ params }) => params.unit }, async (scene) => {
  const read = readForm(scene.form, schema, scene.locale);
  if (!read.ok) return scene.refused(read.refusal, read.submission);
  const { request, label } = await scene.read((db) => requestAt(db, scene));
  const returned = await returnRequest(scene.context, {
    requestId: request.id,
    reason: read.value.reason,
    cell: addressedCell.read(read.value.cell ?? ""),
  });
  if (!returned.ok) return scene.refused(returned.refusal, read.submission);
  const { number, unit, id } = request;
  return scene.redirect(`/${scene.year}/forecast/${unit}/requests/${id}`, "forecast.return.done", { number, unit: label });
});

export default function ReturnPage() {
  const { year, label, request, cells, asked, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("forecast");
  const checks = useTranslations("checks");
  const common = useTranslations("common");
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  const back = `/${year}/forecast/${request.unit}/requests/${request.id}`;
  return (
    <Page
      title={words("return.heading", { number: request.number })}
      crumbs={[
        { label: words("title"), to: `/${year}/forecast` },
        { label, to: `/${year}/forecast/${request.unit}?campaign=${request.campaignId}` },
        { label: words("crumb", { number: request.number }), to: back },
      ]}
      message={request.title}
    >
      <Form method="post" className={styles.confirm}>
        <CommandKey value={key} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          <p>{words("return.consequence", { unit: label })}</p>
          <SelectField
            name="cell"
            label={checks("returnCell")}
            defaultValue={asked ?? ""}
            none={checks("returnWhole")}
            options={cells.map(({ value, line, measure, period }) => ({ value, label: `${line} · ${measure} · ${period}` }))}
          />
          <TextAreaField name="reason" label={words("return.reason")} required />
          <ButtonRow>
            <SubmitButton>{words("return.confirm")}</SubmitButton>
            <Link className={buttonClass()} to={back}>
              {common("cancel")}
            </Link>
          </ButtonRow>
        </Fields>
      </Form>
    </Page>
  );
}
