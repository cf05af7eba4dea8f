import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { CreditsHeld } from "#app/domain/allotment/credits-held.ts";
import { rungTrace, within } from "#app/domain/trace/trace-of.ts";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { VisibleUnit } from "#db/queries/access.ts";
import { creditsByUnit } from "#db/queries/allotment-board.ts";
import { heldBy } from "../../allotment/credit-rows.ts";
import { unitAddress } from "../addresses.ts";
import { unitsInScope, withBelow } from "../scope.ts";
import { UnitLabel } from "../unit-label.tsx";

interface Row extends VisibleUnit {
  /** Its own and those of the units below it. */
  readonly cp: CreditsHeld;
}

export const loader = guard.loader({ capability: "planning.read" }, async (scene) => {
  const { db, year, services } = scene;
  const units = await unitsInScope(scene, "planning.read");
  const credits = await creditsByUnit(
    db,
    year,
    units.map(({ code }) => code),
  );
  const rows = units.map(
    (unit): Row => ({
      ...unit,
      cp: heldBy(
        credits,
        withBelow(units, unit.code).map(({ code }) => code),
        "CP",
      ),
    }),
  );
  return { year, rows, demo: services.settings.demo };
});

export default function UnitsPage() {
  const { year, rows, demo } = useLoaderData<typeof loader>();
  const words = useTranslations("units.page");
  const stages = useTranslations("allotment.stage");
  const format = useFormat();
  const unit = displayUnitFor(rows.map(({ cp }) => cp.released));
  const columns: Column<Row>[] = [
    {
      key: "unit",
      head: words("unit"),
      cell: ({ code, label, depth }) => <UnitLabel code={code} label={label} depth={depth} to={unitAddress(year, code)} />,
    },
    { key: "kind", head: words("kind"), cell: ({ kind }) => words(`kinds.${kind}`) },
    ...(["released", "paid"] as const).map(
      (key): Column<Row> => ({
        key,
        head: `${stages(key)} (CP)`,
        unit: format.unit("CP", unit),
        align: "end",
        cell: ({ code, cp }) => (
          <Amount quantity={cp[key]} resource="CP" unit={unit} trace={rungTrace(key, { resource: "CP", scope: within(code), year })} />
        ),
      }),
    ),
    { key: "rate", head: words("rate"), align: "end", cell: ({ cp }) => format.share({ part: cp.paid, whole: cp.released }) },
  ];
  return (
    <Page title={words("title", { year: String(year) })} message={words("message", { count: rows.length })}>
      {demo && <Fictitious what={words("amounts")} />}
      <DataTable
        caption={words("caption")}
        main
        columns={columns}
        rows={rows}
        rowKey={({ code }) => code}
        empty={<EmptyState title={words("none")} />}
      />
    </Page>
  );
}
