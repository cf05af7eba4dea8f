import { useMemo } from "react";
import { useTranslations } from "use-intl";
import type { Finding } from "#app/domain/forecast/checks/finding.ts";
import { grouped } from "#app/domain/grouped.ts";
import type { ThreadPlace } from "#db/queries/forecast/comments.ts";
import { useFindingWords } from "../../checks/finding-words.ts";
import { type CellMark, isCellPlace, type Marks } from "./marks.ts";

export interface Talk {
  readonly threads: readonly (ThreadPlace & { readonly threads: number })[];
  readonly findings: readonly Finding[];
}

/** What is said of the cells of a sheet, by line. */
export function useMarks({ threads, findings }: Talk): Marks {
  const words = useTranslations("comments");
  const say = useFindingWords();
  return useMemo(() => {
    const comments = threads.filter(isCellPlace).map(({ lineId, measure, targetYear, month, threads: count }) => {
      return { lineId, measure, targetYear, month, kind: "comment" as const, note: words("onCell", { count }) };
    });
    const found = findings.flatMap((finding) => (finding.cell ? [{ ...finding.cell, kind: "check" as const, note: say(finding) }] : []));
    return grouped<CellMark & { readonly lineId: string }>([...comments, ...found], ({ lineId }) => lineId);
  }, [threads, findings, words, say]);
}
