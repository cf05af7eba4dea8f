import { z } from "zod";
import { fecCharsets, fecDirections, fecLineEnds, fecSeparators } from "#app/domain/fec/variant.ts";
import type { LedgerExportRequest } from "#app/domain/ledger/ledger-export.ts";
import { choiceField } from "#app/http/fields.ts";
import { type ReadForm, readForm } from "#app/http/form.ts";
import type { Locale } from "#app/messages/locale.ts";

const flat = {
  separator: choiceField(fecSeparators),
  charset: choiceField(fecCharsets),
  lineEnd: choiceField(fecLineEnds),
};
const direction = choiceField(fecDirections);

/** The forms of the page: two buttons for the general ledger, and the choices of a FEC. */
const schema = z.discriminatedUnion("make", [
  z.object({ make: z.literal("xlsx") }),
  z.object({ make: z.literal("csv") }),
  z.object({ make: z.literal("flat"), direction, ...flat }),
  z.object({ make: z.literal("xml"), direction }),
]);

export function readExport(form: FormData, fiscalYear: number, locale: Locale): ReadForm<LedgerExportRequest> {
  const read = readForm(form, schema, locale);
  return read.ok ? { ...read, value: requestOf(read.value, fiscalYear) } : read;
}

function requestOf(chosen: z.output<typeof schema>, fiscalYear: number): LedgerExportRequest {
  switch (chosen.make) {
    case "xlsx":
    case "csv":
      return { fiscalYear, kind: "generalLedger", format: chosen.make };
    case "xml":
      return { fiscalYear, kind: "fec", variant: { format: "xml", direction: chosen.direction } };
    case "flat": {
      const { make: format, ...choices } = chosen;
      return { fiscalYear, kind: "fec", variant: { format, ...choices } };
    }
  }
}
