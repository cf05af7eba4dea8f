import { useCallback } from "react";
import { useTranslations } from "use-intl";
import { periodText } from "#app/domain/forecast/cell-address.ts";
import type { Finding } from "#app/domain/forecast/checks/finding.ts";
import { useFormat } from "#app/ui/format/formatter.ts";

/** One sentence for each check, with its place and its numbers. */
export function useFindingWords(): (finding: Finding) => string {
  const words = useTranslations("checks");
  const format = useFormat();
  return useCallback(
    (finding) => {
      const { measure, line, cell, requestNumber } = finding;
      const say = (amount: bigint, resource = measure) =>
        amount === 0n ? `0 ${format.unit(resource)}` : format.amountWithUnit(amount, resource);
      const period = cell ? (cell.month > 0 ? format.month(periodText(cell), "longWithYear") : String(cell.targetYear)) : "";
      const place = { line, measure, period, number: String(requestNumber) };
      switch (finding.check) {
        case "justification-missing":
          return words(`found.${finding.check}`, { ...place, asked: say(finding.asked), executed: say(finding.executed) });
        case "payments-above-means": {
          const { payments, authorisations, outstanding } = finding;
          return words(`found.${finding.check}`, {
            ...place,
            payments: say(payments),
            authorisations: say(authorisations),
            outstanding: say(outstanding),
          });
        }
        case "schedule-differs":
          return words(`found.${finding.check}`, {
            ...place,
            authorisations: say(finding.authorisations),
            payments: say(finding.payments),
            against: finding.against,
          });
        case "staff-without-days":
          return words(`found.${finding.check}`, { ...place, staff: say(finding.staff, "ETPT") });
        case "guidance-exceeded":
          return words(`found.${finding.check}`, { ...place, asked: say(finding.asked), guidance: say(finding.guidance) });
        default:
          return words(`found.${finding.check}`, {
            ...place,
            amount: say(finding.amount),
            usual: say(finding.usual),
            against: finding.against,
          });
      }
    },
    [words, format],
  );
}
