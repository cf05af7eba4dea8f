import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { applyLevers } from "#app/commands/apply-levers.ts";
import { costSightOf } from "#app/domain/forecast/staff/cost-sight.ts";
import { guard } from "#app/http/guard.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { frameOf } from "#db/queries/arbitration/scenario-frame.ts";
import { leveredCells } from "#db/queries/arbitration/scenario-levers.ts";
import { natureChoices, unitChoices } from "#db/queries/arbitration/unit-choices.ts";
import { measureIn } from "../measure.ts";
import { MeasureChoices } from "../measure-choices.tsx";
import { crumbsOf } from "../scenario/crumbs.ts";
import { scenarioAddress } from "../scenario/scenario-address.ts";
import { scenarioAt } from "../scenario/scenario-at.ts";
import { LeverForm } from "./lever-form.tsx";
import { LeverPreview } from "./lever-preview.tsx";
import { leveredUnits } from "./preview.ts";
import { leversIn } from "./read-levers.ts";

export const loader = guard.loader({ capability: "arbitration.prepare" }, async (scene) => {
  const { db, year, url, access, today } = scene;
  const { scenario, campaign, units, may } = await scenarioAt(db, scene);
  if (!may.prepare) throw scene.notFound("scenario", scenario.id);
  const levers = leversIn(url.searchParams);
  const measure = measureIn(url.searchParams);
  const { cells, changed } = levers.pulled
    ? await leveredCells(db, { frame: await frameOf(db, scenario), campaign, today }, levers.setting)
    : { cells: [], changed: [] };
  return {
    ...{ year, scenario, measure, typed: levers.typed, wrongShare: levers.wrongShare, pulled: levers.pulled },
    changed: changed.length,
    rows: leveredUnits(cells, changed, { measure, year, sight: costSightOf(access) }),
    units: await unitChoices(db, units, year),
    natures: await natureChoices(db, year),
    key: scene.newKey(),
  };
});

export const action = guard.action({ capability: "arbitration.prepare" }, async (scene) => {
  const { form, year, context, read, refused, redirect } = scene;
  const { scenario } = await read((db) => scenarioAt(db, scene));
  const { setting, pulled } = leversIn(form);
  if (!pulled) return refused({ kind: "nothing-changes", by: "lever" });
  const seen = String(form.get("seen") ?? "");
  const applied = await applyLevers(context, { scenarioId: scenario.id, seen: /^\d{1,18}$/.test(seen) ? BigInt(seen) : 0n, ...setting });
  if (!applied.ok) return refused(applied.refusal);
  return redirect(scenarioAddress(year, scenario.id), "scenarios.levers.applied", { count: applied.value.cells });
});

/** Levers on a whole scenario: set, looked at as ghosts over what is there, then written as one batch. */
export default function LeversPage() {
  const page = useLoaderData<typeof loader>();
  const { year, scenario, measure, rows, changed, pulled } = page;
  const answer = useActionData<typeof action>();
  const words = useTranslations("scenarios");
  const arbitration = useTranslations("arbitration");
  return (
    <Page
      title={words("levers.heading", { name: scenario.name })}
      crumbs={crumbsOf(arbitration, { year, scenario })}
      message={words("levers.intro")}
    >
      {answer && <Notice kind="refusal" title={answer.refusal.message} />}
      <LeverForm year={year} typed={page.typed} wrongShare={page.wrongShare} units={page.units} natures={page.natures} measure={measure} />
      {!pulled && <p>{words("levers.choose")}</p>}
      {pulled && changed === 0 && <Notice kind="information" title={words("levers.none")} />}
      {pulled && changed > 0 && (
        <>
          <MeasureChoices measure={measure} />
          <LeverPreview
            {...{ year, measure, rows, changed, units: page.units, typed: page.typed, commandKey: page.key }}
            seen={scenario.revision.toString()}
          />
        </>
      )}
    </Page>
  );
}
