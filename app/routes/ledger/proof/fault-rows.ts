import type { ProofReport } from "#app/commands/record-proof.ts";
import { translatorFor } from "#app/messages/index.ts";
import type { Locale } from "#app/messages/locale.ts";
import { faultValues } from "#db/verify.ts";

/** One finding, said in a sentence, with the entry that it names when it names one. */
export interface FaultRow {
  readonly key: string;
  readonly what: string;
  readonly entryId: bigint | null;
}

export function faultRows({ faults, checks }: ProofReport, locale: Locale): FaultRow[] {
  const words = translatorFor(locale, "proof");
  const ofJournal = faults.map((fault, index) => ({
    key: `fault ${index}`,
    what: words(`fault.${fault.kind}`, faultValues(fault) as never),
    entryId: "id" in fault ? fault.id : null,
  }));
  const ofChecks = checks.flatMap(({ name, faults: places }) =>
    places.map(({ place, expected, found }) => ({
      key: `${name} ${place}`,
      what: `${words(`check.${name}`)} — ${words("difference", { place, expected: String(expected), found: String(found) })}`,
      entryId: null,
    })),
  );
  return [...ofJournal, ...ofChecks];
}
