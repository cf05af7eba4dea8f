import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { capRules } from "#app/domain/allotment/caps.ts";
import { type CarryOverRoom, carryOverCaps, carryOverRooms } from "#app/domain/allotment/carry-over.ts";
import { sum } from "#app/domain/quantity.ts";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { capStates } from "#db/queries/allotment-caps.ts";
import { carriedInto, stageTotals } from "#db/queries/year-end.ts";
import { movementsAddress, newMovementAddress, yearEndAddress } from "../../units/addresses.ts";
import { said } from "../../units/said.ts";
import styles from "../../units/units.module.css";
import { useYearEndCrumbs } from "../year-end/crumbs.ts";
import { endingExercise } from "../year-end/load-year-end.ts";

type Row = CarryOverRoom & { readonly lapsed: bigint; readonly carried: bigint };

export const loader = guard.loader({ capability: "execution.read", whole: true }, async (scene) => {
  const { db, year, mayDo, notFound } = scene;
  const { next } = await endingExercise(scene);
  if (!next) throw notFound("year", String(year + 1));
  const lapsed = (await stageTotals(db, year)).filter(({ stage }) => stage === "lapsed");
  const carried = await carriedInto(db, next.year);
  const rooms = carryOverRooms(await capStates(db, next.year, carryOverCaps));
  const of = (all: readonly { spendingClass: string; resource: string; amount: bigint }[], room: CarryOverRoom) =>
    sum(all.filter((own) => own.spendingClass === room.spendingClass && own.resource === room.resource).map(({ amount }) => amount));
  return {
    ...{ year, next: next.year, mayMove: mayDo("allotment.notify") },
    rows: rooms.map((room): Row => ({ ...room, lapsed: of(lapsed, room), carried: of(carried, room) })),
  };
});

/** What lapsed, what of it the law lets the next exercise take over, and what it took: the movement itself is a document of that exercise. */
export default function CarryOverPage() {
  const { year, next, rows, mayMove } = useLoaderData<typeof loader>();
  const words = useTranslations("yearEnd");
  const format = useFormat();
  const named = { year: String(year), next: String(next) };
  const amount = (key: "lapsed" | "ceiling" | "carried" | "room"): Column<Row> => ({
    ...{ key, head: words(`carryOver.${key}`, named), unit: format.unit("EUR"), align: "end" },
    cell: (row) => <Amount quantity={row[key]} resource="CP" {...(key === "room" ? { tone: "strong" as const } : {})} />,
  });
  const columns: Column<Row>[] = [
    { key: "class", head: words("carryOver.class"), cell: ({ spendingClass }) => words(`class.${spendingClass}`) },
    { key: "resource", head: words("carryOver.resource"), cell: ({ resource }) => resource },
    amount("lapsed"),
    {
      ...{ key: "article", head: words("carryOver.article") },
      cell: ({ cap }) => (
        <>
          {words(`carryOver.caps.${cap as "carryOverPersonnel" | "carryOverOther" | "carryOverAvailable"}`)}
          <span className={styles.note}> · {capRules[cap].article}</span>
        </>
      ),
    },
    amount("ceiling"),
    amount("carried"),
    amount("room"),
  ];
  const whole = (key: "lapsed" | "carried", measure: "AE" | "CP") =>
    said(format, sum(rows.filter(({ resource }) => resource === measure).map((row) => row[key])), "EUR");
  const totals = {
    ...{ lapsedAe: whole("lapsed", "AE"), lapsedCp: whole("lapsed", "CP") },
    ...{ carriedAe: whole("carried", "AE"), carriedCp: whole("carried", "CP") },
  };
  const nothing = rows.every(({ lapsed, carried }) => lapsed === 0n && carried === 0n);
  return (
    <Page
      title={words("carryOver.title", named)}
      crumbs={useYearEndCrumbs(year)}
      message={words("carryOver.message", { ...named, ...totals })}
      actions={
        <>
          <Link to={`${movementsAddress(next)}?kind=carryOver`} className={buttonClass()}>
            {words("carryOver.list")}
          </Link>
          {mayMove && !nothing && (
            <Link to={newMovementAddress(next, "carryOver")} className={buttonClass("primary")}>
              {words("carryOver.new")}
            </Link>
          )}
        </>
      }
    >
      {nothing ? (
        <EmptyState title={words("carryOver.none", named)}>
          <Link to={yearEndAddress(year)} className={buttonClass()}>
            {words("back")}
          </Link>
        </EmptyState>
      ) : (
        <>
          <DataTable
            caption={words("carryOver.caption")}
            hideCaption
            main
            columns={columns}
            rows={rows}
            rowKey={({ spendingClass, resource }) => `${spendingClass} ${resource}`}
          />
          <p className={styles.note}>{words("carryOver.note")}</p>
        </>
      )}
    </Page>
  );
}
