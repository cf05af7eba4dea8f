import { useTranslations } from "use-intl";
import type { Quantity } from "#app/domain/quantity.ts";
import { useFormat } from "#app/ui/format/formatter.ts";

/** Square metres of a resident; above what is aimed at, it says so in words. */
export function PerResident({ surface, target }: { readonly surface: Quantity | null; readonly target: Quantity }) {
  const words = useTranslations("means");
  const format = useFormat();
  if (surface === null) return "–";
  return (
    <>
      {surface > target && (
        <abbr
          title={words("above", { target: format.amount(target, "DAY") })}
          aria-label={words("above", { target: format.amount(target, "DAY") })}
        >
          ▲
        </abbr>
      )}{" "}
      {format.amount(surface, "DAY")}
    </>
  );
}
