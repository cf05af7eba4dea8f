import { expect, test } from "vitest";
import { ImportDiff } from "#app/routes/forecast/import/import-diff.tsx";
import type { loadPreview } from "#app/routes/forecast/import/load-preview.ts";
import { renderPage } from "#tests/unit/ui/render-page.tsx";

type Shown = NonNullable<Awaited<ReturnType<typeof loadPreview>>>;

const shown: Shown = {
  ...{ id: "i", campaign: "c", search: "?campaign=c&import=i", digest: "d", count: 1, conflicts: "theirs", questions: 0 },
  file: { name: "a.csv", at: "2026-06-15T10:00:00.000Z", by: "Camille", appliedAt: undefined, appliedBy: null },
  before: undefined,
  source: { kind: "text", charset: "Windows-1252", separator: "semicolon", mojibake: true },
  asked: {
    ...{ sheets: [], sheet: 0, measure: "CP", decimal: undefined, scaled: undefined, hidden: undefined, codes: undefined },
    ...{ conflicts: 0, roles: [], columns: [] },
  },
  counts: { untouched: 0, same: 0, empty: 0, totals: 0 },
  missing: [],
  changeCount: 700,
  changes: [
    { key: "1", line: "Terrain", measure: "CP", targetYear: 2027, month: 3, at: "D2", before: "1", after: "2", gap: "1", note: "" },
  ],
  faultCount: 1_200,
  faults: [{ key: "0", at: "B2", text: "x", reason: "Cellule bloquée." }],
};

function rendered(other: Partial<Shown> = {}): string {
  const html = renderPage(<ImportDiff year={2027} unit="DR44" shown={{ ...shown, ...other }} commandKey="k" linesKey="l" />);
  return html.replaceAll(/\s/g, " ");
}

test("tables that stop before their end say so, and the whole list of refusals is offered", () => {
  const html = rendered();
  expect(html).toContain("1 premiers sur 700.");
  expect(html).toContain("1 premiers sur 1 200.");
  expect(html).toContain('href="/2027/forecast/DR44/import/file?campaign=c&amp;import=i&amp;format=csv"');
  expect(rendered({ changeCount: 1, faultCount: 1 })).not.toContain("premiers sur");
});

test("how a text was understood is said, and what was put right in it", () => {
  const html = rendered();
  expect(html).toContain("Texte Windows-1252, colonnes séparées par des points-virgules.");
  expect(html).toContain("Des accents étaient mal encodés");
  expect(rendered({ source: { kind: "paste", charset: "", separator: "tab", mojibake: false } })).toContain("par des tabulations");
  expect(rendered({ source: undefined })).not.toContain("colonnes séparées");
});

test("lines that the file asks for and the sheet does not have may be made at once, the first eight named", () => {
  const missing = Array.from({ length: 11 }, (_, index) => ({ nature: "31-COL", activity: "01-ENQ", label: `Poste ${index}` }));
  const html = rendered({ missing });
  expect(html).toContain("11 lignes du fichier ne sont pas dans la feuille");
  expect(html).toContain("31-COL · 01-ENQ · Poste 7");
  expect(html).not.toContain("Poste 8");
  expect(html).toContain("et 3 autres");
  expect(html).toContain('action="/2027/forecast/DR44/import/i/lines?campaign=c&amp;import=i"');
  expect(rendered({ missing, file: { ...shown.file, appliedAt: "2026-06-15T11:00:00.000Z" } })).not.toContain("Créer ces");
});
