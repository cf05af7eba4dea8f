import { Form, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { sheetAddress } from "#app/domain/forecast/cell-address.ts";
import { comparedTotals, hasMoved } from "#app/domain/forecast/comparison.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { SubmitButton } from "#app/ui/form/buttons.tsx";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import styles from "../../units/units.module.css";
import { ComparedBridge } from "./compared-bridge.tsx";
import { ComparedTable, SummaryTable } from "./compared-table.tsx";
import { loadComparison } from "./load-comparison.ts";
import { now, type Side } from "./side.ts";
import { useNextChange } from "./use-next-change.ts";

export const loader = guard.loader({ capability: "planning.read", unit: ({ params }) => params.unit }, async (scene) => {
  return await loadComparison(scene);
});

const measures = ["AE", "CP", "ETPT", "DAY"] as const;

/** What moved in a unit's sheet between two versions, or since one of them. */
export default function ComparePage() {
  const { year, unit, label, campaign, versions, from, to, lines, all, measure, today } = useLoaderData<typeof loader>();
  const words = useTranslations("compare");
  const forecast = useTranslations("forecast");
  const resources = useTranslations("resources");
  const format = useFormat();
  const place = { year, unit, campaign: campaign.id };
  const named = (side: Side) =>
    side.frozenAt === null ? words("now") : words("versionOn", { name: side.name ?? "", at: format.instant(side.frozenAt.toISOString()) });
  const shownMeasures = measures.filter((own) => (measure === undefined || own === measure) && lines.some((line) => line.measure === own));
  const moved = lines.filter(hasMoved);
  const choices = [{ value: now, label: words("now") }, ...versions.map((own) => ({ value: own.id, label: named(own) }))];
  const heads = from ? { before: from.name ?? words("now"), after: to.name ?? words("now") } : { before: "", after: "" };
  const totals = comparedTotals(moved).filter((total) => measure === undefined || total.measure === measure);
  const bridged = totals.find((total) => total.measure === "CP" && total.targetYear === year) ?? totals[0];
  useNextChange();
  const people = [...new Set(moved.flatMap(({ author }) => author ?? []))];
  return (
    <Page
      title={words("heading", { unit: label, year: String(year) })}
      crumbs={[
        { label: forecast("title"), to: `/${year}/forecast` },
        { label, to: sheetAddress(place) },
      ]}
      message={from && words("message", { count: moved.length, before: named(from), after: named(to), people: people.length })}
    >
      {!from && <EmptyState title={words("noVersion", { campaign: campaign.label })}>{words("noVersionHint")}</EmptyState>}
      {from && (
        <>
          <Form method="get" className={`${styles.inline} no-print`}>
            <input type="hidden" name="campaign" value={campaign.id} />
            <SelectField name="v" label={words("before")} required defaultValue={from.id} options={choices} />
            <SelectField name="vs" label={words("after")} required defaultValue={to.id} options={choices} />
            <SelectField
              name="m"
              label={words("measureHead")}
              none={words("allMeasures")}
              defaultValue={measure === undefined ? "" : addressOf(measure)}
              options={measures.map((own) => ({ value: addressOf(own), label: resources(`short.${own}`) }))}
            />
            <SelectField
              name="lines"
              label={words("shown")}
              none={words("onlyMoved")}
              defaultValue={all ? "all" : ""}
              options={[{ value: "all", label: words("everyLine") }]}
            />
            <SubmitButton look="plain">{words("compare")}</SubmitButton>
          </Form>
          {lines.length === 0 && <EmptyState title={words("nothingAsked", { unit: label })} />}
          {lines.length > 0 && moved.length === 0 && <EmptyState title={words("nothingMoved")}>{words("nothingMovedHint")}</EmptyState>}
          {lines.length > 0 && <SummaryTable lines={lines} heads={heads} />}
          {bridged && <ComparedBridge lines={lines} total={bridged} heads={heads} asOf={today} />}
          {moved.length > 0 && <p className="no-print">{words("keys")}</p>}
          {shownMeasures
            .filter((own) => all || lines.some((line) => line.measure === own && hasMoved(line)))
            .map((own, index) => (
              <ComparedTable
                key={own}
                measure={own}
                lines={lines.filter((line) => line.measure === own)}
                {...{ all, heads, place }}
                main={index === 0}
                actions={index === 0 ? <ExportMenu file={`/${year}/forecast/${encodeURIComponent(unit)}/compare/file`} /> : undefined}
              />
            ))}
        </>
      )}
    </Page>
  );
}

function addressOf(measure: (typeof measures)[number]): string {
  return measure === "DAY" ? "days" : measure.toLowerCase();
}
