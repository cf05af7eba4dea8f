import type { Dimension } from "../../refusal.ts";
import { accept, type Result, refuse } from "../../result.ts";

/** A code of a nomenclature with its words. */
export interface Choice {
  readonly code: string;
  readonly label: string;
}

export type WordsRefusal =
  | {
      readonly kind: "ambiguous-words";
      readonly dimension: Dimension;
      readonly text: string;
      readonly count: number;
      readonly among: string;
    }
  | { readonly kind: "unknown-words"; readonly dimension: Dimension; readonly text: string };

/** Choices made ready to be searched at each key: their words without accents nor case. */
export interface Searchable {
  readonly choices: readonly Choice[];
  readonly folded: readonly { readonly code: string; readonly text: string }[];
}

export function searchable(choices: readonly Choice[]): Searchable {
  return { choices, folded: choices.map(({ code, label }) => ({ code: fold(code), text: ` ${fold(code)} ${fold(label)}` })) };
}

/**
 * What a person may mean by `text`: each of its words begins a word of the code or of the label, in any order, accents and case aside.
 * The code typed whole first, then codes that begin so, then the others; each rank in the order given. An empty text means everything.
 */
export function search({ choices, folded }: Searchable, text: string, most: number): Choice[] {
  const words = fold(text).split(" ").filter(Boolean);
  if (words.length === 0) return text.trim() === "" ? choices.slice(0, most) : [];
  const [first = ""] = words;
  const ranks: Choice[][] = [[], [], []];
  for (const [index, entry] of folded.entries()) {
    const choice = choices[index];
    if (!choice || !words.every((word) => entry.text.includes(` ${word}`))) continue;
    const rank = words.length > 1 || !entry.code.startsWith(first) ? 2 : entry.code === first ? 0 : 1;
    ranks[rank]?.push(choice);
  }
  return ranks.flat().slice(0, most);
}

const namedChoices = 4;

/**
 * The one code that is meant: the code itself, « code · label » as lists write it, else the only choice that the words fit.
 * Several, or none, are refused rather than guessed.
 */
export function resolve(from: Searchable, text: string, dimension: Dimension): Result<string, WordsRefusal> {
  const typed = text.normalize("NFC").trim();
  const code = typed.split(" · ")[0]?.trim() ?? typed;
  const exact = from.choices.find((choice) => choice.code === code) ?? from.choices.find((choice) => fold(choice.code) === fold(code));
  if (exact) return accept(exact.code);
  const found = search(from, typed, from.choices.length);
  const [only] = found;
  if (!only) return refuse({ kind: "unknown-words", dimension, text: typed });
  if (found.length === 1) return accept(only.code);
  const among = found.slice(0, namedChoices).map((choice) => choice.code);
  return refuse({ kind: "ambiguous-words", dimension, text: typed, count: found.length, among: among.join(", ") });
}

/** Without accents, case, apostrophes and hyphens: « Frais d’énergie » is « frais d energie ». */
export function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
