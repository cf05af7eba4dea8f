import { guard } from "#app/http/guard.ts";
import { amountColumn, type TableRow, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { formatterFor } from "#app/ui/format/formatter.ts";
import { asIfDecided, type BoardUnit, noAmount, total, totalled } from "../board/board.ts";
import { loadBoard } from "../board/load-board.ts";
import { waterfallOf } from "../board/shown.ts";

/** The board as a file, as its address shows it: each request with its opinion, its decision and the reason, summed up by unit; the envelopes and the waterfall above. */
export const loader = guard.loader({ capability: "arbitration.read" }, async (scene) => {
  const { year, url, locale, notFound } = scene;
  const board = await loadBoard(scene);
  if (!board) throw notFound("campaign", url.searchParams.get("campaign") ?? String(year));
  const { measure, units, envelopes, scenario } = board;
  const asIf = url.searchParams.get("asif") === "1";
  const words = translatorFor(locale, "board");
  const arbitration = translatorFor(locale, "arbitration");
  const resources = translatorFor(locale, "resources");
  const forecast = translatorFor(locale, "forecast");
  const format = formatterFor(locale, translatorFor(locale, "units"));
  const unit = displayUnitFor(envelopes.map(({ envelope }) => envelope ?? 0n));
  const say = (quantity: bigint, signed = false) =>
    quantity === 0n ? "0" : format.amountWithUnit(quantity, measure, { unit, ...(signed ? { sign: "always" as const } : {}) });
  const steps = waterfallOf(units, { asIf }).map(
    ({ key, kind, from, to }) =>
      `${words(`steps.${key === "decided" && asIf ? "decidedAsIf" : key}`, { year: String(year - 1) })} ${kind === "total" ? say(to) : say(to - from, true)}`,
  );
  const column = (key: string, head: string) => amountColumn(locale, { key, head, resource: measure });
  return await tableFileResponse(scene, {
    ...{ locale, fileName: words("fileName", { year: String(year) }) },
    title: words("fileTitle", { year: String(year), measure: resources(`short.${measure}`) }),
    facts: [
      [words("factScenario"), scenario?.name ?? words("withoutScenario")],
      ...(scenario ? [[words("asIf.label"), words(asIf ? "asIf.on" : "asIf.off")] as const] : []),
      ...envelopes.flatMap((own) =>
        own.envelope === null
          ? []
          : [
              [
                words("factEnvelope", { class: forecast(`classes.${own.spendingClass}`) }),
                words("factVerdict", { decided: say(own.decided), envelope: say(own.envelope) }),
              ] as const,
            ],
      ),
      [words("waterfallFile"), steps.join(" · ")],
    ],
    columns: [
      { key: "code", head: words("fileColumns.code"), kind: "text" },
      { key: "unit", head: words("fileColumns.unit"), kind: "text", width: 18 },
      { key: "number", head: words("fileColumns.number"), kind: "number" },
      { key: "request", head: words("fileColumns.request"), kind: "text", width: 36 },
      { key: "kind", head: words("fileColumns.kind"), kind: "text" },
      column("executed", arbitration("columns.executed", { year: String(year - 2) })),
      column("notified", arbitration("columns.notified", { year: String(year - 1) })),
      column("landing", words("columns.landing", { year: String(year - 1) })),
      column("asked", arbitration("columns.asked", { year: String(year) })),
      column("proposed", words("columns.proposed")),
      column("decided", words("columns.decided")),
      { key: "opinion", head: arbitration("columns.opinion"), kind: "text" },
      { key: "sentence", head: words("fileColumns.opinionSentence"), kind: "text", width: 30 },
      { key: "number-of", head: words("fileColumns.decision"), kind: "number" },
      { key: "verb", head: words("fileColumns.verb"), kind: "text" },
      { key: "reason", head: words("fileColumns.reason"), kind: "text", width: 40 },
      { key: "condition", head: words("fileColumns.condition"), kind: "text", width: 24 },
    ],
    rows: units.flatMap((own) => rowsOf(own)),
    totals: ["asked", "decided"],
    orientation: "landscape",
  });

  function rowsOf(own: BoardUnit): TableRow[] {
    const { requests } = own;
    const amounts = (of: (request: (typeof requests)[number]) => bigint) => requests.reduce((sum, request) => sum + of(request), 0n);
    const decided = (request: (typeof requests)[number]) => total((asIf ? asIfDecided(request) : request.decided) ?? noAmount);
    return [
      {
        subtotal: requests.length,
        cells: [
          ...[own.code, own.label, null, "", "", own.executed, total(own.notified), own.landing, amounts(({ asked }) => total(asked))],
          ...[total(totalled(requests.map(({ proposed }) => proposed ?? noAmount))), amounts(decided), "", "", null, "", "", ""],
        ],
      },
      ...requests.map((request): TableRow => {
        const { decision, view, proposed } = request;
        return {
          level: 1,
          cells: [
            ...[
              own.code,
              own.label,
              request.number,
              request.title,
              forecast(`kinds.${request.kind}`),
              null,
              null,
              null,
              total(request.asked),
            ],
            ...[proposed && total(proposed), asIf || decision ? decided(request) : null],
            ...[view ? arbitration(`views.${view}`) : "", request.sentence ?? "", decision?.number ?? null],
            ...[decision ? arbitration(`outcomes.${decision.outcome}`) : "", decision?.reason ?? "", decision?.condition ?? ""],
          ],
        };
      }),
    ];
  }
});
