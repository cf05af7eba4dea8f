import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { useFormat } from "#app/ui/format/formatter.ts";
import type { UnitIncome } from "#db/queries/forecast/income.ts";
import { said } from "../../units/said.ts";

interface BesideSheetProps {
  readonly place: { readonly year: number; readonly unit: string; readonly campaign: string };
  readonly income: UnitIncome;
}

/** What stands beside the requests of a unit, each with its own total: what it expects to receive, what its sheet said before. */
export function BesideSheet({ place: { year, unit, campaign }, income: { sure, probable } }: BesideSheetProps) {
  const words = useTranslations("income");
  const compare = useTranslations("compare");
  const format = useFormat();
  const amount = (quantity: bigint) => said(format, quantity, "CP");
  const page = (name: string) => `/${year}/forecast/${encodeURIComponent(unit)}/${name}?campaign=${campaign}`;
  return (
    <p>
      {words("totalsLine", { year: String(year), all: amount(sure + probable), sure: amount(sure), probable: amount(probable) })}{" "}
      <Link to={page("income")}>{words("link")}</Link> · <Link to={page("compare")}>{compare("link")}</Link>
    </p>
  );
}
