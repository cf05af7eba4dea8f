import type { UploadChoices } from "#app/commands/check-ledger-upload.ts";
import { piecesOf } from "#app/commands/ledger-source.ts";
import { fromStored } from "#app/commands/stored-value.ts";
import { sourceOfUpload } from "#app/commands/upload-ledger-file.ts";
import { CorrectedFile } from "#app/domain/fec/corrected.ts";
import type { Survey } from "#app/domain/fec/survey.ts";
import { guard } from "#app/http/guard.ts";
import { contentDisposition, streamOf } from "#app/http/table-file.ts";
import { uploadById } from "#db/queries/ledger-import/upload.ts";
import { isUuid } from "../export-address.ts";

/** The same lines in the law's form: what was read is written as the law wants it, the rest as it stands, to be corrected. */
export const loader = guard.loader({ capability: "ledger.import", whole: true }, async (scene) => {
  const { db, params, notFound, services, organisation } = scene;
  const id = params["upload"] ?? "";
  const upload = isUuid(id) ? await uploadById(db, id) : undefined;
  if (!upload || upload.checkedAt === null) throw notFound("file", id);
  const { reading } = fromStored(upload.choices) as UploadChoices;
  const source = sourceOfUpload(services.database, organisation, upload);
  const headers = {
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Disposition": contentDisposition(`${upload.name.replace(/\.\w+$/, "")}-a-corriger.txt`),
    "Cache-Control": "private, no-store",
  };
  const bytes = correctedBytes(piecesOf(source), new CorrectedFile(upload.survey as Survey, reading ?? undefined));
  return new Response(streamOf(bytes, scene.drained), { headers });
});

async function* correctedBytes(pieces: AsyncIterable<Uint8Array>, file: CorrectedFile): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(file.charset);
  for await (const piece of pieces) {
    const text = file.push(decoder.decode(piece, { stream: true }));
    if (text !== "") yield Buffer.from(text);
  }
  yield Buffer.from(file.push(decoder.decode()) + file.finish());
}
