import { useTranslations } from "use-intl";
import type { Quantity } from "#app/domain/quantity.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import styles from "../../units/units.module.css";
import type { Overview } from "./load-overview.ts";

/** « Schéma d'emplois »: entries less exits, what they change in this year's ETPT and in the next one's. */
export function SchemeList({ scheme }: { readonly scheme: Overview["scheme"] }) {
  const words = useTranslations("workforce.scheme");
  const format = useFormat();
  const signed = (quantity: Quantity) => (quantity === 0n ? "0" : format.amount(quantity, "ETPT", { sign: "always" }));
  const mean = (flow: Overview["scheme"]["entries"]) => (flow ? words("mean", { month: format.amount(flow.meanMonth, "DAY") }) : "");
  const { entries, exits, own, others } = scheme;
  const facts = [
    ["entries", entries ? format.amount(entries.fte * 12n, "ETPT") : "0", mean(entries)],
    ["exits", exits ? format.amount(exits.fte * 12n, "ETPT") : "0", mean(exits)],
    ["net", signed(own.net * 12n), ""],
    ["impact", signed(own.impact), ""],
    ["fullYear", signed(own.fullYearEffect), ""],
    ["others", signed(others.net * 12n), ""],
  ] as const;
  return (
    <dl className={styles.facts}>
      {facts.map(([key, value, note]) => (
        <div key={key}>
          <dt>
            {words(key)}
            {note}
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
