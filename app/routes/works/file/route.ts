import { guard } from "#app/http/guard.ts";
import { amountColumn, type TableColumn, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { worksRows } from "../load-costs.ts";

/** The works of the page, as a file: without what personnel costs where the reader does not see it. */
export const loader = guard.loader({ capability: "planning.read" }, async (scene) => {
  const { locale, year } = scene;
  const words = translatorFor(locale, "works");
  const rows = await worksRows(scene);
  const whole = rows.every(({ cost }) => cost.total !== null);
  const euros = (key: "direct" | "personnel" | "support" | "total" | "unitCost") =>
    amountColumn(locale, { key, head: words(`columns.${key}`) });
  const days = (key: "days" | "volume"): TableColumn => ({ key, head: words(`columns.${key}`), kind: "amount", resource: "DAY", unit: "" });
  return await tableFileResponse(scene, {
    ...{ locale, fileName: words("fileName", { year: String(year) }), title: words("title", { year: String(year) }), facts: [] },
    columns: [
      { key: "code", head: words("columns.code"), kind: "text" },
      { key: "label", head: words("columns.label"), kind: "text", width: 36 },
      { key: "kind", head: words("columns.kind"), kind: "text" },
      { key: "unit", head: words("columns.unit"), kind: "text" },
      { key: "done", head: words("columns.done"), kind: "number", unit: "%" },
      { key: "next", head: words("columns.next"), kind: "text", width: 28 },
      { key: "nextOn", head: words("columns.nextOn"), kind: "day" },
      ...[euros("direct"), days("days")],
      ...(whole ? [euros("personnel"), euros("support"), euros("total")] : []),
      { key: "output", head: words("columns.output"), kind: "text" },
      days("volume"),
      ...(whole ? [euros("unitCost")] : []),
    ],
    rows: rows.map(({ code, label, kind, unit, done, next, cost, output, main }) => [
      ...[code, label, words(`kinds.${kind}`), unit, done, next?.label ?? "", next?.dueOn ?? null],
      ...[cost.direct, cost.days],
      ...(whole ? [cost.personnel, cost.support, cost.total] : []),
      ...[words(`outputs.${output}`), main?.volume ?? null],
      ...(whole ? [main?.unitCost ?? null] : []),
    ]),
    totals: ["direct", "days", ...(whole ? ["personnel", "support", "total"] : [])],
    orientation: "landscape",
  });
});
