import { translatorFor } from "#app/messages/index.ts";
import type { Locale } from "#app/messages/locale.ts";

/** Done; refused, with a reason; not understood. */
export type ExitCode = 0 | 1 | 2;

/** Where a command writes: results on standard output, messages on standard error, in the language that was asked for. */
export interface Terminal {
  readonly locale: Locale;
  readonly say: ReturnType<typeof translatorFor<"cli">>;
  readonly sayRule: ReturnType<typeof translatorFor<"fec">>;
  result(text: string): void;
  message(text: string): void;
}

/** Where the results and the messages go: the process's own. */
export interface Streams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}

export function terminalIn(locale: Locale, { stdout, stderr }: Streams): Terminal {
  return {
    locale,
    say: translatorFor(locale, "cli"),
    sayRule: translatorFor(locale, "fec"),
    result: (text) => void stdout.write(text.endsWith("\n") ? text : `${text}\n`),
    message: (text) => void stderr.write(`${text}\n`),
  };
}

/** The command was not understood: said, with exit code 2. */
export class WrongUse extends Error {}

/** What was asked cannot be done: said, with exit code 1. */
export class Impossible extends Error {}
