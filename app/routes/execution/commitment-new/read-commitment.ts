import { z } from "zod";
import type { CommitmentDraft, CommitmentLineDraft } from "#app/domain/execution/commitment.ts";
import {
  amountField,
  codeField,
  dayField,
  optionalAmountField,
  optionalCodeField,
  optionalUuidField,
  textField,
} from "#app/http/fields.ts";
import { mostLines, scheduledYears } from "./lines.ts";

const line = z.object({
  unit: codeField(),
  beneficiaryUnit: optionalCodeField(),
  nature: codeField(),
  activity: codeField(),
  operation: optionalCodeField(),
  amount: amountField("AE", { sign: "positive" }),
  schedule: z
    .array(optionalAmountField("CP", { sign: "notNegative" }))
    .max(scheduledYears)
    .default([]),
});

/** A commitment as its form sends it: one line for each « poste ». */
export const commitmentSchema = z.object({
  on: dayField(),
  label: textField({ maximum: 200 }),
  party: codeField(),
  contract: optionalCodeField(),
  lines: z.array(line).min(1).max(mostLines),
  planned: optionalUuidField(),
  overrideReason: textField({ minimum: 0, maximum: 2_000 }),
});
type CommitmentFields = z.output<typeof commitmentSchema>;

/** The draft of a commitment of the exercise `year`: a line without a year of payment is paid in the exercise. */
export function commitmentIn({ on, label, party, contract, lines }: CommitmentFields, year: number): CommitmentDraft {
  return {
    ...{ on, label, party },
    ...(contract === undefined ? {} : { contract }),
    lines: lines.map(({ schedule, beneficiaryUnit, operation, ...own }): CommitmentLineDraft => {
      const years = schedule.flatMap((part, index) => (part ? [{ year: year + index, amount: part }] : []));
      return {
        ...own,
        ...(beneficiaryUnit === undefined ? {} : { beneficiaryUnit }),
        ...(operation === undefined ? {} : { operation }),
        schedule: years.length === 0 ? [{ year, amount: own.amount }] : years,
      };
    }),
  };
}
