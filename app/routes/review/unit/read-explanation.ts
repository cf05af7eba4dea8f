import { z } from "zod";
import { type ToldCause, varianceCauses } from "#app/domain/review/cause.ts";
import { spendingClasses } from "#app/domain/stage.ts";
import { choiceField, optionalAmountField, textField, wholeNumberField } from "#app/http/fields.ts";

const seenVersion = wholeNumberField({ minimum: 0, maximum: 1_000_000 });
const causeFields = Object.fromEntries(
  varianceCauses.map((cause) => [
    cause,
    z
      .object({ amount: optionalAmountField("EUR"), note: textField({ minimum: 0, maximum: 1_000 }) })
      .default({ amount: undefined, note: "" }),
  ]),
);

/** A row for each cause: an amount, or none where the cause has no part in the gap. */
export const explanationSchema = z
  .object({ spendingClass: choiceField(spendingClasses), seenVersion, causes: z.object(causeFields) })
  .transform(({ causes, ...part }) => ({
    ...part,
    causes: varianceCauses.flatMap((cause): ToldCause[] => {
      const { amount, note } = causes[cause] ?? { amount: undefined, note: "" };
      return amount === undefined && note === "" ? [] : [{ cause, amount: amount ?? 0n, note }];
    }),
  }));

export const storySchema = z.object({ narrative: textField({ minimum: 0, maximum: 20_000 }), seenVersion });
