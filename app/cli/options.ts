import { parseArgs } from "node:util";
import { readExercise } from "#app/domain/fec/exercise.ts";
import type { Exercise } from "#app/domain/reference/fiscal-year.ts";
import { locales } from "#app/messages/locale.ts";
import { demoSlug } from "./connection.ts";
import { type Terminal, WrongUse } from "./terminal.ts";

/** The words after the command, by name; every command takes `--organisation` and `--lang`. */
export interface Given {
  readonly organisation: string;
  readonly texts: Readonly<Record<string, string | undefined>>;
  readonly flags: ReadonlySet<string>;
  readonly words: readonly string[];
}

export interface Accepted {
  readonly texts?: readonly string[];
  readonly flags?: readonly string[];
  /** The names of the words that must be there. */
  readonly words?: readonly string[];
}

/** Reads the options of one command; whatever it does not know is a wrong use, never ignored. */
export function readOptions(args: readonly string[], { texts = [], flags = [], words = [] }: Accepted, terminal: Terminal): Given {
  const { say } = terminal;
  const known = [...texts, "organisation", "lang"].map((name) => [name, { type: "string" as const }]);
  const options = Object.fromEntries([...known, ...flags.map((name) => [name, { type: "boolean" as const }])]);
  const { values, positionals } = parsed(args, options, say);
  const missing = words[positionals.length];
  if (missing !== undefined) throw new WrongUse(say("missingArgument", { argument: missing }));
  const extra = positionals[words.length];
  if (extra !== undefined) throw new WrongUse(say("extraArgument", { argument: extra }));
  if (typeof values.lang === "string") oneOf(values.lang, "lang", locales, terminal);
  const given = Object.entries(values);
  return {
    organisation: typeof values.organisation === "string" ? values.organisation : demoSlug,
    texts: Object.fromEntries(given.flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : []))),
    flags: new Set(given.flatMap(([name, value]) => (value === true ? [name] : []))),
    words: positionals,
  };
}

export function requiredText({ texts }: Given, option: string, { say }: Terminal): string {
  const text = texts[option];
  if (text === undefined || text === "") throw new WrongUse(say("missingOption", { option }));
  return text;
}

export function oneOf<Choice extends string>(text: string, option: string, choices: readonly Choice[], { say }: Terminal): Choice {
  const choice = choices.find((candidate) => candidate === text);
  if (choice === undefined) throw new WrongUse(say("wrongOption", { option, value: text, expected: choices.join(", ") }));
  return choice;
}

export function yearOption(given: Given, terminal: Terminal): number {
  const text = requiredText(given, "year", terminal);
  if (!/^\d{4}$/.test(text)) throw new WrongUse(terminal.say("wrongOption", { option: "year", value: text, expected: "2026" }));
  return Number(text);
}

export function exerciseOption({ texts }: Given, { say }: Terminal): Exercise | undefined {
  const text = texts.exercise;
  if (text === undefined) return undefined;
  const exercise = readExercise(text);
  if (!exercise) throw new WrongUse(say("wrongOption", { option: "exercise", value: text, expected: "2021-09-01:2022-08-31" }));
  return exercise;
}

function parsed(args: readonly string[], options: NonNullable<Parameters<typeof parseArgs>[0]>["options"], say: Terminal["say"]) {
  try {
    return parseArgs({ args: [...args], options: options ?? {}, allowPositionals: true, strict: true });
  } catch (error) {
    if (!(error instanceof TypeError) || !("code" in error) || !String(error.code).startsWith("ERR_PARSE_ARGS")) throw error;
    throw new WrongUse(say("unknownOption", { detail: error.message.split(". ")[0] ?? "" }));
  }
}
