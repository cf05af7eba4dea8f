import { sum } from "../../quantity.ts";
import type { SurveyedPart } from "./survey.ts";

/** A journal or an account that two files do not sum up alike. */
export interface PartDifference {
  readonly code: string;
  readonly label: string;
  readonly before: SurveyedPart;
  readonly after: SurveyedPart;
}

type Parts = ReadonlyMap<string, SurveyedPart>;

/** By code; the label is that of the second file, else of the first. A part that differs in its label alone is none. */
export function partDifferences(before: Parts, after: Parts): PartDifference[] {
  const codes = [...new Set([...before.keys(), ...after.keys()])].sort();
  return codes.flatMap((code) => {
    const [one, other] = [before.get(code) ?? nothing, after.get(code) ?? nothing];
    if (one.lines === other.lines && one.debit === other.debit && one.credit === other.credit) return [];
    return [{ code, label: other.label || one.label, before: one, after: other }];
  });
}

/** What several parts sum to on each side. */
export function partTotal(parts: readonly PartDifference[]): Pick<PartDifference, "before" | "after"> {
  return { before: totalOf(parts.map(({ before }) => before)), after: totalOf(parts.map(({ after }) => after)) };
}

const nothing: SurveyedPart = { label: "", lines: 0, debit: 0n, credit: 0n };

function totalOf(parts: readonly SurveyedPart[]): SurveyedPart {
  return {
    label: "",
    lines: parts.reduce((total, { lines }) => total + lines, 0),
    debit: sum(parts.map(({ debit }) => debit)),
    credit: sum(parts.map(({ credit }) => credit)),
  };
}
