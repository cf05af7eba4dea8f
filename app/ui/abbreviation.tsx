import { useTranslations } from "use-intl";

/** An acronym with its meaning, for its first use on a page. */
export function Abbreviation({ of }: { readonly of: "AE" | "CP" | "ETPT" | "FEC" | "DPG" }) {
  const words = useTranslations("glossary");
  return <abbr title={words(of)}>{of}</abbr>;
}
