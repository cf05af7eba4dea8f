import { body } from "./docx/body.ts";
import {
  contentTypes,
  coreProperties,
  documentRelationships,
  footer,
  numbering,
  packageRelationships,
  point,
  settings,
  styles,
} from "./docx/parts.ts";
import type { PaperDocument } from "./paper-document.ts";
import { type ZipEntry, zipped } from "./xlsx/zip.ts";

export const docxMediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/**
 * A document for a word processor (ECMA-376): headings that a reader can walk through, tables whose first row and first column name the others, the
 * language and the title of the document. The same document is the same bytes.
 */
export async function documentDocx(document: PaperDocument): Promise<Buffer> {
  const entries: ZipEntry[] = [
    { path: "[Content_Types].xml", content: [contentTypes] },
    { path: "_rels/.rels", content: [packageRelationships] },
    { path: "word/document.xml", content: [body(document)] },
    { path: "word/_rels/document.xml.rels", content: [documentRelationships] },
    { path: "word/styles.xml", content: [styles(document.locale)] },
    { path: "word/numbering.xml", content: [numbering] },
    { path: "word/settings.xml", content: [settings] },
    { path: "word/footer1.xml", content: [footer(document)] },
    { path: "word/media/point.png", content: [point] },
    { path: "docProps/core.xml", content: [coreProperties(document)] },
  ];
  const chunks: Buffer[] = [];
  for await (const chunk of zipped(entries)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
