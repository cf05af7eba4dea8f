import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { sayAwayDays } from "#app/commands/set-up-workload.ts";
import { monthOfYear } from "#app/domain/month.ts";
import { awayKinds } from "#app/domain/workload/away.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { awayDays } from "#db/queries/workload/away.ts";
import { awayAddress, teamAddress } from "../addresses.ts";
import { DaysTable } from "../days-table.tsx";
import { readDays } from "../read-days.ts";
import { useWorkloadCrumb } from "../workload-crumb.ts";

export const loader = guard.loader({ capability: "planning.read", unit: ({ params }) => params.unit }, async (scene) => {
  const { db, year, params, access, today, mayDo, newKey, notFound } = scene;
  const unit = (await visibleUnits(db, access, "planning.read", today)).find(({ code }) => code === params.unit);
  if (!unit) throw notFound("unit", params.unit ?? "");
  const months = Array.from({ length: 12 }, (_, index) => monthOfYear(year, index + 1));
  const known = await awayDays(db, { units: [unit.code], from: months[0] ?? "", to: months.at(-1) ?? "" });
  const rows = awayKinds.map((kind) => ({
    kind,
    cells: months.map((month) => ({ days: known.find((own) => own.kind === kind && own.month === month)?.days ?? 0n, seen: 0n })),
  }));
  return { year, unit, months, rows, key: newKey(), mayPlan: mayDo("workload.plan", unit.code) };
});

export const action = guard.action({ capability: "workload.plan", unit: ({ params }) => params.unit }, async (scene) => {
  const { form, locale, year, params, context, refused, redirect } = scene;
  const unit = params.unit ?? "";
  const { submission } = readForm(form, z.object({}), locale);
  const days = readDays(form);
  if (!days.ok) return refused(days.refusal, submission);
  const said = days.value.flatMap(({ place, month, days: own }) => {
    const kind = awayKinds.find((each) => each === place);
    return kind ? [{ kind, month, days: own }] : [];
  });
  const done = await sayAwayDays(context, { unit, days: said });
  return done.ok ? redirect(awayAddress(year, unit), "workload.awayPage.saved", {}) : refused(done.refusal, submission);
});

export default function AwayPage() {
  const { year, unit, months, rows, key, mayPlan } = useLoaderData<typeof loader>();
  const words = useTranslations("workload");
  const { general, values } = fieldsOf(useActionData<typeof action>()?.lastResult);
  return (
    <Page
      title={words("awayPage.title", { unit: unit.label })}
      crumbs={[useWorkloadCrumb(year), { label: unit.label, to: teamAddress(year, unit.code) }]}
      message={words("awayPage.message")}
    >
      <Form method="post">
        <CommandKey value={key} />
        <ErrorSummary general={general} />
        <DaysTable
          caption={words("away")}
          head={words("awayPage.kind")}
          months={months}
          rows={rows.map(({ kind, cells }) => ({ place: kind, label: words(`awayPage.${kind}`), cells }))}
          typed={values}
          readOnly={!mayPlan}
        />
        {mayPlan && (
          <ButtonRow>
            <SubmitButton>{words("save")}</SubmitButton>
          </ButtonRow>
        )}
      </Form>
    </Page>
  );
}
