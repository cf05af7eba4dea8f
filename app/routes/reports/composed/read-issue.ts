import { z } from "zod";
import { mostAsked, mostAskedLength, mostWords } from "#app/domain/reports/report.ts";
import { textField } from "#app/http/fields.ts";

/** The digest of what was seen, and what its author adds. */
export const composedIssueSchema = z.object({
  sha256: textField({ maximum: 64 }),
  words: textField({ minimum: 0, maximum: mostWords }),
  asked: textField({ minimum: 0, maximum: mostAsked * (mostAskedLength + 2) })
    .transform((text) =>
      text
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== ""),
    )
    .pipe(z.array(z.string().max(mostAskedLength)).max(mostAsked)),
});
