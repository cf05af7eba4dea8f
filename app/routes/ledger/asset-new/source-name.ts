const lineName = /^(\d{4})\.(\d{1,18})\.(\d{1,9})$/;

/** « 2025.1234.1 »: exercise, entry, line. */
export function sourceName({ fiscalYear, entryId, line }: { fiscalYear: number; entryId: bigint; line: number }): string {
  return `${fiscalYear}.${entryId}.${line}`;
}

/** None where the name is not one. */
export function sourceOf(name: string): { fiscalYear: number; entryId: bigint; line: number }[] {
  const [, year, entry, line] = lineName.exec(name) ?? [];
  return year && entry && line ? [{ fiscalYear: Number(year), entryId: BigInt(entry), line: Number(line) }] : [];
}
