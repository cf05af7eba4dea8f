import { type Day, isDay } from "../../month.ts";
import type { Validity } from "../../reference/tree.ts";
import type { Refusal } from "../../refusal.ts";
import { accept, type Result, refuse } from "../../result.ts";
import { type MappingRule, type StatementLine, sidesOf } from "./arrangement.ts";

/** A rule with the days on which it is in force. */
export interface DatedRule extends MappingRule, Validity {
  readonly id: bigint;
}

/** From a day on, the accounts of a prefix go to another line; without a line, a shorter prefix takes them again. */
export interface MappingChange {
  readonly prefix: string;
  readonly side: MappingRule["side"];
  readonly line: string | null;
  readonly measure: MappingRule["measure"];
  readonly from: Day;
}

/** Rules that end, and what replaces them: their part before the day, then the new rule. */
export interface MappingRevision {
  readonly superseded: readonly bigint[];
  readonly added: readonly (MappingRule & Validity)[];
}

/**
 * What a change does to the rules. The past is never rewritten: a rule in force before `from` keeps its days until then, and `from` may
 * not fall in or before a closed exercise. In order of precedence: a prefix that is none (first a class from 1 to 7) · not a day · a day
 * of a closed exercise (`mapping-of-closed-year`) · an unknown line, or one that only totals (`line-takes-no-account`) · depreciation on
 * a line that has no gross amount (`depreciation-outside-assets`) · nothing would change.
 */
export function reviseMapping(
  change: MappingChange,
  { rules, lines, closedUntil }: { rules: readonly DatedRule[]; lines: readonly StatementLine[]; closedUntil: Day | null },
): Result<MappingRevision> {
  const refusal = refusalOfChange(change, lines, closedUntil);
  if (refusal) return refuse(refusal);
  const touched = rules.filter(
    (rule) => rule.prefix === change.prefix && (rule.until === undefined || rule.until > change.from) && overlap(rule, change),
  );
  const { line, prefix, side, measure, from } = change;
  const isSame = (rule: DatedRule) =>
    rule.line === line && rule.measure === measure && rule.side === side && rule.until === undefined && (rule.from ?? from) <= from;
  const same = touched.length === 1 && touched.every(isSame);
  if (same || (line === null && touched.length === 0)) return refuse({ kind: "mapping-unchanged", prefix });
  return accept({
    superseded: touched.map(({ id }) => id),
    added: [
      ...touched.filter((rule) => rule.from === undefined || rule.from < from).map(({ id: _, ...rule }) => ({ ...rule, until: from })),
      ...touched.flatMap((rule) => remainderOf(rule, change)),
      ...(line === null ? [] : [{ prefix, side, line, measure, from, until: undefined }]),
    ],
  });
}

/** The rule for both sides whose one side changes keeps the other. */
function remainderOf({ id: _, ...rule }: DatedRule, change: MappingChange): (MappingRule & Validity)[] {
  const kept = sidesOf(rule).filter((side) => !sidesOf(change).includes(side));
  const from = rule.from !== undefined && rule.from > change.from ? rule.from : change.from;
  return kept.map((side) => ({ ...rule, side, from }));
}

function overlap(left: Pick<MappingRule, "side">, right: Pick<MappingRule, "side">): boolean {
  return sidesOf(left).some((side) => sidesOf(right).includes(side));
}

function refusalOfChange(change: MappingChange, lines: readonly StatementLine[], closedUntil: Day | null): Refusal | undefined {
  const { prefix, from, line: code, measure } = change;
  if (!/^[1-7][0-9A-Z]{0,11}$/.test(prefix)) return { kind: "not-an-account-prefix", text: prefix };
  if (!isDay(from)) return { kind: "not-a-day", text: from };
  if (closedUntil !== null && from <= closedUntil) return { kind: "mapping-of-closed-year", from, closedUntil };
  if (code === null) return undefined;
  const line = lines.find((candidate) => candidate.code === code);
  if (!line) return { kind: "not-found", what: "statementLine", id: code };
  if (line.source === "result" || lines.some(({ parent }) => parent === code)) return { kind: "line-takes-no-account", label: line.label };
  if (measure === "depreciation" && !code.startsWith("A")) return { kind: "depreciation-outside-assets", label: line.label };
  return undefined;
}
