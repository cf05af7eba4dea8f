import { amountUnder, type DecidedAmount, type PlannedAmount, totalled } from "#app/domain/arbitration/amount.ts";
import { decide } from "#app/domain/arbitration/decision.ts";
import type { DecisionVerb } from "#app/domain/arbitration/verb.ts";
import { transitions } from "#app/domain/forecast/transition.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { wordsOf } from "#app/http/refusal.ts";
import type { Db } from "#db/client.ts";
import { decisionBasis } from "#db/queries/arbitration/basis.ts";
import { standingDecision } from "#db/queries/arbitration/decision.ts";
import { type Scenario, scenariosOf, shownScenario } from "#db/queries/arbitration/scenario.ts";
import { frameOf } from "#db/queries/arbitration/scenario-frame.ts";
import { cellsIn } from "#db/queries/arbitration/scenario-reading.ts";
import { authorsOf, type RequestRow } from "#db/queries/forecast/request.ts";

/** What a verb whose reason goes without saying would decide, or why it cannot. */
export interface OneClick {
  readonly verb: "grant" | "capAtNotified" | "propose";
  readonly amounts: readonly DecidedAmount[];
  readonly unavailable: string | null;
}

/** What the decision form is made of; `obstacle` says why nothing can be decided here. */
export interface Deciding {
  readonly scenario: Scenario | undefined;
  readonly obstacle: "noScenario" | "adopted" | "author" | "notYet" | "forbidden" | null;
  readonly corrects: number | null;
  readonly oneClick: readonly OneClick[];
  /** What the amounts of an open decision start from. */
  readonly start: readonly PlannedAmount[];
}

export async function decidingOn(
  db: Db,
  request: RequestRow,
  scene: Pick<LoaderScene, "url" | "person" | "mayDo" | "locale">,
): Promise<Deciding> {
  const scenarios = await scenariosOf(db, request.campaignId);
  const scenario = shownScenario(scenarios, scene.url.searchParams.get("scenario"));
  if (!scenario) return { scenario, obstacle: "noScenario", corrects: null, oneClick: [], start: [] };
  const basis = await decisionBasis(db, scenario.id, request);
  const yields = (verb: DecisionVerb) => decide({ ...basis, verb, reason: verb, condition: "", given: [] });
  const oneClick = (["grant", "capAtNotified", "propose"] as const).map((verb): OneClick => {
    const result = yields(verb);
    return { verb, amounts: result.ok ? result.value : [], unavailable: result.ok ? null : wordsOf(result.refusal, scene.locale) };
  });
  const startVerb = scenario.startFrom === "previousYear" ? "capAtNotified" : scenario.startFrom === "proposal" ? "propose" : "grant";
  const started = yields(startVerb);
  const usual = started.ok ? started.value.map(({ asked: _, decided, ...key }) => ({ ...key, amount: decided })) : basis.asked;
  const start = (await preparedFor(db, scenario, request.id, basis.asked)) ?? usual;
  const authors = await authorsOf(db, request.id);
  return {
    ...{ scenario, oneClick, start },
    corrects: (await standingDecision(db, scenario.id, request.id))?.number ?? null,
    obstacle: obstacleOf({
      adopted: scenarios.some((own) => own.state === "adopted"),
      author: authors.has(scene.person.id),
      notYet: !transitions.decide.from.includes(request.state),
      forbidden: !scene.mayDo("arbitration.decide", request.unit),
    }),
  };
}

/** What was prepared of a request in a scenario, where something was: the decision starts from it. */
async function preparedFor(
  db: Db,
  scenario: Scenario,
  request: string,
  asked: readonly PlannedAmount[],
): Promise<PlannedAmount[] | undefined> {
  const cells = await cellsIn(db, await frameOf(db, scenario), { requests: [request] });
  if (cells.every(({ state }) => state === null)) return undefined;
  const given = totalled(cells);
  return asked.map((ask) => ({ ...ask, amount: amountUnder(given, ask) }));
}

function obstacleOf(obstacles: Record<"forbidden" | "adopted" | "author" | "notYet", boolean>): Deciding["obstacle"] {
  return (["forbidden", "adopted", "author", "notYet"] as const).find((obstacle) => obstacles[obstacle]) ?? null;
}
