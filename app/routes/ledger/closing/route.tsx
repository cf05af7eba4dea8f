import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { isBlocking } from "#app/domain/ledger/closing-check.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { StatePill } from "#app/ui/state-pill.tsx";
import { closingInForce, closingsOf } from "#db/queries/ledger/closing.ts";
import { exerciseNamed } from "#db/queries/ledger/exercise.ts";
import { exerciseBefore, openingEntries } from "#db/queries/ledger/opening.ts";
import { periodLocks } from "#db/queries/ledger/periods.ts";
import { proofRuns } from "#db/queries/ledger/proof.ts";
import { readiness } from "#db/queries/ledger/readiness.ts";
import { reopeningsOf } from "#db/queries/ledger/reopening.ts";
import { liveWaivers } from "#db/queries/ledger/waiver.ts";
import { ledgerCrumbs, newReopeningAddress, yearClosureAddress } from "../addresses.ts";
import { Checklist } from "./checklist.tsx";
import { MinutesList } from "./minutes-list.tsx";
import { OpeningPart } from "./opening-part.tsx";
import { PeriodTable } from "./period-table.tsx";
import { ReopeningList } from "./reopening-list.tsx";
import { type YearState, yearStateOf } from "./year-state.ts";

export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const { db, year, today, mayDo } = scene;
  const exercise = await exerciseNamed(db, year);
  const reopenings = await reopeningsOf(db, year);
  const state = yearStateOf(exercise, await closingInForce(db, year), reopenings);
  const waivers = await liveWaivers(db, year);
  const checks = exercise && state.kind !== "closed" ? await readiness(db, exercise, today, { provedAlready: true }) : [];
  return {
    year,
    today,
    state,
    checks,
    proof: (await proofRuns(db, 1))[0] ?? null,
    waivers,
    blocking: checks.filter((check) => isBlocking(check, waivers)).length,
    reopenings,
    periods: await periodLocks(db, year),
    closings: await closingsOf(db, year),
    before: (await exerciseBefore(db, year)) ?? null,
    openings: await openingEntries(db, year),
    may: { close: mayDo("ledger.close"), approve: mayDo("ledger.approve") },
  };
});

export default function ClosingPage() {
  const page = useLoaderData<typeof loader>();
  const { year, state, checks, proof, waivers, blocking, periods, closings, reopenings, openings, before, may } = page;
  const words = useTranslations("closing");
  const ledgerWords = useTranslations("ledger");
  const asked = reopenings.some(({ period, endedAt }) => period === null && endedAt === null);
  return (
    <Page
      title={words("of", { year: String(year) })}
      crumbs={ledgerCrumbs(ledgerWords("title"), year)}
      message={<Sentence year={year} state={state} blocking={blocking} />}
      marks={<YearMark state={state} />}
      actions={
        may.close && (
          <>
            {state.kind !== "closed" && state.kind !== "noYear" && (
              <Link to={yearClosureAddress(year)} className={buttonClass(blocking === 0 ? "primary" : "plain")}>
                {words("closing.button", { year: String(year) })}
              </Link>
            )}
            {state.kind === "closed" && !asked && (
              <Link to={newReopeningAddress(year)} className={buttonClass()}>
                {words("reopening.ask")}
              </Link>
            )}
          </>
        )
      }
    >
      {state.kind === "noYear" ? (
        <EmptyState title={words("sentence.noYear", { year: String(year) })} />
      ) : (
        <>
          {checks.length > 0 && (
            <Section title={words("checklist.title")}>
              <Checklist {...{ year, before, checks, proof, waivers, may }} />
            </Section>
          )}
          <Section id="periods" title={words("periods.title")}>
            <PeriodTable
              {...{ year, periods, may, today: page.today, closings }}
              yearClosed={state.kind === "closed" || state.kind === "toCloseAgain"}
              yearReopened={state.kind === "reopened"}
              main={checks.length === 0}
            />
          </Section>
          <Section id="opening" title={words("opening.title", { year: String(year) })}>
            <OpeningPart {...{ year, before, openings, may }} />
          </Section>
          <Section title={words("minutes.list")}>
            <MinutesList year={year} closings={closings} />
          </Section>
          {reopenings.length > 0 && (
            <Section title={words("reopening.list")}>
              <ReopeningList year={year} reopenings={reopenings} />
            </Section>
          )}
        </>
      )}
    </Page>
  );
}

function Sentence({ year, state, blocking }: { readonly year: number; readonly state: YearState; readonly blocking: number }) {
  const words = useTranslations("closing");
  const format = useFormat();
  const named = { year: String(year) };
  switch (state.kind) {
    case "noYear":
      return words("sentence.noYear", named);
    case "closed":
      return words("sentence.closed", { ...named, day: format.day(state.closing.closedOn) });
    case "reopened":
      return words("sentence.reopened", { ...named, until: format.instant(state.until.toISOString()) });
    case "toCloseAgain":
      return words("sentence.toCloseAgain", named);
    case "open":
      return blocking === 0 ? words("sentence.ready", named) : words("sentence.blocked", { ...named, count: blocking });
  }
}

const kinds = { open: "in-progress", closed: "locked", reopened: "returned", toCloseAgain: "late" } as const;

function YearMark({ state }: { readonly state: YearState }) {
  const words = useTranslations("closing");
  if (state.kind === "noYear") return null;
  return <StatePill kind={kinds[state.kind]}>{words(`year.${state.kind}`)}</StatePill>;
}
