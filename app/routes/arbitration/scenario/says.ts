import type { LineWords } from "#db/queries/arbitration/scenario-reading.ts";

/** Is every word sought somewhere in what a line is called, whatever its accents and capitals? */
export function says(sought: string, { label, natureLabel, nature, activity, requestTitle, unit, unitLabel }: LineWords): boolean {
  const text = plain([label, natureLabel, nature, activity, requestTitle, unit, unitLabel].join(" "));
  return plain(sought)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase();
}
