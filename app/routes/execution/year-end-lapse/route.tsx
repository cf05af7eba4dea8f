import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { lapseCredits } from "#app/commands/lapse-credits.ts";
import { lapseLines } from "#app/domain/allotment/lapse.ts";
import { reasonField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ActForm } from "#app/ui/form/act-form.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { TextAreaField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { unusedHoldings } from "#db/queries/allotment.ts";
import { fiscalYears } from "#db/queries/fiscal-year.ts";
import { closingInForce } from "#db/queries/ledger/closing.ts";
import { stageTotals, unpaidRequests } from "#db/queries/year-end.ts";
import { yearEndAddress } from "../../units/addresses.ts";
import { useYearEndCrumbs } from "../year-end/crumbs.ts";
import { endingExercise, isOpen } from "../year-end/load-year-end.ts";
import { StageTable } from "../year-end/stage-table.tsx";

/** What the act would post, before it posts: the same lines, from the same books. */
export const loader = guard.loader({ capability: "ledger.close", whole: true }, async (scene) => {
  const { db, year, today, notFound, newKey } = scene;
  const { exercise } = await endingExercise(scene);
  if (await closingInForce(db, year)) throw notFound("year", String(year));
  const lines = lapseLines(await unusedHoldings(db, year));
  return {
    ...{ year, lastDay: exercise.lastDay, may: today >= exercise.lastDay, key: newKey(), lines: lines.length },
    places: new Set(lines.map(({ from }) => [from.unit, from.nature, from.activity].join(" "))).size,
    totals: (await stageTotals(db, year)).filter(isOpen),
    unpaid: await unpaidRequests(db, year),
  };
});

const schema = z.object({ reason: reasonField() });

export const action = guard.action({ capability: "ledger.close", whole: true }, async (scene) => {
  const { form, context, year, today, locale, refused, redirect, notFound } = scene;
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const exercise = (await scene.read(fiscalYears)).find((own) => own.year === year);
  if (!exercise) throw notFound("year", String(year));
  if (today < exercise.lastDay) return refused({ kind: "dates-out-of-order", earlier: exercise.lastDay, later: today }, read.submission);
  const done = await lapseCredits(context, { fiscalYear: year, on: exercise.lastDay, reason: read.value.reason });
  if (!done.ok) return refused(done.refusal, read.submission);
  return redirect(yearEndAddress(year), "yearEnd.lapse.done", { number: done.value.number });
});

export default function LapsePage() {
  const { year, lastDay, may, key, lines, places, totals, unpaid } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("yearEnd");
  const format = useFormat();
  return (
    <Page
      title={words("lapse.title", { year: String(year) })}
      crumbs={useYearEndCrumbs(year)}
      message={words("lapse.message", { day: format.day(lastDay), lines, places })}
    >
      {!may && lines > 0 && <Notice kind="warning">{words("lapse.early", { day: format.day(lastDay) })}</Notice>}
      {unpaid.count > 0 && (
        <Notice kind="information">
          {words("lapse.unpaid", { count: unpaid.count, amount: format.amountWithUnit(unpaid.amount, "CP") })}
        </Notice>
      )}
      {lines === 0 ? (
        <EmptyState title={words("lapse.none")}>
          <Link to={yearEndAddress(year)} className={buttonClass()}>
            {words("back")}
          </Link>
        </EmptyState>
      ) : (
        <>
          <Section title={words("lapse.posts")}>
            <StageTable caption={words("lapse.posts")} totals={totals} empty={words("noneOpen")} />
          </Section>
          {may && (
            <ActForm commandKey={key} lastResult={answer?.lastResult} look="danger" submit={words("lapse.submit")}>
              <TextAreaField
                name="reason"
                label={words("reason")}
                required
                defaultValue={words("lapse.reason", { year: String(year) })}
                rows={2}
              />
            </ActForm>
          )}
        </>
      )}
    </Page>
  );
}
