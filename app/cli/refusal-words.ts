import type { Refusal } from "#app/domain/refusal.ts";
import type { Terminal } from "./terminal.ts";

/** Why a command was refused, in one sentence; a refusal that the command line does not expect is told by its kind and its figures. */
export function wordsOf(refusal: Refusal, { say }: Terminal): string {
  switch (refusal.kind) {
    case "file-refused":
      return say("refusal.file-refused", { faults: refusal.faults, line: refusal.firstLine, rule: refusal.firstRule });
    case "already-imported":
      return say("refusal.already-imported", { at: refusal.at, by: refusal.by });
    case "already-exists":
      return say("refusal.already-exists", { id: refusal.id });
    case "wrong-form":
      return say("refusal.wrong-form", { fields: namesAndValues(refusal.fields) });
    case "year-closed":
      return say("refusal.year-closed", { year: String(refusal.year) });
    case "period-closed":
      return say("refusal.period-closed", { year: String(refusal.year), period: refusal.period });
    case "code-out-of-date":
      return say("refusal.code-out-of-date", { code: refusal.code, date: refusal.date });
    case "wrong-exercise":
      return say("refusal.wrong-exercise", { ...refusal, year: String(refusal.year) });
    default: {
      const { kind, ...detail } = refusal;
      return say("refusal.other", { kind, detail: namesAndValues(detail) });
    }
  }
}

function namesAndValues(detail: object): string {
  return Object.entries(detail)
    .map(([name, value]) => `${name} = ${typeof value === "bigint" ? value.toString() : JSON.stringify(value)}`)
    .join(", ");
}
