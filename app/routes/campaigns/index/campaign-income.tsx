import { useTranslations } from "use-intl";
import { sum } from "#app/domain/quantity.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import type { UnitIncome } from "#db/queries/forecast/income.ts";
import { said } from "../../units/said.ts";

/** What the units shown expect to receive: a line of its own under what they ask. */
export function CampaignIncome({ year, income }: { readonly year: number; readonly income: readonly UnitIncome[] }) {
  const words = useTranslations("income");
  const format = useFormat();
  if (income.length === 0) return null;
  const [sure, probable] = [sum(income.map((own) => own.sure)), sum(income.map((own) => own.probable))];
  return (
    <p>
      {words("totalsLine", {
        year: String(year),
        all: said(format, sure + probable, "CP"),
        sure: said(format, sure, "CP"),
        probable: said(format, probable, "CP"),
      })}{" "}
      {words("unitsCount", { count: income.length })}
    </p>
  );
}
