import { useTranslations } from "use-intl";
import { monthOf } from "#app/domain/month.ts";
import { useFormat } from "#app/ui/format/formatter.ts";

/** « P3 · mars », « P13 · écritures d’inventaire et de clôture ». */
export function usePeriodName() {
  const words = useTranslations("closing");
  const format = useFormat();
  return ({ period, firstDay, complementary }: { readonly period: number; readonly firstDay: string; readonly complementary: boolean }) =>
    complementary
      ? words("periods.complementary", { period })
      : words("periods.month", { period, month: format.month(monthOf(firstDay), "long") });
}
