import { useTranslations } from "use-intl";
import type { ProposalWay } from "#app/domain/arbitration/proposal/way.ts";
import type { ProposedRow } from "./picture.ts";

/** Why a request gets less than it asks, in a few words. */
export function useCutWords(way: ProposalWay, year: number): (row: Pick<ProposedRow, "outcome" | "cut">) => string {
  const words = useTranslations("proposal");
  return ({ outcome, cut }) => {
    if (outcome === "whole") return words("cut.whole");
    if (way !== "computed") return words(`cut.${way}`, { year: String(year - 1) });
    if (cut.kind === "excluded" || cut.kind === "needs")
      return words(`cut.${cut.kind}`, { request: words("shortName", { unit: cut.request.unit, number: cut.request.number }) });
    return words(`cut.${cut.kind === "bound" ? "bound" : "other"}`);
  };
}
