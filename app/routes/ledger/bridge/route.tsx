import { useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { guard } from "#app/http/guard.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { StatePill } from "#app/ui/state-pill.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { bridge, gapEventsOf, gapKinds, paymentGaps } from "#db/queries/ledger/bridge.ts";
import { commitmentBridgeOf } from "#db/queries/ledger/commitment-bridge.ts";
import { exerciseNamed } from "#db/queries/ledger/exercise.ts";
import { exerciseBefore } from "#db/queries/ledger/opening.ts";
import { bookFileAddress, bridgeAddress, closingAddress, ledgerCrumbs } from "../addresses.ts";
import styles from "../ledger.module.css";
import { CommitmentFigure } from "./commitment-figure.tsx";
import { CommitmentTable } from "./commitment-table.tsx";
import { EventTable } from "./event-table.tsx";
import { ExpenseFigure } from "./expense-figure.tsx";
import { ladderOf, openSteps } from "./ladder.ts";
import { LadderTable } from "./ladder-table.tsx";

const shownEvents = 100;

export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const { db, year, today, notFound } = scene;
  const exercise = await exerciseNamed(db, year);
  if (!exercise) throw notFound("year", String(year));
  const gaps = await paymentGaps(db, year);
  return {
    exercise: { ...exercise, lastDay: exercise.lastDay < today ? exercise.lastDay : today },
    bridge: await bridge(db, year),
    commitments: await commitmentBridgeOf(db, year),
    before: (await exerciseBefore(db, year)) ?? null,
    events: await gapEventsOf(db, year, shownEvents),
    eventCount: gapKinds.reduce((total, kind) => total + gaps[kind].count, 0),
  };
});

/** From the payments of the budget book to the expenses of the general book, each step with its accounts. */
export default function BridgePage() {
  const { exercise, bridge: ladder, commitments, before, events, eventCount } = useLoaderData<typeof loader>();
  const { year } = exercise;
  const words = useTranslations("bridge");
  const ledgerWords = useTranslations("ledger");
  const closingWords = useTranslations("closing");
  const format = useFormat();
  const [search] = useSearchParams();
  const euros = (quantity: bigint) => format.amountWithUnit(quantity, "EUR");
  const said = { consumed: euros(ladder.consumed), expenses: euros(ladder.expenses), residual: euros(ladder.residual) };
  const exact = ladder.residual === 0n && ladder.strays.length === 0;
  return (
    <Page
      title={`${words("title")} ${year}`}
      crumbs={ledgerCrumbs(ledgerWords("title"), year, { label: closingWords("title"), to: closingAddress(year) })}
      message={words(exact ? "sentence" : "unexplained", said)}
      marks={<StatePill kind={exact ? "done" : "fault"}>{words(exact ? "exact" : "gap")}</StatePill>}
      actions={<ExportMenu file={bookFileAddress(bridgeAddress(year))} />}
    >
      <ExpenseFigure exercise={exercise} bridge={ladder} />
      <p className={styles.muted}>{words("sign")}</p>
      <LadderTable exercise={exercise} rungs={ladderOf(ladder, openSteps(search))} />
      <Section id="commitments" title={words("commitments.title")}>
        <p className={styles.muted}>
          {words(commitments.residual === 0n ? "commitments.sentence" : "commitments.unexplained", {
            residual: euros(commitments.residual),
          })}
        </p>
        <CommitmentFigure exercise={exercise} bridge={commitments} />
        <CommitmentTable year={year} bridge={commitments} before={before} lastDay={exercise.lastDay} />
      </Section>
      <Section id="events" title={words("events.title")}>
        <EventTable year={year} events={events} count={eventCount} />
      </Section>
    </Page>
  );
}
