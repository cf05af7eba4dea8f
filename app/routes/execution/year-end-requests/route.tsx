import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { takeRequestsAgain, undoRequestTakings } from "#app/commands/take-requests-again.ts";
import { yearOf } from "#app/domain/month.ts";
import { sum } from "#app/domain/quantity.ts";
import { choiceField, dayField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { DateField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { holdingsAt } from "#db/queries/allotment.ts";
import { carriedRequests } from "#db/queries/request-taking.ts";
import { yearEndAddress } from "../../units/addresses.ts";
import { said } from "../../units/said.ts";
import styles from "../../units/units.module.css";
import { withRoom } from "../room.ts";
import { useYearEndCrumbs } from "../year-end/crumbs.ts";
import { endingExercise } from "../year-end/load-year-end.ts";
import { CarriedTable } from "./carried-table.tsx";

const ticked = z.preprocess(
  (value) => (value === undefined ? [] : [value].flat()),
  z.array(z.uuid()).refine((ids) => ids.length > 0, { params: { fault: { words: "nothing-ticked" } } }),
);
const schema = z.object({ on: dayField(), request: ticked, act: choiceField(["take", "undo"]) });

export const loader = guard.loader({ capability: "execution.request", whole: true }, async (scene) => {
  const { db, year, access, today, notFound, newKey } = scene;
  const { next } = await endingExercise(scene);
  if (!next) throw notFound("year", String(year + 1));
  const units = (await visibleUnits(db, access, "execution.request", today)).map(({ code }) => code);
  const requests = await carriedRequests(db, year, units);
  const held = await holdingsAt(db, next.year, "allotted", [...new Set(requests.map(({ unit }) => unit))]);
  const availableIn = (unit: string) => sum(held.filter((own) => own.unit === unit && own.resource === "CP").map(({ amount }) => amount));
  return {
    ...{ year, next: next.year, key: newKey(), on: today < next.firstDay ? next.firstDay : today > next.lastDay ? next.lastDay : today },
    requests: requests.map((request) => ({ ...request, available: availableIn(request.unit) })),
  };
});

export const action = guard.action({ capability: "execution.request", whole: true }, async (scene) => {
  const { form, locale, context, year, refused, redirect } = scene;
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const { on, request, act } = read.value;
  const done = await (act === "take" ? takeRequestsAgain : undoRequestTakings)(context, { requests: request, on });
  if (!done.ok) return refused(await withRoom({ ...scene, year: yearOf(on) }, done.refusal), read.submission);
  return redirect(yearEndAddress(year), `yearEnd.requests.${act === "take" ? "done" : "undone"}`, { count: done.value.count });
});

/** What an exercise leaves unpaid takes the CP of the next one, before anything else does; and gives them back. */
export default function CarriedRequestsPage() {
  const { year, next, key, on, requests } = useLoaderData<typeof loader>();
  const words = useTranslations("yearEnd");
  const format = useFormat();
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  const waiting = requests.filter(({ takenIn }) => takenIn === null);
  const named = { year: String(year), next: String(next) };
  return (
    <Page
      title={words("requests.title", named)}
      crumbs={useYearEndCrumbs(year)}
      message={words("requests.message", {
        ...{ ...named, count: waiting.length, amount: said(format, sum(waiting.map(({ amount }) => amount)), "EUR") },
        taken: requests.length - waiting.length,
      })}
    >
      <Form method="post" className={styles.wideForm}>
        <CommandKey value={key} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          {requests.length > 0 && (
            <div className={styles.inline}>
              <DateField name="on" label={words("requests.on")} required defaultValue={on} />
              <ButtonRow>
                <SubmitButton name="act" value="take">
                  {words("requests.take", named)}
                </SubmitButton>
                {requests.length > waiting.length && (
                  <SubmitButton name="act" value="undo" look="plain">
                    {words("requests.undo")}
                  </SubmitButton>
                )}
              </ButtonRow>
            </div>
          )}
          <div id="request" tabIndex={-1}>
            <CarriedTable year={year} next={next} requests={requests} />
          </div>
        </Fields>
      </Form>
    </Page>
  );
}
