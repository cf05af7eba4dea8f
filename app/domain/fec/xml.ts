import type { Day } from "../month.ts";
import { cleanText } from "./export.ts";

/** The name of the official schema of the nested file (LPF art. A47 A-1, VII 1°). */
export const fecSchema = "formatA47A-I-VII-1.xsd";

/** What stands above the journals. */
export function xmlHead(closingDay: Day): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<comptabilite xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="${fecSchema}">
<exercice>
<DateCloture>${closingDay}</DateCloture>
`;
}

export const xmlTail = "</exercice>\n</comptabilite>\n";

export function xmlJournalHead({ code, label }: { readonly code: string; readonly label: string }): string {
  const name = cleanText(code);
  return `<journal>\n<JournalCode>${escaped(name)}</JournalCode>\n<JournalLib>${escaped(cleanText(label) || name)}</JournalLib>\n`;
}

export const xmlJournalTail = "</journal>\n";

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
