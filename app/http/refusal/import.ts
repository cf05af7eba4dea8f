import type { ImportRefusal } from "#app/domain/fec/import-refusal.ts";
import type { Rows } from "./row.ts";

export const importRows: Rows<ImportRefusal["kind"]> = {
  "ledger-file-unchecked": { status: 409, values: ({ name }) => ({ name }) },
  "ledger-file-too-slow": { status: 422, values: ({ seconds }) => ({ seconds }) },
};
