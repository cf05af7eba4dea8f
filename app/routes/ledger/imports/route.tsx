import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { importLedger } from "#app/commands/import-ledger.ts";
import { guard } from "#app/http/guard.ts";
import { statusOf, wordsOf } from "#app/http/refusal.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { ledgerAddress, ledgerCrumbs } from "../addresses.ts";
import { requireWholeLedger } from "../whole-ledger.ts";
import { ImportForm } from "./import-form.tsx";
import { ImportReport } from "./import-report.tsx";
import { readUpload } from "./read-upload.ts";

const formLimitBytes = 64 * 1_048_576;

export const loader = guard.loader({ capability: "ledger.import" }, async (scene) => {
  await requireWholeLedger(scene, "ledger.import");
  return { year: scene.year, commandKey: scene.newKey() };
});

/** Examines a file, or imports it whole; either way its report comes back when it was not imported. */
export const action = guard.action({ capability: "ledger.import", formLimitBytes }, async (scene) => {
  const { form, context, locale, redirect, year } = scene;
  await scene.read((db) => requireWholeLedger({ ...scene, db }, "ledger.import"));
  const upload = await readUpload(form);
  if (!upload.ok) return data({ report: null, message: wordsOf(upload.refusal, locale), ...upload }, { status: statusOf(upload.refusal) });
  const { report, result } = await importLedger(context, upload.input);
  if (result.ok && result.value) {
    const { fiscalYear, entries, lines } = result.value;
    return redirect(ledgerAddress(fiscalYear || year), "exports.import.done", { entries, lines });
  }
  const refusal = result.ok ? null : result.refusal;
  const { faults: _, ...shown } = report;
  return data(
    { report: shown, message: refusal && wordsOf(refusal, locale), fields: {}, typed: upload.typed },
    { status: refusal && !upload.input.dryRun ? statusOf(refusal) : 200 },
  );
});

export default function ImportPage() {
  const { year, commandKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("exports");
  const ledgerWords = useTranslations("ledger");
  const examined = answer && "report" in answer ? answer : undefined;
  const refused = answer && "refusal" in answer && !("report" in answer) ? answer.refusal : undefined;
  return (
    <Page title={ledgerWords("imports")} crumbs={ledgerCrumbs(ledgerWords("title"), year)} message={words("import.sentence")}>
      {refused && <Notice kind="refusal">{refused.message}</Notice>}
      {examined?.message && <Notice kind="refusal">{examined.message}</Notice>}
      {examined?.report && !examined.message && <Notice kind="success" title={words("import.admissible")} />}
      <ImportForm commandKey={commandKey} typed={examined?.typed} errors={examined?.fields ?? {}} />
      {examined?.report && <ImportReport report={examined.report} />}
    </Page>
  );
}
