import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { Phase, PhaseState } from "#app/domain/cycle.ts";
import type { Day } from "#app/domain/month.ts";
import { classNames } from "#app/ui/class-names.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type StateKind, StatePill } from "#app/ui/state-pill.tsx";
import styles from "./home.module.css";

interface CycleRibbonProps {
  readonly year: number;
  readonly phases: readonly { readonly phase: Phase; readonly state: PhaseState }[];
  readonly campaignClosesOn: Day | null;
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

/** The phases of the exercise in their order, each with its state in a word and a shape. */
export function CycleRibbon({ year, phases, campaignClosesOn }: CycleRibbonProps) {
  const words = useTranslations("home");
  const format = useFormat();
  return (
    <ol className={styles.ribbon}>
      {phases.map(({ phase, state }) => (
        <li key={phase} className={classNames(styles.phase, state === "open" && styles.phaseOpen)}>
          <Link to={`/${year}/${places[phase]}`}>{words(`cycle.phase.${phase}`)}</Link>
          <StatePill kind={kinds[state]}>{words(`cycle.state.${state}`)}</StatePill>
          {phase === "forecast" && state === "open" && campaignClosesOn !== null && (
            <span className={styles.taskNote}>{words("cycle.closesOn", { day: format.day(campaignClosesOn) })}</span>
          )}
        </li>
      ))}
    </ol>
  );
}
