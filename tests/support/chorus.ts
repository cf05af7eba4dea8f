import { randomUUID } from "node:crypto";
import { checkExtract, type ExtractReport } from "#app/commands/check-extract.ts";
import { keepExtract } from "#app/commands/keep-extract.ts";
import { type PostedExtract, postExtract } from "#app/commands/post-extract.ts";
import type { CommandContext } from "#app/commands/run.ts";
import { type ExtractChoices, usualChoices } from "#app/domain/chorus/choices.ts";
import type { ExtractKind } from "#app/domain/chorus/kind.ts";
import type { Result } from "#app/domain/result.ts";
import { readSheetFile } from "#app/http/sheet-file/read.ts";
import { chorusImportById } from "#db/queries/chorus/import.ts";
import { must, type SmallOrganisation } from "./small-organisation.ts";

export interface GivenRows {
  readonly kind: ExtractKind;
  /** The heads, then the rows, cells parted by semicolons. */
  readonly text: string;
  readonly asOf?: string;
  readonly site?: string;
  readonly name?: string;
  readonly choices?: Partial<ExtractChoices>;
}

/** Reads and keeps an extract as its page does. */
export async function kept(
  context: CommandContext,
  { kind, text, asOf = "2026-03-31", site = "", name = `${kind}.csv` }: GivenRows,
): Promise<string> {
  const bytes = Buffer.from(text);
  const read = await readSheetFile({ name, bytes });
  if (!read.ok) throw new Error(`the file is refused: ${read.refusal.kind}`);
  const given = { kind, site, fiscalYear: Number(asOf.slice(0, 4)), asOf, name, content: bytes, book: read.value };
  return must(await keepExtract({ ...context, key: randomUUID() }, given)).importId;
}

export async function checked(context: CommandContext, given: GivenRows): Promise<{ importId: string; report: ExtractReport }> {
  const importId = await kept(context, given);
  const choices = { ...usualChoices, ...given.choices };
  const report = must(await checkExtract({ ...context, key: randomUUID() }, { importId, asOf: given.asOf ?? "2026-03-31", choices }));
  return { importId, report };
}

export async function posted(context: CommandContext, importId: string): Promise<Result<PostedExtract>> {
  const { database, organisation } = context;
  const found = await database.read(organisation, (db) => chorusImportById(db, importId));
  return await postExtract({ ...context, key: randomUUID() }, { importId, digest: found?.digest ?? "" });
}

/** Keeps, checks and imports; what it found, and what it wrote. */
export async function imported(
  organisation: SmallOrganisation,
  given: GivenRows,
): Promise<{ importId: string; report: ExtractReport; done: PostedExtract }> {
  const context = await organisation.system();
  const { importId, report } = await checked(context, given);
  return { importId, report, done: must(await posted(context, importId)) };
}

/** Centres of the small organisation: the root, a regional directorate and a department. */
export const centres = [
  { kind: "financialCentre", centre: "0220-DR44", unit: "DR44", from: "2020-01-01", until: undefined },
  { kind: "financialCentre", centre: "0220-CENT-DPT", unit: "DPT", from: "2020-01-01", until: undefined },
  { kind: "costCentre", centre: "INSDR44075", unit: "DR44", from: "2020-01-01", until: undefined },
] as const;
