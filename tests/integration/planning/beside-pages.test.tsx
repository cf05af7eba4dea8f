import { createElement } from "react";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import { freezeVersion } from "#app/commands/freeze-version.ts";
import { matchPlannedExpense } from "#app/commands/match-planned-expense.ts";
import { saveIncome } from "#app/commands/save-income.ts";
import { addPlannedExpenses } from "#app/commands/save-planned-expenses.ts";
import * as planned from "#app/routes/execution/planned/expense/route.tsx";
import * as plannedList from "#app/routes/execution/planned/list/route.tsx";
import * as plannedNew from "#app/routes/execution/planned/new/route.tsx";
import * as plannedPaste from "#app/routes/execution/planned/paste/route.tsx";
import * as compare from "#app/routes/forecast/compare/route.tsx";
import * as income from "#app/routes/forecast/income/route.tsx";
import * as line from "#app/routes/forecast/line/route.tsx";
import { sheetLines } from "#db/queries/forecast/grid.ts";
import { incomesOf } from "#db/queries/forecast/income.ts";
import { freeCommitments } from "#db/queries/planned/match.ts";
import { allot, dr } from "#tests/support/credits.ts";
import { cell, type PlanningWorld, planningWorld, savedRequest } from "#tests/support/planning.ts";
import { must } from "#tests/support/small-organisation.ts";
import { renderPage } from "#tests/unit/ui/render-page.tsx";
import { outcomeOf, posting, reading, type World, worldOn } from "../security/world.ts";

let planning: PlanningWorld;
let world: World;
let token: string;
let lineId: string;
let expenseId: string;

beforeAll(async () => {
  planning = await planningWorld();
  await allot(planning, 10_000_000n);
  world = worldOn(planning);
  await world.superuser.unsafe(`set search_path to ${world.organisation.schemaName}, public`);
  token = await world.session((await planning.agent()).actor.id);
});
afterAll(() => planning.close());

interface PageModule {
  readonly loader: (args: never) => Promise<unknown>;
  readonly default: () => React.ReactNode;
}
const visited = async (page: PageModule, url: string, params: Record<string, string>, locale: "fr" | "en" = "fr", answer?: unknown) => {
  const data = await page.loader(reading(world, url, { token, params }) as never);
  return renderPage(createElement(page.default), { url, locale, data, answer }).replaceAll(/[\s\u00a0\u202f]+/g, " ");
};
const dr44 = { year: "2027", unit: "DR44" };
const execution = { year: "2026" };
const at = (name: string) => `/2027/forecast/DR44/${name}?campaign=${planning.campaignId}`;

test("before anything is said, each page says so and what to do", async () => {
  expect(await visited(income, at("income"), dr44)).toContain("n’attend aucun produit");
  expect(await visited(compare, at("compare"), dr44)).toContain("Aucune version de cette feuille n’est figée");
  expect(await visited(plannedList, "/2026/execution/planned", execution)).toContain("Aucune dépense n’est prévue pour 2026");
  expect(await visited(plannedNew, "/2026/execution/planned/new", execution)).toContain('name="payments"');
  expect(await visited(plannedPaste, "/2026/execution/planned/paste", execution)).toContain('name="rows"');
});

test("with something to show, the pages show it in both languages, with links, totals and forms that need no script", async () => {
  await savedRequest(planning, {
    lines: [{ nature: "31", activity: "01-ENQ", label: "Terrain", cells: [cell("AE", 100_00n), cell("CP", 60_00n, { month: 2 })] }],
  });
  lineId = (await planning.read((db) => sheetLines(db, planning.campaignId, "DR44")))[0]?.id ?? "";
  must(await freezeVersion(await planning.staff(), { campaignId: planning.campaignId, name: "Avant", note: "", units: null }));
  await savedRequest(planning, { lines: [{ nature: "21", activity: "01-ENQ", label: "Équipe", cells: [cell("ETPT", 1200n)] }] });
  const grant = { kind: "earmarkedFund", payer: "Eurostat", targetYear: 2027, month: 3, amount: 500_00n } as const;
  const place = { campaignId: planning.campaignId, unit: "DR44" };
  must(await saveIncome(await planning.agent(), { ...place, ...grant, certainty: "sure", purpose: "Pilote", lineId }));
  const [{ id: incomeId = "" } = {}] = await planning.read((db) => incomesOf(db, planning.campaignId, "DR44"));
  const again = {
    ...place,
    ...grant,
    payer: "Commission",
    certainty: "sure",
    purpose: "Pilote",
    lineId,
    incomeId,
    seenVersion: 1,
  } as const;
  must(await saveIncome(await planning.agent(), again));
  const expenses = [300_00n, 700_00n].map((amount) => {
    return { object: `Achat ${amount}`, amount, month: "2026-06", payments: [{ month: "2026-07", amount }], supplier: "", lineId: null };
  });
  const { ids } = must(await addPlannedExpenses(await planning.agent(), { year: 2026, unit: "DR44", expenses }));
  expenseId = ids[0] ?? "";
  const order = (amount: bigint) => {
    return { on: "2026-06-12", label: "Commande", party: "FOUR1", lines: [{ ...dr, amount, schedule: [{ year: 2026, amount }] }] };
  };
  must(await commitExpenses(await planning.head(), { commitments: [order(100_00n), order(700_00n)] }));
  const [small] = (await planning.read((db) => freeCommitments(db, 2026, ["DR44"]))).filter(({ free }) => free === 100_00n);
  const asked = { year: 2026, unit: "DR44", id: expenseId, seenVersion: 1, commitmentId: small?.commitmentId ?? "", line: 1 };
  must(await matchPlannedExpense(await planning.agent(), { ...asked, keepRest: true }));

  const incomePage = await visited(income, at("income"), dr44);
  expect(incomePage).toContain("500,00 € attendus : 500,00 € sûrs");
  expect(incomePage).toContain("Fonds de concours");
  expect(incomePage).toContain("Qui verse : Eurostat → Commission");
  expect(incomePage).toContain('name="restore" value="no"');
  const comparePage = await visited(compare, at("compare"), dr44);
  expect(comparePage).toContain("Équipe");
  expect(comparePage).toContain(`cell=`);
  expect(await visited(compare, `${at("compare")}&lines=all`, dr44)).toContain("Terrain");
  const linePage = await visited(line, at(`lines/${lineId}`), { ...dr44, line: lineId });
  for (const field of ["figures.CP.m2", "figures.CP.m12", "figures.CP.y2029", "figures.AE.y2027"])
    expect(linePage).toContain(`name="${field}"`);
  const listPage = await visited(plannedList, "/2026/execution/planned", execution);
  expect(listPage).toContain("Même montant, même mois");
  expect(listPage).toContain("2 dépenses sont encore à venir, pour 900,00 € d’AE.");
  const own = { ...execution, expense: expenseId };
  const onePage = await visited(planned, `/2026/execution/planned/${expenseId}`, own);
  expect(onePage).toContain("200,00 € encore à venir sur 300,00 €");
  expect(onePage).toContain('value="unmatch"');
  const english = [
    await visited(income, at("income"), dr44, "en"),
    await visited(compare, at("compare"), dr44, "en"),
    await visited(line, at(`lines/${lineId}`), { ...dr44, line: lineId }, "en"),
    await visited(plannedList, "/2026/execution/planned", execution, "en"),
    await visited(planned, `/2026/execution/planned/${expenseId}`, own, "en"),
  ];
  for (const [index, text] of ["Earmarked contribution", "amount", "Plain form", "still to come", "Planned expense no."].entries())
    expect(english[index]).toContain(text);
});

test("a refused form comes back with what was typed and its error at the field; a paste with its preview", async () => {
  const params = { ...dr44, line: lineId };
  const url = at(`lines/${lineId}`);
  const typed = { seenRevision: "999", "figures.CP.m2": "-5", "figures.AE.y2027": "100" };
  const { body } = await outcomeOf(line.action(posting(world, url, typed, { token, params }) as never));
  const page = await visited(line, url, params, "fr", body);
  expect(page).toContain("Une demande ne peut pas être négative");
  expect(page).toContain('value="-5"');
  const paste = "/2026/execution/planned/paste";
  const rows = { unit: "DR44", step: "look", rows: "A\tmille\tmars\nB\t5\tmai", lineId: "" };
  const looked = await outcomeOf(plannedPaste.action(posting(world, paste, rows, { token, params: execution }) as never));
  const preview = await visited(plannedPaste, paste, execution, "fr", looked.body);
  expect(preview).toContain("Une ligne sera ajoutée, une est refusée.");
  expect(preview).toContain("Ajouter la dépense");
  const bad = await outcomeOf(income.action(posting(world, at("income"), { act: "save", payer: "" }, { token, params: dr44 }) as never));
  expect(await visited(income, at("income"), dr44, "fr", bad.body)).toContain('aria-invalid="true"');
});
