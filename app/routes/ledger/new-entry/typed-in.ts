import { emptyLine, lineFields, mostLines, type TypedEntry, type TypedLine } from "#app/domain/ledger/typing/typed-entry.ts";

const lineName = /^lines\[(\d{1,3})\]\.(\w+)$/;

/** The entry that a refused form brought back, by the names of its fields; what it does not say is as it was at the start. */
export function typedIn(values: Readonly<Record<string, string>>, start: TypedEntry): TypedEntry {
  const lines: TypedLine[] = [];
  for (const [name, value] of Object.entries(values)) {
    const [, place, word] = lineName.exec(name) ?? [];
    const field = lineFields.find((each) => each === word);
    if (place === undefined || field === undefined || Number(place) >= mostLines) continue;
    while (lines.length <= Number(place)) lines.push(emptyLine);
    lines[Number(place)] = { ...(lines[Number(place)] ?? emptyLine), [field]: value };
  }
  return {
    journal: values["journal"] ?? start.journal,
    date: values["date"] ?? "",
    voucher: values["voucher"] ?? "",
    label: values["label"] ?? "",
    complementary: values["complementary"] === "on",
    lines,
  };
}
