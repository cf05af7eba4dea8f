import { type Quantity, spread } from "#app/domain/quantity.ts";
import type { ToldCause, VarianceCause } from "#app/domain/review/cause.ts";
import { hazard } from "./hazard.ts";

/** The years of which units said where they would land, at the end of these months; nothing of it is published (« fictif »). */
export const foretoldYears: readonly number[] = [2024, 2025];
export const foretoldMonths: readonly number[] = [6, 9];

/** What a unit says that its year uses of what it holds: its own bent, and what it does not know, less as the year goes by. In thousandths. */
export function foretoldShare(unit: string, year: number, month: number): bigint {
  const bent = hazard(`bent ${unit}`, -35, 35);
  const unknown = month <= 6 ? hazard(`landing ${unit} ${year} ${month}`, -45, 55) : hazard(`landing ${unit} ${year} ${month}`, -15, 20);
  return BigInt(1000 + bent + unknown);
}

/** The last year, of which most units explain what they did not use. */
export const explainedYear = 2025;

/** What a unit tells of its gap: three causes that close it, two that leave a part to tell, or nothing yet (« fictif »). */
export function toldCauses(unit: string, gap: Quantity): ToldCause[] {
  const telling = hazard(`tells ${unit}`, 0, 9);
  if (telling < 3 || gap === 0n) return [];
  const [schedule = 0n, price = 0n, rest = 0n] = spread(gap, [
    BigInt(hazard(`schedule ${unit}`, 4, 7)),
    BigInt(hazard(`price ${unit}`, 1, 3)),
    2n,
  ]);
  const causes: readonly (readonly [VarianceCause, Quantity, string])[] = [
    ["schedule", schedule, "Livraisons de décembre reçues en janvier"],
    ["price", price, "Marchés renouvelés à un prix plus bas"],
    ...(telling >= 6 ? [["volume", rest, "Moins de déplacements que prévu"] as const] : []),
  ];
  return causes.flatMap(([cause, amount, note]) => (amount === 0n ? [] : [{ cause, amount, note }]));
}

/** What some units tell of their year (« fictif »). */
export const stories: Readonly<Record<string, string>> = {
  DR44: "L’année a été tenue dans ses crédits : la collecte de l’enquête Logement a pris six semaines de retard au printemps, rattrapées à l’automne.\n\nLes livraisons de matériel commandées en novembre n’ont été reçues qu’en janvier : elles expliquent l’essentiel de ce qui n’a pas été payé.",
  "SG-DI":
    "Le renouvellement du parc bureautique s’est fait sur un nouveau marché, moins cher que prévu.\n\nDeux serveurs commandés en octobre ont été livrés après la fin de l’année ; leur paiement pèse sur 2026.",
  DSDS: "Trois enquêtes ménages ont été menées à leur terme. Les frais de déplacement des enquêteurs ont baissé avec la part croissante des réponses par internet.",
};
