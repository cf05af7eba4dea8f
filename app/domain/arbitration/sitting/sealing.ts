import { accept, type Result, refuse } from "../../result.ts";
import type { Standing } from "../envelope.ts";

/** May a sitting be sealed? What is decided fits every envelope of the campaign's year; else each one that it exceeds is named. */
export function checkSealing(standings: readonly Standing[], targetYear: number): Result<true> {
  const exceeded = standings
    .filter((own) => own.targetYear === targetYear && own.envelope !== null && own.decidedOver > 0n)
    .map(({ spendingClass, measure, envelope, decided, scope }) => {
      const place = scope === undefined ? {} : { place: scope.label };
      return { spendingClass, resource: measure, envelope: envelope ?? 0n, decided, ...place };
    });
  return exceeded.length === 0 ? accept(true) : refuse({ kind: "sealed-over-ceiling", exceeded });
}
