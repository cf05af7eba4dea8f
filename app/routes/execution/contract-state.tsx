import { useTranslations } from "use-intl";
import { type Day, daysBetween } from "#app/domain/month.ts";
import { StatePill } from "#app/ui/state-pill.tsx";

const soonDays = 90;

/** Whether a contract is to come, in force, near its end, or over. */
export function ContractState({
  contract,
  today,
}: {
  readonly contract: { readonly notifiedOn: Day; readonly endsOn: Day };
  readonly today: Day;
}) {
  const words = useTranslations("acts.contracts");
  const { notifiedOn, endsOn } = contract;
  if (today > endsOn) return <StatePill kind="locked">{words("ended")}</StatePill>;
  if (today < notifiedOn) return <StatePill kind="not-started">{words("toCome")}</StatePill>;
  const left = daysBetween(today, endsOn);
  if (left <= soonDays) return <StatePill kind="late">{words("soon", { count: left })}</StatePill>;
  return <StatePill kind="done">{words("inForce")}</StatePill>;
}
