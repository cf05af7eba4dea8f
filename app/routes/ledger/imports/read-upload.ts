import type { LedgerImportInput } from "#app/commands/import-ledger.ts";
import { isDay } from "#app/domain/month.ts";
import type { Exercise } from "#app/domain/reference/fiscal-year.ts";
import type { Refusal } from "#app/domain/refusal.ts";

/** What was chosen beside the file, to be shown again. */
export interface TypedUpload {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly createAccounts: boolean;
  readonly tolerate: boolean;
}

type Upload =
  | { readonly ok: true; readonly input: LedgerImportInput; readonly typed: TypedUpload }
  | {
      readonly ok: false;
      readonly refusal: Refusal;
      readonly fields: Readonly<Record<string, "file" | "exercise">>;
      readonly typed: TypedUpload;
    };

/** The file and the choices; the exercise is the file name's unless both of its days are given. */
export async function readUpload(form: FormData): Promise<Upload> {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const typed = {
    firstDay: text("firstDay"),
    lastDay: text("lastDay"),
    createAccounts: form.get("createAccounts") === "on",
    tolerate: form.get("tolerate") === "on",
  };
  const file = form.get("file");
  if (!(file instanceof File) || file.size === 0) return refusedUpload({ file: "file" }, typed);
  const exercise = exerciseOf(typed);
  if (exercise === "wrong") return refusedUpload({ lastDay: "exercise" }, typed);
  const { createAccounts, tolerate } = typed;
  const dryRun = form.get("verb") !== "import";
  const bytes = new Uint8Array(await file.arrayBuffer());
  return { ok: true, typed, input: { file: bytes, fileName: file.name, exercise, createAccounts, tolerate, dryRun } };
}

function exerciseOf({ firstDay, lastDay }: TypedUpload): Exercise | undefined | "wrong" {
  if (firstDay === "" && lastDay === "") return undefined;
  if (!isDay(firstDay) || !isDay(lastDay) || firstDay >= lastDay) return "wrong";
  return { year: Number(lastDay.slice(0, 4)), firstDay, lastDay };
}

function refusedUpload(fields: Readonly<Record<string, "file" | "exercise">>, typed: TypedUpload): Upload {
  return { ok: false, refusal: { kind: "wrong-form", fields }, fields, typed };
}
