import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { exportLedger } from "#app/commands/export-ledger.ts";
import { choiceField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ledgerWriter } from "#app/http/ledger-file.ts";
import { SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { exerciseNamed } from "#db/queries/ledger/exercise.ts";
import { exportHistory, exportKinds } from "#db/queries/ledger/exports.ts";
import { fecReadiness } from "#db/queries/ledger/fec-readiness.ts";
import { exportFileAddress, ledgerCrumbs } from "../addresses.ts";
import { requireWholeLedger } from "../whole-ledger.ts";
import { ExportHistory } from "./export-history.tsx";
import styles from "./exports.module.css";
import { FecChecks } from "./fec-checks.tsx";

const keptInSight = 50;

export const loader = guard.loader({ capability: "ledger.export" }, async (scene) => {
  await requireWholeLedger(scene, "ledger.export");
  const { db, year, newKey, notFound } = scene;
  if (!(await exerciseNamed(db, year))) throw notFound("year", String(year));
  return {
    year,
    keys: { generalLedger: newKey(), fec: newKey() },
    checks: await fecReadiness(db, year),
    history: await exportHistory(db, year, keptInSight),
  };
});

const schema = z.object({ kind: choiceField(exportKinds) });

/** Makes the file and keeps it, then leads to its bytes: nothing is written by a download. */
export const action = guard.action({ capability: "ledger.export" }, async (scene) => {
  const { form, context, organisation, year, locale, refused, redirect } = scene;
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const exercise = await scene.read((db) => exerciseNamed(db, year));
  if (!exercise) throw scene.notFound("year", String(year));
  const subject = { fiscalYear: year, lastDay: exercise.lastDay, siren: organisation.siren, locale };
  const made = await exportLedger(context, { fiscalYear: year, kind: read.value.kind }, ledgerWriter(read.value.kind, subject));
  if (!made.ok) return refused(made.refusal, read.submission);
  return redirect(exportFileAddress(year, made.value.fileId));
});

export default function ExportsPage() {
  const { year, keys, checks, history } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("exports");
  const ledgerWords = useTranslations("ledger");
  return (
    <Page title={`${words("title")} ${year}`} crumbs={ledgerCrumbs(ledgerWords("title"), year)} message={words("sentence")}>
      {answer && "refusal" in answer && <Notice kind="refusal">{answer.refusal.message}</Notice>}
      <div className={styles.choices}>
        <ExportForm kind="generalLedger" commandKey={keys.generalLedger} label={words("generalLedger")} hint={words("csvHint")} primary />
        <ExportForm kind="fec" commandKey={keys.fec} label={words("fec")} hint={words("fecHint")} />
      </div>
      <Section title={words("checks.title")}>
        <FecChecks year={year} checks={checks} />
      </Section>
      <Section title={words("history.title")}>
        <ExportHistory year={year} history={history} />
      </Section>
    </Page>
  );
}

interface ExportFormProps {
  readonly kind: (typeof exportKinds)[number];
  readonly commandKey: string;
  readonly label: string;
  readonly hint: string;
  readonly primary?: boolean;
}

/** A form of the browser itself (`reloadDocument`): its answer is a file. */
function ExportForm({ kind, commandKey, label, hint, primary = false }: ExportFormProps) {
  return (
    <Form method="post" reloadDocument className={styles.choice}>
      <CommandKey value={commandKey} />
      <input type="hidden" name="kind" value={kind} />
      <SubmitButton look={primary ? "primary" : "plain"}>{label}</SubmitButton>
      <p>{hint}</p>
    </Form>
  );
}
