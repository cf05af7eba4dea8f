import { useTranslations } from "use-intl";
import { absolute } from "#app/domain/quantity.ts";
import type { Feasibility } from "#app/domain/workload/feasibility.ts";
import { teamName } from "#app/domain/workload/plan.ts";
import type { StaffMove, TrialBalance } from "#app/domain/workload/reallocation.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { said } from "../../units/said.ts";
import own from "../workload.module.css";
import type { TrialTeam } from "./load-trial.ts";
import { useTeamLabel } from "./team-label.ts";

interface TrialBalanceBarProps {
  readonly judged: { readonly balance: TrialBalance; readonly moves: readonly StaffMove[]; readonly answer: Feasibility };
  readonly teams: readonly TrialTeam[];
  readonly onReset: () => void;
}

/** What is still to be placed, always in sight; whether people can do it all; who would go where. */
export function TrialBalanceBar({ judged: { balance, moves, answer }, teams, onReset }: TrialBalanceBarProps) {
  const words = useTranslations("workload.trialPage");
  const format = useFormat();
  const labelOf = useTeamLabel();
  const isPlaced = balance.staff === 0n && balance.days === 0n;
  const named = new Map(teams.map((team) => [team.name, labelOf(team.labels)]));
  const amounts = [
    ...(balance.staff === 0n ? [] : [{ amount: said(format, absolute(balance.staff), "ETPT"), isExcess: balance.staff < 0n }]),
    ...(balance.days === 0n ? [] : [{ amount: said(format, absolute(balance.days), "DAY"), isExcess: balance.days < 0n }]),
  ];
  const first = new Map<string, StaffMove>();
  for (const move of moves) {
    const key = `${teamName(move.from)} ${teamName(move.to)} ${move.fte}`;
    if (!first.has(key)) first.set(key, move);
  }
  return (
    <>
      <output className={own.balance} aria-live="polite">
        <span className={own.unplaced}>{isPlaced ? words("nothingToPlace") : words("toPlace")}</span>
        {amounts.map(({ amount, isExcess }) => (
          <span key={amount}>{isExcess ? words("excess", { amount }) : amount}</span>
        ))}
        <span>{answer.feasible ? words("feasible") : words("unfeasible", { missing: said(format, answer.missing, "DAY") })}</span>
        <button type="button" className={buttonClass()} onClick={onReset}>
          {words("reset")}
        </button>
      </output>
      <h2>{words("moves")}</h2>
      {first.size === 0 ? (
        <p>{words("noMoves")}</p>
      ) : (
        <ul>
          {[...first].map(([key, { fte, from, to, month }]) => (
            <li key={key}>
              {words("move", {
                ...{ fte: format.amount(fte, "DAY"), month: format.month(month, "longWithYear") },
                from: named.get(teamName(from)) ?? teamName(from),
                to: named.get(teamName(to)) ?? teamName(to),
              })}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
