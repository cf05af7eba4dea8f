import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { exportLedger } from "#app/commands/export-ledger.ts";
import { startJob } from "#app/commands/start-job.ts";
import type { LedgerExportRequest } from "#app/domain/ledger/ledger-export.ts";
import { type ActionScene, guard } from "#app/http/guard.ts";
import { type LedgerSubject, ledgerWriter } from "#app/http/ledger-file.ts";
import { type ExportWork, exportLedgerJob } from "#app/jobs/export-ledger.ts";
import { linesAtOnce } from "#app/jobs/job.ts";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { formatDay, formatInstant } from "#app/ui/format/calendar.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { exerciseNamed } from "#db/queries/ledger/exercise.ts";
import { exportHistory, linesToExport } from "#db/queries/ledger/exports.ts";
import { fecReadiness } from "#db/queries/ledger/fec-readiness.ts";
import { jobAddress } from "../../jobs/addresses.ts";
import { exportFileAddress, exportReportAddress, exportsAddress, ledgerCrumbs } from "../addresses.ts";
import { ExportHistory } from "./export-history.tsx";
import styles from "./exports.module.css";
import { FecChecks, UnaskedChecks } from "./fec-checks.tsx";
import { FecForm } from "./fec-form.tsx";
import { filterOf } from "./filter.ts";
import { LedgerForm } from "./ledger-form.tsx";
import { readExport } from "./read-export.ts";

const keptInSight = 100;
/** Beyond, the checks read too much for a page that was not asked for them. */
const linesCheckedUnasked = 300_000n;

export const loader = guard.loader({ capability: "ledger.export", whole: true }, async (scene) => {
  const { db, year, url, organisation, newKey, notFound } = scene;
  const exercise = await exerciseNamed(db, year);
  if (!exercise) throw notFound("year", String(year));
  const filter = filterOf(url);
  const lines = await linesToExport(db, year, "fec");
  const isChecked = lines <= linesCheckedUnasked || url.searchParams.has("checks");
  return {
    year,
    keys: { xlsx: newKey(), csv: newKey(), fec: newKey() },
    lines,
    checks: isChecked ? await fecReadiness(db, organisation, exercise) : undefined,
    filter,
    history: await exportHistory(db, year, keptInSight, filter),
  };
});

/** Makes the file and keeps it, then leads to it: nothing is written by a download. */
export const action = guard.action({ capability: "ledger.export", whole: true }, async (scene) => {
  const { form, context, year, locale, refused, redirect } = scene;
  const read = readExport(form, year, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const request = read.value;
  const { subject, lines } = await circumstances(scene, request);
  if (lines > linesAtOnce) {
    const asked: ExportWork = { request, subject, register: exportsAddress(year) };
    const started = await startJob(context, { ...exportLedgerJob, request: asked });
    return started.ok ? redirect(jobAddress(started.value.jobId)) : refused(started.refusal, read.submission);
  }
  const made = await exportLedger(context, request, ledgerWriter(request, subject));
  if (!made.ok) return refused(made.refusal, read.submission);
  const { fileId, name } = made.value;
  if (request.kind === "generalLedger") return redirect(exportFileAddress(year, fileId));
  return redirect(exportReportAddress(year, fileId), "exports.made", { name });
});

export default function ExportsPage() {
  const { year, keys, lines, checks, history, filter } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("exports");
  const ledgerWords = useTranslations("ledger");
  const refusal = answer && "refusal" in answer ? answer : undefined;
  return (
    <Page title={`${words("title")} ${year}`} crumbs={ledgerCrumbs(ledgerWords("title"), year)} message={words("sentence")}>
      {refusal && <Notice kind="refusal">{refusal.refusal.message}</Notice>}
      <div className={styles.choices}>
        <LedgerForm keys={keys} />
        <FecForm commandKey={keys.fec} typed={fieldsOf(refusal?.lastResult)} />
      </div>
      <Section title={words("checks.title")}>
        {checks ? <FecChecks year={year} checks={checks} /> : <UnaskedChecks year={year} lines={lines} />}
      </Section>
      <Section title={words("history.title")}>
        <ExportHistory year={year} history={history} filter={filter} />
      </Section>
    </Page>
  );
}

async function circumstances(
  { read, year, notFound, organisation, locale, person, today, services }: ActionScene,
  { kind }: LedgerExportRequest,
): Promise<{ subject: LedgerSubject; lines: bigint }> {
  const [exercise, lines] = await read(async (db) => [await exerciseNamed(db, year), await linesToExport(db, year, kind)] as const);
  if (!exercise) throw notFound("year", String(year));
  const at = `${formatDay(today)} ${formatInstant(new Date().toISOString()).slice(-5)}`;
  const from = services.settings.origin + exportsAddress(year);
  const { name, siren } = organisation;
  return { lines, subject: { lastDay: exercise.lastDay, organisation: name, siren, locale, by: person.name, at, from } };
}
