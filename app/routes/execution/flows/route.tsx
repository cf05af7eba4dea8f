import { useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { placeKey } from "#app/domain/cube/flow.ts";
import { guard } from "#app/http/guard.ts";
import { AsKnown } from "#app/ui/as-known.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { FlowFigure } from "#app/ui/figure/flow-figure.tsx";
import type { ShownNode } from "#app/ui/figure/flow-svg.tsx";
import type { Flow } from "#app/ui/figure/flows.ts";
import { usedStage } from "#app/ui/figure/marks.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { flowsAddress } from "../../units/addresses.ts";
import { said } from "../../units/said.ts";
import { unitsInScope } from "../../units/scope.ts";
import { useExecutionCrumb } from "../execution-crumb.ts";
import { FlowChoices } from "./flow-choices.tsx";
import { loadFlows } from "./load-flows.ts";
import { orderedPlaces } from "./ordered-places.ts";
import { type FlowsShown, flowTrace, flowWays, placeName } from "./shown.ts";

export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { year, today, services } = scene;
  const units = await unitsInScope(scene, "execution.read");
  return { year, today, demo: services.settings.demo, shown: await loadFlows(scene, units) };
});

export default function FlowsPage() {
  const { year, today, shown, demo } = useLoaderData<typeof loader>();
  const words = useTranslations("flows");
  const { flows, stage, totals, place } = shown;
  return (
    <Page
      title={words("heading", { year: String(year) })}
      crumbs={[useExecutionCrumb(year)]}
      message={totals.opened === 0n ? words("empty") : <Sentence shown={shown} />}
      actions={<ExportMenu file={`${flowsAddress(year)}/file`} />}
    >
      <AsKnown day={place.asOf?.on ?? null} />
      {demo && <Fictitious what={words("columns.unit")} />}
      <FlowChoices shown={shown} today={today} />
      {flows.length === 0 ? (
        <EmptyState title={words(stage === "used" && totals.opened !== 0n ? "emptyUsed" : "empty")} />
      ) : (
        <FlowsFigure shown={shown} />
      )}
    </Page>
  );
}

/** What was opened, how much of it is used, how much may still be, and how much may not yet. */
function Sentence({ shown: { measure, totals, asOf } }: { readonly shown: FlowsShown }) {
  const words = useTranslations("flows");
  const format = useFormat();
  const unit = displayUnitFor([totals.opened]);
  const say = (quantity: bigint) => said(format, quantity, measure, unit);
  return (
    <>
      {words("message", {
        ...{ measure, day: format.day(asOf), opened: say(totals.opened), used: say(totals.used), available: say(totals.available) },
        ...{ held: say(totals.held), share: format.share({ part: totals.used, whole: totals.opened }) },
      })}
      {totals.overrun !== 0n &&
        ` ${words("messageOverrun", { overrun: said(format, totals.overrun, measure, displayUnitFor([totals.overrun])) })}`}
    </>
  );
}

function FlowsFigure({ shown }: { readonly shown: FlowsShown }) {
  const words = useTranslations("flows");
  const execution = useTranslations("execution");
  const format = useFormat();
  const [search] = useSearchParams();
  const { measure, stage, way, flows: all, asOf, totals } = shown;
  const unit = displayUnitFor([totals.opened]);
  const say = (quantity: bigint) => said(format, quantity, measure, unit);
  const places = orderedPlaces(all, flowWays[way].length);
  const labels = new Map(places.map(({ key, place }) => [key, placeName(place, shown, words)]));
  const nodes = places.map(
    ({ key, place, column }): ShownNode => ({
      ...{ key, column, label: labels.get(key) ?? key },
      ...(place.kind === "fate" && { stage: place.fate === "used" ? usedStage[measure] : "notified" }),
    }),
  );
  const flows = all.map((flow): Flow => {
    return { from: placeKey(flow.from), to: placeKey(flow.to), amount: flow.amount, trace: flowTrace(flow, shown) };
  });
  const named = ({ from, to, amount }: Flow) => ({ from: labels.get(from) ?? from, to: labels.get(to) ?? to, amount: say(amount) });
  const [largest] = flows.toSorted((one, other) => (one.amount === other.amount ? 0 : one.amount > other.amount ? -1 : 1));
  const below = flows.filter(({ amount }) => amount < 0n);
  const addressOf = (node: string | null) => {
    const next = new URLSearchParams(search);
    if (node === null) next.delete("node");
    else next.set("node", node);
    return `?${next}`;
  };
  return (
    <>
      <FlowFigure
        title={words("figure", { stage, largest: largest ? words("largest", named(largest)) : "" })}
        source={execution("source")}
        asOf={asOf}
        resource={measure}
        columns={[...flowWays[way], "fate" as const].map((column) => words(`columns.${column}`))}
        flows={{ nodes, flows }}
        most={9}
        focus={search.get("node")}
        addressOf={addressOf}
        unit={unit}
      />
      {below.length > 0 && (
        <p>
          {words("negative", {
            count: below.length,
            list: below
              .slice(0, 5)
              .map((flow) => words("negativeOne", named(flow)))
              .join(" · "),
          })}
        </p>
      )}
    </>
  );
}
