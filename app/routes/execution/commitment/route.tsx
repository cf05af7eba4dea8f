import { Link, Outlet, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { outstanding } from "#app/domain/execution/chain.ts";
import { sum } from "#app/domain/quantity.ts";
import type { ChainMeasure } from "#app/domain/trace/chain-measure.ts";
import { chainTrace } from "#app/domain/trace/trace-of.ts";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { commitmentDetail, entriesOfEvents, plannedOf } from "#db/queries/execution-commitment.ts";
import { overrunsOf } from "#db/queries/execution-overrun.ts";
import { attachmentsOf } from "#db/queries/ledger/attachment.ts";
import {
  commitmentAddress,
  commitmentsAddress,
  contractAddress,
  partyInExecutionAddress,
  plannedExpenseAddress,
} from "../../units/addresses.ts";
import { Facts } from "../../units/facts.tsx";
import styles from "../../units/units.module.css";
import { dayOfInstant } from "../day-of-instant.ts";
import { DocumentEntries } from "../document-entries.tsx";
import { useExecutionCrumb } from "../execution-crumb.ts";
import { ExpenseAttachments } from "../expense-attachments.tsx";
import { OverrunMarks, OverrunPill } from "../overrun-mark.tsx";
import { ChainLine } from "./chain-line.tsx";

export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { db, year, params, access, today, mayDo, notFound, services, newKey } = scene;
  const id = params.id ?? "";
  const units = (await visibleUnits(db, access, "execution.read", today)).map(({ code }) => code);
  const commitment = await commitmentDetail(db, id, units);
  if (!commitment) throw notFound("commitment", id);
  const steps = commitment.lines.flatMap((line) => line.steps);
  const lines = commitment.lines.map((line) => ({
    ...line,
    mayCommit: mayDo("execution.commit", line.unit),
    mayCertify: mayDo("execution.certify", line.unit),
    mayRequest: mayDo("execution.request", line.unit),
  }));
  const marks = await overrunsOf(db, [id, ...steps.map((step) => step.id)]);
  return {
    ...{ year, commitment: { ...commitment, lines }, demo: services.settings.demo, mayReadBooks: mayDo("ledger.read") },
    marks: marks.map(({ at, ...mark }) => ({ ...mark, on: dayOfInstant(at) })),
    entries: await entriesOfEvents(db, [commitment.eventId, ...steps.map(({ eventId }) => eventId)]),
    planned: await plannedOf(db, id),
    attachments: await attachmentsOf(db, { commitmentId: id }),
    attachKey: newKey(),
  };
});

export default function CommitmentPage() {
  const { year, commitment, marks, entries, planned, attachments, attachKey, demo, mayReadBooks } = useLoaderData<typeof loader>();
  const words = useTranslations("execution");
  const acts = useTranslations("acts");
  const format = useFormat();
  const { lines, contract, party, partyCode } = commitment;
  const total = (measure: ChainMeasure, of: (line: (typeof lines)[number]) => bigint) => (
    <Amount
      quantity={sum(lines.map(of))}
      resource="EUR"
      withUnit
      trace={chainTrace(measure, { scope: { kind: "all" }, year, commitment: commitment.id })}
    />
  );
  return (
    <Page
      title={`${commitment.number} · ${commitment.label}`}
      crumbs={[useExecutionCrumb(year), { label: words("commitments"), to: commitmentsAddress(year) }]}
      marks={marks.length > 0 ? <OverrunPill /> : undefined}
      message={words("committedBy", { party, day: format.day(commitment.committedOn), author: commitment.author })}
      actions={
        <>
          <Link to={partyInExecutionAddress(year, partyCode)}>{party}</Link>
          {contract !== null && <Link to={contractAddress(year, contract)}>{acts("ofContract", { contract })}</Link>}
        </>
      }
    >
      {demo && <Fictitious what={words("commitments")} />}
      <Facts
        facts={[
          { label: words("step.committed"), value: total("held", ({ committed, withdrawn }) => committed - withdrawn) },
          { label: words("step.certified"), value: total("certified", ({ certified }) => certified) },
          { label: words("step.requested"), value: total("billed", ({ requested }) => requested) },
          { label: words("step.paid"), value: total("paid", ({ paid }) => paid) },
          { label: words("outstanding"), value: total("outstanding", outstanding) },
        ]}
      />
      <Outlet />
      {lines.map((line) => (
        <Section
          key={line.line}
          title={words("lineTitle", { line: line.line, nature: line.nature, activity: line.activity, unit: line.unit })}
        >
          <ChainLine year={year} commitmentId={commitment.id} line={line} />
        </Section>
      ))}
      <OverrunMarks marks={marks} />
      {planned.length > 0 && (
        <Section title={acts("plannedTitle")}>
          <ul className={styles.list}>
            {planned.map(({ id, number, object, amount }) => (
              <li key={id}>
                <Link to={plannedExpenseAddress(commitment.fiscalYear, id)}>{`${number} · ${object}`}</Link>
                {" · "}
                <Amount quantity={amount} resource="AE" withUnit />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <ExpenseAttachments
        address={commitmentAddress(year, commitment.id)}
        attachments={attachments}
        mayAttach={lines.some(({ mayCommit }) => mayCommit)}
        commandKey={attachKey}
      />
      <DocumentEntries entries={entries} mayRead={mayReadBooks} />
    </Page>
  );
}
