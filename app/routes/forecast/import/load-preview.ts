import { chosenChanges, previewImport, sheetRead } from "#app/commands/apply-sheet-import.ts";
import { stepLockFor } from "#app/commands/campaign-windows.ts";
import { bookOf } from "#app/commands/keep-sheet-import.ts";
import { cellReference, columnLetters, type FileAt } from "#app/domain/forecast/import/book.ts";
import { memoryOf } from "#app/domain/forecast/import/boomerang.ts";
import { rolesOf } from "#app/domain/forecast/import/column-role.ts";
import { filledSheets, mappingOf } from "#app/domain/forecast/import/mapping.ts";
import { knownCodes } from "#app/domain/forecast/import/place-rows.ts";
import type { LoaderScene } from "#app/http/scene.ts";
import { translatorFor } from "#app/messages/index.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";
import { findCampaign } from "#db/queries/campaign.ts";
import { sheetImportOf } from "#db/queries/forecast/sheet-import.ts";
import { choicesIn, conflictsIn } from "./choices.ts";

const mostShown = 500;

/** What the page shows of the file that its address names; undefined when it names none. */
export async function loadPreview({ db, access, today, params, url, locale, notFound }: LoaderScene) {
  const id = url.searchParams.get("import");
  if (id === null) return undefined;
  const unit = params["unit"] ?? "";
  const kept = await sheetImportOf(db, unit, id);
  const campaign = kept && (await findCampaign(db, kept.campaign));
  if (!kept || !campaign) throw notFound("file", id);
  const [choices, conflicts, book] = [choicesIn(url.searchParams), conflictsIn(url.searchParams), bookOf(kept)];
  const window = await stepLockFor(db, { access, today }, { campaignId: campaign.id, unit }, "writing");
  const preview = await previewImport(db, { campaign, unit, book, choices, mayEdit: true, window });
  const { changes, digest } = chosenChanges(preview, conflicts);
  const lines = new Map(preview.lines.map((line) => [line.id, line]));
  const placeOf = (at: FileAt) => (book.sheets.length > 1 ? `${book.sheets[at.sheet]?.name}!` : "") + cellReference(at);
  const words = translatorFor(locale, "sheetImport");
  const index = memoryOf(book) ? undefined : sheetRead(book, choices);
  const sheet = index === undefined ? undefined : book.sheets[index];
  const mapping = sheet && mappingOf(sheet, index ?? 0, choices, knownCodes(preview.lines), campaign.targetYear);
  const faults = [...preview.placed.faults, ...preview.placed.eaten, ...preview.merged.faults];
  return {
    id,
    search: url.search,
    file: { name: kept.name, at: kept.at.toISOString(), by: kept.by, appliedAt: kept.appliedAt?.toISOString(), appliedBy: kept.appliedBy },
    ...{ digest, count: changes.length, conflicts, questions: preview.questions },
    asked: {
      sheets: memoryOf(book) ? [] : filledSheets(book).map((own) => ({ value: String(own), label: book.sheets[own]?.name ?? "" })),
      sheet: index,
      measure: mapping?.measure,
      decimal: choices.decimalSign ?? (preview.merged.questions.some(({ kind }) => kind === "decimal-sign") ? "?" : undefined),
      scaled: choices.scaled ?? (preview.merged.questions.some(({ kind }) => kind === "scale") ? "?" : undefined),
      hidden: choices.hidden ?? (preview.placed.hidden.rows + preview.placed.hidden.columns || undefined),
      codes: choices.codes ?? (preview.placed.eaten.length || undefined),
      conflicts: preview.merged.conflicts.length,
      roles: rolesOf(campaign.targetYear, campaign.targetYear + 2),
      columns: (mapping?.roles ?? []).map((role, column) => ({ letters: columnLetters(column + 1), name: `c${column + 1}`, role })),
    },
    counts: { ...countsOf(preview), totals: preview.placed.totals.length },
    changes: [...preview.merged.changes, ...preview.merged.conflicts].slice(0, mostShown).map((change) => {
      const { lineId, measure, targetYear, month, before, after } = change;
      const line = lines.get(lineId);
      const figure = (amount: bigint | null) => (amount === null ? words("page.emptied") : amountText(amount, measure));
      return {
        key: `${lineId} ${measure} ${targetYear} ${month ?? ""}`,
        line: `${line?.label || line?.natureLabel} (${line?.nature} · ${line?.activity})`,
        ...{ measure, targetYear, month, at: placeOf(change.at), before: figure(before), after: figure(after) },
        gap: figure((after ?? 0n) - (before ?? 0n)),
        note: "base" in change ? words("page.conflict") : change.isThousandfold ? words("page.thousand") : "",
      };
    }),
    faultCount: faults.length,
    faults: faults
      .slice(0, mostShown)
      .map(({ at, fault, text }, ordinal) => ({ key: String(ordinal), at: placeOf(at), text, reason: reasonOf(fault, placeOf, words) })),
  };
}

type Words = ReturnType<typeof translatorFor<"sheetImport">>;

function reasonOf(
  fault: Awaited<ReturnType<typeof previewImport>>["merged"]["faults"][number]["fault"],
  placeOf: (at: FileAt) => string,
  words: Words,
): string {
  const key = `faults.${fault.kind}` as "faults.code-eaten";
  const values = {
    meant: "meant" in fault ? fault.meant : "",
    others: fault.kind === "key-twice" ? fault.others.map(placeOf).join(", ") : "",
  };
  return words.has(key) ? words(key, values) : words("faults.other");
}

function countsOf({ merged: { untouched, same, empty } }: Awaited<ReturnType<typeof previewImport>>) {
  return { untouched, same, empty };
}
