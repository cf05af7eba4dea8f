import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { depreciateAssets, dueDepreciation } from "#app/commands/depreciate-assets.ts";
import { sum } from "#app/domain/quantity.ts";
import { wholeNumberField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { StatePill } from "#app/ui/state-pill.tsx";
import { depreciationRuns } from "#db/queries/ledger/assets.ts";
import { periodsOfYear } from "#db/queries/ledger/exercise.ts";
import { assetsAddress, depreciationAddress, ledgerCrumbs } from "../addresses.ts";
import styles from "../ledger.module.css";
import { DueTable } from "./due-table.tsx";
import { RunTable } from "./run-table.tsx";

export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const { db, year, url, today, mayDo, newKey, notFound } = scene;
  const periods = await periodsOfYear(db, year);
  const past = periods.filter(({ lastDay, complementary }) => lastDay <= today && !complementary);
  const asked = Number(url.searchParams.get("period") ?? "");
  const period = periods.find((candidate) => candidate.period === asked) ?? past.at(-1) ?? periods[0];
  if (!period) throw notFound("year", String(year));
  const due = await dueDepreciation(db, period);
  return {
    year,
    period,
    periods: periods.map(({ period: number, status, complementary }) => ({ number, status, complementary })),
    due: due.map(({ asset, amount, depreciation, expense }) => ({
      ...{ id: asset.id, code: asset.code, label: asset.label, unitLabel: asset.unitLabel, amount, depreciation, expense },
      ...{ base: asset.gross - asset.residual, before: asset.depreciated },
    })),
    runs: await depreciationRuns(db, year),
    commandKey: newKey(),
    may: { post: mayDo("ledger.post"), reverse: mayDo("ledger.reverse") },
  };
});

const schema = z.object({ period: wholeNumberField({ minimum: 1, maximum: 25 }) });

export const action = guard.action(
  { capability: "ledger.post", whole: true },
  async ({ form, context, year, locale, refused, redirect }) => {
    const read = readForm(form, schema, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const posted = await depreciateAssets(context, { fiscalYear: year, period: read.value.period });
    if (!posted.ok) return refused(posted.refusal, read.submission);
    const { entry, assetCount } = posted.value;
    return redirect(depreciationAddress(year), "assets.done.depreciated", { entry: `${entry.journal}-${entry.number}`, count: assetCount });
  },
);

/** A run of depreciation: what it would post, asset by asset, before it does; then the runs of the year, each of which can be undone. */
export default function DepreciationPage() {
  const { year, period, periods, due, runs, commandKey, may } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("assets");
  const ledger = useTranslations("ledger");
  const format = useFormat();
  const total = sum(due.map(({ amount }) => amount));
  const { general } = fieldsOf(answer?.lastResult);
  return (
    <Page
      title={`${words("depreciation")} ${year}`}
      crumbs={ledgerCrumbs(ledger("title"), year, { label: words("title"), to: assetsAddress(year) })}
      message={
        total === 0n
          ? words("run.nothing", { day: format.day(period.lastDay) })
          : words("run.due", { amount: format.amountWithUnit(total, "EUR"), count: due.length, day: format.day(period.lastDay) })
      }
      marks={<StatePill kind={total === 0n ? "done" : "in-progress"}>{words(total === 0n ? "run.upToDate" : "run.toPost")}</StatePill>}
    >
      <nav aria-label={words("run.periods")} className="no-print">
        <ul className={styles.filters}>
          {periods.map(({ number, status, complementary }) => (
            <li key={number}>
              <Link
                to={`?period=${number}`}
                className={buttonClass()}
                aria-current={number === period.period ? "true" : undefined}
                preventScrollReset
                title={words(`run.status.${status}`)}
              >
                {complementary ? words("run.wholeYear") : words("run.period", { period: number })}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Section title={words("run.preview")}>
        <DueTable year={year} due={due} empty={<EmptyState title={words("run.nothing", { day: format.day(period.lastDay) })} />} />
        {may.post && due.length > 0 && (
          <Form method="post" className={styles.form}>
            <ErrorSummary general={general} />
            <CommandKey value={commandKey} />
            <input type="hidden" name="period" value={period.period} />
            <p className={styles.muted}>{words("run.consequence", { day: format.day(period.lastDay) })}</p>
            <div>
              <SubmitButton>{words("run.post", { amount: format.amountWithUnit(total, "EUR") })}</SubmitButton>
            </div>
          </Form>
        )}
      </Section>
      <Section title={words("run.history")}>
        <RunTable year={year} runs={runs} mayUndo={may.reverse} />
      </Section>
    </Page>
  );
}
