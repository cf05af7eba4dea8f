import { statementKinds } from "#app/domain/ledger/statements/arrangement.ts";
import { statementRows } from "#app/domain/ledger/statements/presentation.ts";
import { guard } from "#app/http/guard.ts";
import { amountColumn, type TableColumn, type TableFile, type TableRow, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import type { Locale } from "#app/messages/locale.ts";
import { type OutstandingCommitment, outstandingCommitments } from "#db/queries/ledger/statement-notes.ts";
import { type ReadStatements, readStatements } from "../statements/read-statements.ts";
import { type View, viewOf } from "../statements/view.ts";

/** The statements as a file: the part that the page shows. The notes give the off-balance-sheet commitments. */
export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const { db, year, url, locale, notFound } = scene;
  const read = await readStatements(db, year, locale);
  if (!read) throw notFound("year", String(year));
  const view = viewOf(url.searchParams);
  if (view !== "notes") return await tableFileResponse(scene, statementsFile(read, view, locale));
  return await tableFileResponse(scene, commitmentsFile(read, await outstandingCommitments(db, read.exercise.lastDay), locale));
});

function statementsFile({ exercise, now, before }: ReadStatements, view: View, locale: Locale): TableFile {
  const words = translatorFor(locale, "statements");
  const kinds = statementKinds.filter((kind) => view === "all" || (view === "performance") === (kind === "R"));
  const withGross = kinds.includes("A");
  const year = String(exercise.year);
  const previous = before ? String(before.exercise.year) : null;
  const columns: TableColumn[] = [
    { key: "line", head: words("note.line"), kind: "text", width: 60 },
    ...(withGross
      ? [
          amountColumn(locale, { key: "gross", head: words("gross") }),
          amountColumn(locale, { key: "depreciation", head: words("depreciation") }),
        ]
      : []),
    amountColumn(locale, { key: "net", head: words("netOf", { year }) }),
    ...(previous === null
      ? []
      : [
          amountColumn(locale, { key: "previous", head: words("netOf", { year: previous }) }),
          amountColumn(locale, { key: "variation", head: words("variation") }),
        ]),
  ];
  const rows = kinds.flatMap((kind) =>
    statementRows(kind, now, before?.statements ?? null).map((row): TableRow => {
      const empty = row.kind === "heading";
      const amounts = [
        ...(withGross ? (kind === "A" && !empty ? [row.gross, row.depreciation] : [null, null]) : []),
        empty ? null : row.net,
        ...(previous === null ? [] : empty ? [null, null] : [row.previous, row.net - (row.previous ?? 0n)]),
      ];
      return { cells: [row.label, ...amounts], level: row.depth, strong: row.kind !== "line" };
    }),
  );
  const title = `${view === "balanceSheet" ? words("balanceSheet") : view === "performance" ? words("performance") : words("title")} ${year}`;
  return {
    locale,
    fileName: `${words(`fileName.${view}`)}-${year}`,
    title,
    facts: [[words("fact.year"), year]],
    columns,
    rows,
    orientation: withGross ? "landscape" : "portrait",
  };
}

function commitmentsFile({ exercise }: ReadStatements, commitments: readonly OutstandingCommitment[], locale: Locale): TableFile {
  const words = translatorFor(locale, "statements");
  const names = ["committed", "certified", "outstanding"] as const;
  return {
    locale,
    fileName: `${words("fileName.notes")}-${exercise.year}`,
    title: `${words("note.commitments")} ${exercise.year}`,
    facts: [[words("fact.year"), String(exercise.year)]],
    columns: [
      { key: "unit", head: words("note.unit"), kind: "text", width: 30 },
      { key: "title", head: words("note.titleHead"), kind: "text" },
      { key: "count", head: words("note.count"), kind: "number" },
      ...names.map((key) => amountColumn(locale, { key, head: words(`note.${key}`) })),
    ],
    rows: commitments.map((row) => [
      `${row.unit} · ${row.unitLabel}`,
      row.title,
      row.commitments,
      row.committed,
      row.certified,
      row.outstanding,
    ]),
    totals: names,
  };
}
