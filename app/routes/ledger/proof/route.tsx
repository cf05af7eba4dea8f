import { Form, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { ProofReport } from "#app/commands/record-proof.ts";
import { startJob } from "#app/commands/start-job.ts";
import { fromStored } from "#app/commands/stored-value.ts";
import { guard } from "#app/http/guard.ts";
import { proofJob } from "#app/jobs/prove-ledger.ts";
import { jobAddress } from "#app/routes/jobs/addresses.ts";
import { buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { anchorsOf } from "#db/anchor.ts";
import { chainStops, lastSealOf, proofRuns, reportOfRun } from "#db/queries/ledger/proof.ts";
import { ledgerCrumbs, proofAnchorsAddress } from "../addresses.ts";
import { AnchorTable } from "./anchor-table.tsx";
import { FaultList } from "./fault-list.tsx";
import { faultRows } from "./fault-rows.ts";
import { LastRun } from "./last-run.tsx";
import { RunTable } from "./run-table.tsx";
import { StopTable } from "./stop-table.tsx";

const runsInSight = 30;

export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const { db, year, locale, mayDo, newKey } = scene;
  const runs = await proofRuns(db, runsInSight);
  const [last] = runs;
  const report = last && !last.sound ? (fromStored(await reportOfRun(db, last.id)) as ProofReport) : undefined;
  const anchors = await anchorsOf(db, year);
  return {
    year,
    runs,
    faults: report ? faultRows(report, locale) : [],
    stops: await chainStops(db),
    anchors: anchors.map((anchor) => ({ ...anchor, takenAt: anchor.takenAt.toISOString() })),
    seal: (await lastSealOf(db)) ?? null,
    may: { verify: mayDo("ledger.export"), release: mayDo("ledger.close") },
    key: newKey(),
  };
});

/** Asks for a verification of everything, which is a job: it may take minutes. */
export const action = guard.action({ capability: "ledger.export", whole: true }, async ({ context, year, refused, redirect }) => {
  const started = await startJob(context, { ...proofJob, request: { reason: "hand", year } });
  return started.ok ? redirect(jobAddress(started.value.jobId)) : refused(started.refusal);
});

export default function ProofPage() {
  const { year, runs, faults, stops, anchors, seal, may, key } = useLoaderData<typeof loader>();
  const words = useTranslations("proof");
  const ledger = useTranslations("ledger");
  const [last] = runs;
  return (
    <Page
      title={`${words("title")} ${year}`}
      crumbs={ledgerCrumbs(ledger("title"), year)}
      message={sentence()}
      actions={
        <>
          {may.verify && (
            <Form method="post">
              <CommandKey value={key} />
              <SubmitButton>{words("verifyNow")}</SubmitButton>
            </Form>
          )}
          {anchors.length > 0 && (
            <a href={proofAnchorsAddress(year)} download className={buttonClass()}>
              {words("download")}
            </a>
          )}
        </>
      }
    >
      <LastRun run={last} seal={seal} />
      {stops.length > 0 && (
        <Section title={words("stops.title")}>
          <p>{words("stops.explain")}</p>
          <StopTable year={year} stops={stops} mayRelease={may.release} />
        </Section>
      )}
      {last && faults.length > 0 && (
        <Section title={words("faults.title")}>
          <FaultList year={year} faults={faults} faultCount={last.faultCount} />
        </Section>
      )}
      <Section title={words("anchors.title", { year: String(year) })}>
        <AnchorTable year={year} anchors={anchors} />
      </Section>
      {runs.length > 0 && (
        <Section title={words("history.title")}>
          <RunTable runs={runs} />
        </Section>
      )}
    </Page>
  );

  function sentence(): string {
    if (stops.length > 0) return words("sentence.stopped", { count: stops.length });
    if (!last) return words("sentence.never");
    return last.sound ? words("sentence.sound") : words("sentence.faulty", { count: Number(last.faultCount) });
  }
}
