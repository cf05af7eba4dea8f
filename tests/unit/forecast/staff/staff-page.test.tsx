import { expect, test } from "vitest";
import type { CostTable } from "#app/domain/forecast/staff/cost.ts";
import { staffPlan } from "#app/domain/forecast/staff/staff-plan.ts";
import type { StaffShown } from "#app/routes/forecast/staff/load-staff.ts";
import { StaffForm } from "#app/routes/forecast/staff/staff-form.tsx";
import { StaffPart } from "#app/routes/forecast/staff/staff-part.tsx";
import { StaffOrigin } from "#app/routes/forecast/unit/sheet/staff-origin.tsx";
import { renderPage } from "../../ui/render-page.tsx";

const lines = [
  { id: "1", lineId: "p", pensionsLineId: "q", category: "21-1025", activity: "01-ENQ", fte: 80n, entry: "2027-07", exit: null, label: "" },
];
const table: CostTable = {
  costs: [{ category: "21-1025", fromYear: 2027, cost: 6_000_000n, categoryMeasures: 0n, rebasing: 0n, other: 0n }],
  hypotheses: [{ fromYear: 2027, generalMeasures: 0n, gvtPlus: 0n, gvtMinus: 0n, pensions: 5_000n, pensionsNature: "22" }],
};
const years = [2027, 2028, 2029];
const plan = staffPlan("newMeasure", lines, years, table);
const staff: StaffShown = {
  ...{ years, lines, there: [] },
  categories: [{ code: "21-1025", label: "Catégorie A" }],
  activities: [{ code: "01-ENQ", label: "Enquêtes" }],
  bridges: plan.ok ? plan.value.bridges : [],
};

/** The text of a page, spaces of any kind being one space. */
function textOf(html: string): string {
  return html
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll("&#x27;", "'")
    .replaceAll(/\s+/g, " ");
}

test.each(["fr", "en"] as const)("the staff, its ETPT by year, its full-year effect and its cost are on the page (%s)", (locale) => {
  const text = textOf(renderPage(<StaffPart staff={staff} kind="newMeasure" edit="/edit" />, { locale }));
  for (const figure of locale === "fr" ? ["0,80", "0,40", "+0,40", "24 000", "36 000"] : ["0,80", "0.40", "+0.40", "24,000", "36,000"])
    expect(text).toContain(figure);
});

test("whoever does not see costs is told so, and is given none", () => {
  const text = textOf(renderPage(<StaffPart staff={{ ...staff, bridges: "hidden" }} kind="newMeasure" />));
  expect(text).toContain("calculé et vu par les gestionnaires du programme");
  expect(text).not.toContain("24 000");
});

test("the form shows what its lines come to, and has room for more without a script", () => {
  const html = renderPage(<StaffForm staff={staff} kind="newMeasure" answer={undefined} commandKey="k" seenRevision={5n} />);
  expect(textOf(html)).toContain("ETPT 2027 : 0,40");
  expect(html.match(/<fieldset/g)).toHaveLength(5);
  expect(html).toContain('name="staff[0].entry" ');
});

test("a computed cell tells its formula with what went into it, in both languages", () => {
  const story = {
    lines: [{ label: "21-1025", fte: "80", months: 6, etpt: "480" }],
    costs: [
      {
        ...{ category: "21-1025", etpt: "480", cost: "6000000", amount: "2400000", pay: "2400000", due: "1200000" },
        ...{ general: "0", plus: "0", minus: "0", pensions: "5000" },
      },
    ],
  };
  expect(textOf(renderPage(<StaffOrigin staff={story} year={2027} />))).toContain("0,80 ETP × 6 mois / 12 = 0,40 ETPT");
  expect(textOf(renderPage(<StaffOrigin staff={story} year={2027} />, { locale: "en" }))).toContain("average cost 21-1025");
});
