import { useTranslations } from "use-intl";
import { amountText } from "#app/ui/planning/amount-text.ts";
import type { StaffStory } from "../../cells/message.ts";

/** The formula of a computed cell with what goes into it: people, months and, for whoever sees it, cost. */
export function StaffOrigin({ staff, year }: { readonly staff: StaffStory; readonly year: number }) {
  const words = useTranslations("staff.story");
  const hundredths = (text: string) => amountText(BigInt(text), "CP");
  const etpt = (text: string) => amountText(BigInt(text), "ETPT");
  return (
    <>
      <strong>{words("title")}</strong>
      <ul>
        {staff.lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines may say the same
          <li key={index}>{words("line", { label: line.label, fte: hundredths(line.fte), months: line.months, etpt: etpt(line.etpt) })}</li>
        ))}
        {staff.costs.map((own) => (
          <li key={own.category}>
            {words("cost", {
              ...{
                year: String(year),
                etpt: etpt(own.etpt),
                cost: hundredths(own.cost),
                category: own.category,
                amount: hundredths(own.amount),
              },
              ...{ general: hundredths(own.general), plus: hundredths(own.plus), minus: hundredths(own.minus) },
              pensions: hundredths(own.pensions),
            })}{" "}
            {words("total", { category: own.category, pay: hundredths(own.pay), due: hundredths(own.due) })}
          </li>
        ))}
      </ul>
    </>
  );
}
