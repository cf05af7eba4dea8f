import { Link, useParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { DetailOrigin } from "#app/domain/forecast/detail.ts";
import { originAddress } from "./addresses.ts";

/** The way from a line of a sheet to what it was brought from, in the exercise of the page. */
export function OriginLink({ origin }: { readonly origin: DetailOrigin }) {
  const words = useTranslations("requests.detail.origins");
  const { year } = useParams();
  return <Link to={originAddress(Number(year), origin)}>{words(origin.kind, { code: origin.code })}</Link>;
}
