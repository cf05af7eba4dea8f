import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { openingToPost } from "#app/commands/carry-forward.ts";
import { closeYear } from "#app/commands/close-year.ts";
import { startJob } from "#app/commands/start-job.ts";
import { totalOf } from "#app/domain/ledger/balance-pairs.ts";
import { isBlocking } from "#app/domain/ledger/closing-check.ts";
import { exerciseAfter } from "#app/domain/reference/fiscal-year.ts";
import { textField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { type ClosingWork, closeYearJob } from "#app/jobs/close-year.ts";
import { linesAtOnce } from "#app/jobs/job.ts";
import { ActForm } from "#app/ui/form/act-form.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { fiscalYears } from "#db/queries/fiscal-year.ts";
import { closingInForce } from "#db/queries/ledger/closing.ts";
import { linesToExport } from "#db/queries/ledger/exports.ts";
import { journalStates } from "#db/queries/ledger/journals.ts";
import { resultOf } from "#db/queries/ledger/opening.ts";
import { periodLocks } from "#db/queries/ledger/periods.ts";
import { readiness } from "#db/queries/ledger/readiness.ts";
import { trialBalanceLines } from "#db/queries/ledger/trial-balance.ts";
import { liveWaivers } from "#db/queries/ledger/waiver.ts";
import { jobAddress } from "../../jobs/addresses.ts";
import { closingAddress, minutesAddress, minutesListAddress } from "../addresses.ts";
import { anchorElsewhere } from "../closing/anchor-elsewhere.server.ts";
import { useClosingCrumbs } from "../closing/crumbs.ts";
import { KeptChecks } from "../closing/kept-checks.tsx";
import { ClosingFacts } from "./closing-facts.tsx";

export const loader = guard.loader({ capability: "ledger.close", whole: true }, async (scene) => {
  const { db, year, today, notFound, newKey } = scene;
  const years = await fiscalYears(db);
  const exercise = years.find((own) => own.year === year);
  if (!exercise || (await closingInForce(db, year))) throw notFound("year", String(year));
  const next = years.find((own) => own.year > year) ?? exerciseAfter(exercise);
  const checks = await readiness(db, exercise, today, { provedAlready: true });
  const waivers = await liveWaivers(db, year);
  const { openingDebit, movementDebit } = totalOf(await trialBalanceLines(db, year));
  const opening = await openingToPost(db, { from: exercise, to: next });
  const periods = await periodLocks(db, year);
  const journals = await journalStates(db, year);
  return {
    ...{ year, next: next.year, key: newKey(), result: await resultOf(db, year), debit: openingDebit + movementDebit },
    periods: periods.length,
    entries: journals.filter(({ book }) => book === "general").reduce((total, { entryCount }) => total + entryCount, 0),
    openingLines: opening.ok ? opening.value.length : 0,
    blocking: checks.filter((check) => isBlocking(check, waivers)).map(({ name }) => name),
    warnings: checks.filter((check) => check.count > 0 && !isBlocking(check, waivers)),
  };
});

const schema = z.object({ result: textField({ maximum: 30 }).pipe(z.string().regex(/^-?\d{1,18}$/)) });

/** At once, or as a job where the exercise holds many lines: one transaction in both. */
export const action = guard.action({ capability: "ledger.close", whole: true }, async (scene) => {
  const { form, context, year, locale, refused, redirect } = scene;
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const input = { fiscalYear: year, seenResult: BigInt(read.value.result) };
  if ((await scene.read((db) => linesToExport(db, year, "generalLedger"))) > linesAtOnce) {
    const work: ClosingWork = { input, minutes: minutesListAddress(year) };
    const started = await startJob(context, { ...closeYearJob, request: work });
    return started.ok ? redirect(jobAddress(started.value.jobId)) : refused(started.refusal, read.submission);
  }
  const done = await closeYear(context, input);
  if (!done.ok) return refused(done.refusal, read.submission);
  await anchorElsewhere(scene);
  const { closingId, number } = done.value;
  return redirect(minutesAddress(year, closingId), "closing.closing.done", { year: String(year), number });
});

export default function YearClosurePage() {
  const { year, next, key, blocking, ...facts } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("closing");
  const format = useFormat();
  const named = { year: String(year), next: String(next), periods: facts.periods };
  const names = blocking.map((name) => words(`check.${name}`)).join(" ; ");
  return (
    <Page title={words("closing.title", named)} crumbs={useClosingCrumbs(year)} message={words("closing.message", named)}>
      {blocking.length > 0 && (
        <Notice kind="warning">
          <a href={closingAddress(year)}>{words("closing.blocked", { count: blocking.length, names })}</a>
        </Notice>
      )}
      <Section title={words("closing.facts")}>
        <ClosingFacts {...facts} next={next} />
      </Section>
      {facts.warnings.length > 0 && (
        <Section title={words("closing.warnings")}>
          <KeptChecks checks={facts.warnings} />
        </Section>
      )}
      {blocking.length === 0 && (
        <ActForm
          commandKey={key}
          lastResult={answer?.lastResult}
          look="danger"
          submit={words("closing.submit", { ...named, result: format.amountWithUnit(facts.result, "EUR") })}
        >
          <input type="hidden" name="result" value={String(facts.result)} />
        </ActForm>
      )}
    </Page>
  );
}
