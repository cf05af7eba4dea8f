import { useTranslations } from "use-intl";
import { useFormat } from "#app/ui/format/formatter.ts";

/** What the law asks of a printed book, under its title: whose it is, its exercise, its filters, the day. On paper only. */
export function BookHead({ facts, today }: { readonly facts: readonly (readonly [string, string])[]; readonly today: string }) {
  const words = useTranslations("books");
  const file = useTranslations("tableFile");
  const format = useFormat();
  const said = facts.map(([label, value]) => file("fact", { label, value }));
  return <p className="print-only">{[...said, words("facts.printed", { at: format.day(today) })].join(" · ")}</p>;
}
