import type { WritePapers } from "#app/commands/seal-sitting.ts";
import type { Locale } from "#app/messages/locale.ts";
import { documentDocx, docxMediaType } from "../docx.ts";
import { documentPdf } from "../pdf.ts";
import { xlsxMediaType } from "../xlsx.ts";
import { minutesProse, minutesWords } from "./prose.ts";
import { minutesWorkbook } from "./workbook.ts";

/** Minutes are acts of the administration: they are written in French, whatever the language of whoever seals. */
const language: Locale = "fr";

/** The papers of sealed minutes; of the same minutes they are the same bytes. */
export const minutesPapers: WritePapers = async (minutes, hash) => {
  const prose = minutesProse(minutes, hash, language);
  const { words } = minutesWords(language);
  const name = words("file", { year: String(minutes.campaign.year), number: minutes.number });
  return {
    pdf: { name: `${name}.pdf`, mediaType: "application/pdf", content: await documentPdf(prose) },
    docx: { name: `${name}.docx`, mediaType: docxMediaType, content: await documentDocx(prose) },
    xlsx: { name: `${name}.xlsx`, mediaType: xlsxMediaType, content: await minutesWorkbook(minutes, hash, language) },
  };
};
