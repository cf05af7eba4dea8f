import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { Phase, PhaseState } from "#app/domain/cycle.ts";
import type { Day } from "#app/domain/month.ts";
import { classNames } from "#app/ui/class-names.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type StateKind, StatePill } from "#app/ui/state-pill.tsx";
import type { Deadline } from "#db/queries/home/preparing.ts";
import styles from "./home.module.css";

interface CycleRibbonProps {
  readonly year: number;
  readonly today: Day;
  readonly phases: readonly { readonly phase: Phase; readonly state: PhaseState }[];
  readonly campaignClosesOn: Day | null;
  readonly deadlines: readonly Deadline[];
}

const places: Readonly<Record<Phase, string>> = {
  campaign: "campaigns",
  forecast: "forecast",
  arbitration: "arbitration",
  allotment: "allotment",
  execution: "execution",
  ledger: "ledger",
};
const kinds: Readonly<Record<PhaseState, StateKind>> = { toCome: "not-started", open: "in-progress", done: "done" };

/** The phases of the exercise in their order, each with its state in a word and a shape, where today is, and the days that count next. */
export function CycleRibbon({ year, today, phases, campaignClosesOn, deadlines }: CycleRibbonProps) {
  const words = useTranslations("home");
  const format = useFormat();
  const now = phases.findIndex(({ state }) => state === "open");
  return (
    <>
      <ol className={styles.ribbon}>
        {phases.map(({ phase, state }, index) => (
          <li key={phase} className={classNames(styles.phase, state === "open" && styles.phaseOpen)}>
            {index === now && <span className={styles.today}>{words("cycle.today", { day: format.day(today) })}</span>}
            <Link to={`/${year}/${places[phase]}`}>{words(`cycle.phase.${phase}`)}</Link>
            <StatePill kind={kinds[state]}>{words(`cycle.state.${state}`)}</StatePill>
            {phase === "forecast" && state === "open" && campaignClosesOn !== null && (
              <span className={styles.taskNote}>{words("cycle.closesOn", { day: format.day(campaignClosesOn) })}</span>
            )}
          </li>
        ))}
      </ol>
      {deadlines.length > 0 && (
        <ul className={styles.deadlines} aria-label={words("cycle.deadlines")}>
          {deadlines.map((deadline) => (
            <li key={`${deadline.kind} ${deadline.day} ${deadline.id}`}>
              <time dateTime={deadline.day}>{format.day(deadline.day)}</time>{" "}
              <Link to={addressOf(deadline)}>
                {words(`cycle.deadline.${deadline.kind}`, { label: deadline.label, year: String(deadline.year) })}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function addressOf({ kind, year, id }: Deadline): string {
  const ways = {
    campaign: `/${year}/campaigns`,
    tranche: `/${year}/allotment/tranches`,
    sitting: `/${year}/arbitration/sessions/${id}`,
    exercise: `/${year}/execution`,
  };
  return ways[kind];
}
