import { rememberedReading, type UploadChoices } from "#app/commands/check-ledger-upload.ts";
import type { LedgerImportReport } from "#app/commands/examine-ledger-file.ts";
import { fromStored } from "#app/commands/stored-value.ts";
import { headOfUpload, sourceOfUpload } from "#app/commands/upload-ledger-file.ts";
import { exerciseEndingOn, readFecName } from "#app/domain/fec/exercise.ts";
import { proposeReading, type ReadingProposal } from "#app/domain/fec/proposal.ts";
import type { Survey } from "#app/domain/fec/survey.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { type Upload, uploadById } from "#db/queries/ledger-import/upload.ts";
import { isUuid } from "../export-address.ts";
import { dialectIn } from "./read-choices.ts";

export interface LoadedUpload {
  readonly upload: Upload;
  readonly survey: Survey;
  readonly proposal: ReadingProposal;
  readonly remembered: { readonly by: string; readonly at: Date } | null;
  readonly choices: UploadChoices | null;
  readonly report: LedgerImportReport | null;
  /** By the name of the file. */
  readonly named: ReturnType<typeof exerciseEndingOn> | null;
}

/** An upload, how it seems to be written with what the address chooses, and what its last check found. */
export async function loadUpload(
  scene: Pick<LoaderScene, "db" | "params" | "services" | "organisation" | "notFound">,
  url: URL,
): Promise<LoadedUpload> {
  const { db, params, services, organisation, notFound } = scene;
  const id = params["upload"] ?? "";
  const upload = isUuid(id) ? await uploadById(db, id) : undefined;
  if (!upload) throw notFound("file", id);
  const survey = upload.survey as Survey;
  const choices = upload.choices === null ? null : (fromStored(upload.choices) as UploadChoices);
  const chosen = dialectIn(url.searchParams) ?? choices?.reading ?? {};
  const head = await headOfUpload(sourceOfUpload(services.database, organisation, upload), chosen.charset ?? survey.charset);
  const known = await rememberedReading(db, proposeReading(head, survey, chosen).signature);
  const name = readFecName(upload.name);
  return {
    upload,
    survey,
    proposal: proposeReading(head, survey, chosen, known?.choices),
    remembered: known && !choices ? { by: known.by, at: known.at } : null,
    choices,
    report: upload.report === null ? null : (fromStored(upload.report) as LedgerImportReport),
    named: name ? exerciseEndingOn(name.closingDay) : null,
  };
}
