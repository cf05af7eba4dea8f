import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { prepareAmounts } from "#app/commands/prepare-amounts.ts";
import { totalled } from "#app/domain/arbitration/amount.ts";
import { standingsOf } from "#app/domain/arbitration/envelope.ts";
import { lineStates } from "#app/domain/arbitration/scenario/line-state.ts";
import { costSightOf } from "#app/domain/forecast/staff/cost-sight.ts";
import { sum } from "#app/domain/quantity.ts";
import { guard } from "#app/http/guard.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { CostsLeftOut } from "#app/ui/planning/costs-left-out.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { envelopesOf } from "#db/queries/arbitration/envelope.ts";
import { baseFrame, frameOf, markOf, referenceFrame } from "#db/queries/arbitration/scenario-frame.ts";
import { movedCells } from "#db/queries/arbitration/scenario-merge.ts";
import { decisionCounts, scenarioMoves, stateCounts, unitTotals } from "#db/queries/arbitration/scenario-reading.ts";
import { lastBatch } from "#db/queries/arbitration/scenario-writing.ts";
import { unitChoices } from "#db/queries/arbitration/unit-choices.ts";
import { measureIn } from "../measure.ts";
import { crumbsOf } from "./crumbs.ts";
import { LastWriting } from "./last-writing.tsx";
import { LineFilters } from "./line-filters.tsx";
import { LineTable } from "./line-table.tsx";
import { amountsIn } from "./read-amounts.ts";
import { shownLines } from "./read-lines.ts";
import styles from "./scenario.module.css";
import { ScenarioActions } from "./scenario-actions.tsx";
import { scenarioAddress } from "./scenario-address.ts";
import { scenarioAt } from "./scenario-at.ts";
import { ScenarioMeters } from "./scenario-meters.tsx";

export const loader = guard.loader({ capability: "arbitration.read" }, async (scene) => {
  const { db, year, url, access } = scene;
  const at = await scenarioAt(db, scene);
  const { scenario, campaign, units, whole, may, adopted } = at;
  const measure = measureIn(url.searchParams);
  const sight = costSightOf(access);
  const frame = await frameOf(db, scenario);
  const theirs = await referenceFrame(db, scenario, frame);
  const base = baseFrame(frame);
  const moved = markOf(theirs) === markOf(base) ? [] : await movedCells(db, { base, mine: frame, theirs }, { sight, units });
  const filter = filterIn(url.searchParams);
  const totals = (await unitTotals(db, frame, { sight, units })).filter((own) => own.measure === measure && own.targetYear === year);
  return {
    ...{ year, measure, scenario, may, adopted, filter, moved: moved.length },
    standings: standingsOf({
      envelopes: whole ? (await envelopesOf(db, campaign.id)).filter((own) => own.measure === measure && own.targetYear === year) : [],
      asked: totalled(totals),
      decided: totalled(totals.map(({ decided, ...key }) => ({ ...key, amount: decided }))),
    }),
    costsHidden: sight !== "everywhere" && [...units].some((unit) => !sight.has(unit)),
    shown: await shownLines(db, { frame, scenario: scenario.id, units, sight }, { measure, year, filter }),
    prepared: sum([...(await stateCounts(db, scenario.id, units)).values()].map(BigInt)),
    decisions: await decisionCounts(db, scenario.id, units),
    last: (await lastBatch(db, scenario.id)) ?? null,
    moves: await scenarioMoves(db, scenario.id),
    choices: await unitChoices(db, units, year),
    writable: may.prepare && scenario.state === "open" && !adopted && campaign.state !== "closed",
    keys: { amounts: scene.newKey(), undo: scene.newKey() },
  };
});

export const action = guard.action({ capability: "arbitration.prepare" }, async (scene) => {
  const { form, url, year, context, refused, redirect, read } = scene;
  const { scenario } = await read((db) => scenarioAt(db, scene));
  const amounts = amountsIn(form, { measure: measureIn(url.searchParams), targetYear: year });
  if (!amounts.ok) return refused(amounts.refusal);
  if (amounts.value.length === 0) return refused({ kind: "nothing-changes", by: "amounts" });
  const seen = String(form.get("seen") ?? "");
  const input = { scenarioId: scenario.id, seen: /^\d{1,18}$/.test(seen) ? BigInt(seen) : 0n, amounts: amounts.value };
  const prepared = await prepareAmounts(context, input);
  if (!prepared.ok) return refused(prepared.refusal);
  return redirect(scenarioAddress(year, scenario.id, url.search), "scenarios.saved", { count: amounts.value.length });
});

/** A scenario as it is worked on: its totals, its lines, their amounts and their states. */
export default function ScenarioPage() {
  const page = useLoaderData<typeof loader>();
  const { year, measure, scenario, standings, decisions, moved, adopted } = page;
  const answer = useActionData<typeof action>();
  const words = useTranslations("scenarios");
  const arbitration = useTranslations("arbitration");
  const format = useFormat();
  const readOnly = scenario.state !== "open" ? scenario.state : adopted ? "other" : undefined;
  return (
    <Page
      title={words("heading", { name: scenario.name })}
      crumbs={crumbsOf(arbitration, { year, scenario }).slice(0, 2)}
      message={words("message", { prepared: Number(page.prepared), ...decisions })}
      actions={<ScenarioActions year={year} scenario={scenario} may={page.may} adopted={adopted} writable={page.writable} />}
    >
      {answer && <Notice kind="refusal" title={answer.refusal.message} />}
      {readOnly && <Notice kind="information" title={words(`readOnly.${readOnly}`)} />}
      {moved > 0 && readOnly === undefined && (
        <Notice kind="warning" title={words("referenceMoved", { count: moved })}>
          <Link to={scenarioAddress(year, scenario.id, "/merge")}>{words("seeMerge")}</Link>
        </Notice>
      )}
      <ScenarioMeters standings={standings} measure={measure} year={year} scenario={scenario} />
      <CostsLeftOut when={page.costsHidden} />
      {page.last && (
        <LastWriting last={page.last} year={year} scenario={scenario.id} writable={page.writable} commandKey={page.keys.undo} />
      )}
      <LineFilters filter={page.filter} units={page.choices} />
      <LineTable
        {...{ year, measure, shown: page.shown, scenario, writable: page.writable, commandKey: page.keys.amounts }}
        filtered={page.filter.unit !== undefined || page.filter.state !== undefined || page.filter.query !== "" || page.filter.all}
      />
      {page.moves.length > 0 && (
        <Section title={words("history")}>
          <ul className={styles.history}>
            {page.moves.map((move) => {
              const state = (own: string) => arbitration(`scenarioStates.${own}` as "scenarioStates.open");
              const said = { from: state(move.from), to: state(move.to), author: move.author, at: format.instant(move.at.toISOString()) };
              return (
                <li key={move.at.toISOString()}>
                  {words("historyLine", said)}
                  {move.reason && <span className={styles.quiet}> — {move.reason}</span>}
                </li>
              );
            })}
          </ul>
        </Section>
      )}
    </Page>
  );
}

function filterIn(search: URLSearchParams) {
  const page = Number(search.get("page") ?? "0");
  return {
    unit: search.get("of") || undefined,
    state: lineStates.find((state) => state === search.get("state")),
    all: search.get("lines") === "all",
    query: (search.get("q") ?? "").normalize("NFC").trim().slice(0, 200),
    page: Number.isInteger(page) && page > 0 ? page : 0,
  };
}
