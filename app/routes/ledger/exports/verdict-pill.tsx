import { useTranslations } from "use-intl";
import { type StateKind, StatePill } from "#app/ui/state-pill.tsx";
import type { ExportVerdict } from "#db/queries/ledger/exports.ts";

const shapes: Readonly<Record<ExportVerdict, StateKind>> = { conforming: "done", reserved: "late", faulty: "fault" };

/** What the check of a file found, in a word. */
export function VerdictPill({ verdict }: { readonly verdict: ExportVerdict }) {
  const words = useTranslations("exports");
  return <StatePill kind={shapes[verdict]}>{words(`verdicts.${verdict}`)}</StatePill>;
}
