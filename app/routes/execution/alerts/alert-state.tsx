import { useTranslations } from "use-intl";
import type { AlertState } from "#app/domain/alerts/alert.ts";
import type { Day } from "#app/domain/month.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type StateKind, StatePill } from "#app/ui/state-pill.tsx";

const kinds = { open: "in-progress", answered: "handed-in", snoozed: "late", closed: "done" } as const satisfies Record<
  AlertState,
  StateKind
>;

/** What an alert is at, in a word and a shape. */
export function AlertStateMark({
  state,
  asked,
  snoozedUntil,
}: {
  readonly state: AlertState;
  readonly asked: boolean;
  readonly snoozedUntil: Day | null;
}) {
  const words = useTranslations("alerts");
  const format = useFormat();
  if (asked) return <StatePill kind="returned">{words("asked")}</StatePill>;
  if (snoozedUntil !== null) return <StatePill kind="late">{words("snoozedUntil", { day: format.day(snoozedUntil) })}</StatePill>;
  return <StatePill kind={kinds[state]}>{words(`isAt.${state}`)}</StatePill>;
}
