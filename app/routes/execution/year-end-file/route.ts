import { guard } from "#app/http/guard.ts";
import { amountColumn, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { formatterFor } from "#app/ui/format/formatter.ts";
import { isOpen, loadYearEnd } from "../year-end/load-year-end.ts";
import { stepsOf } from "../year-end/shown.ts";

/** The steps of a year's end with their figures, as they stand: the sheet that goes with the closing. */
export const loader = guard.loader({ capability: "execution.read", whole: true }, async (scene) => {
  const { locale, year } = scene;
  const words = translatorFor(locale, "yearEnd");
  const format = formatterFor(locale, translatorFor(locale, "units"));
  const { totals, ...shown } = await loadYearEnd(scene);
  const may = { close: false, request: false, pay: false, seeLedger: false };
  const steps = stepsOf({ ...shown, open: totals.filter(isOpen), may });
  const named = { year: String(year), next: String(shown.next ?? year + 1) };
  return await tableFileResponse(scene, {
    ...{ locale, fileName: words("fileName", named), title: words("title", named) },
    facts: [[words("lastDay"), format.day(shown.exercise.lastDay)]],
    columns: [
      { key: "step", head: words("step"), kind: "text", width: 48 },
      { key: "state", head: words("state"), kind: "text" },
      { key: "count", head: words("count"), kind: "number" },
      amountColumn(locale, { key: "ae", head: words("ae"), resource: "AE" }),
      amountColumn(locale, { key: "cp", head: words("cp"), resource: "CP" }),
    ],
    rows: steps.map(({ step, state, count, ae, cp }) => [words(`name.${step}`, named), words(`states.${state}`), count, ae, cp]),
  });
});
