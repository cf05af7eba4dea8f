import { useTranslations } from "use-intl";
import { type DecisionRule, decidersFor, type Stake } from "#app/domain/arbitration/authority.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { said } from "../units/said.ts";

/** Who approves what is at stake, as the table of decisions says; whoever holds the right where it says nothing. */
export function ApprovalPath({ rules, stakes }: { readonly rules: readonly DecisionRule[]; readonly stakes: readonly Stake[] }) {
  const words = useTranslations("movements.approval");
  const authority = useTranslations("authority.rules.deciders");
  const format = useFormat();
  const largest = stakes.reduce((most, { amount }) => (amount > most ? amount : most), 0n);
  const deciders = decidersFor(rules, "movement", stakes);
  if (deciders === null) return <p>{words("anybody")}</p>;
  const names = deciders.map((decider) => (decider.kind === "person" ? decider.name : authority(decider.whole ? "whole" : "unit")));
  return <p>{words("by", { amount: said(format, largest, "EUR"), count: names.length, names: [...new Set(names)].join(", ") })}</p>;
}
