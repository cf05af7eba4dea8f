import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { unitsWhere } from "#app/domain/access.ts";
import { costSightOf, costView } from "#app/domain/forecast/staff/cost-sight.ts";
import type { Day } from "#app/domain/month.ts";
import { type BudgetResource, sum } from "#app/domain/quantity.ts";
import { within } from "#app/domain/trace/trace-of.ts";
import { guard } from "#app/http/guard.ts";
import { searchOf } from "#app/http/search.ts";
import { Amount } from "#app/ui/amount.tsx";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { CostsLeftOut } from "#app/ui/planning/costs-left-out.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { Db } from "#db/client.ts";
import {
  arbitratedByUnit,
  boardCredits,
  movementsPage,
  openedByOrigin,
  type ProgrammeCredits,
  programmeCredits,
  scenarioToNotify,
} from "#db/queries/allotment-board.ts";
import { dueTranches, movementsWaiting } from "#db/queries/allotment-movement.ts";
import { lettersOf, notificationsOf } from "#db/queries/allotment-notification.ts";
import { rootUnit } from "#db/queries/execution-reference.ts";
import {
  allotmentAddress,
  legalCapsAddress,
  movementsAddress,
  newMovementAddress,
  newNotificationAddress,
  newTransferAddress,
  notificationAddress,
  reserveAddress,
  transfersAddress,
} from "../../units/addresses.ts";
import { MeasureSwitch } from "../../units/measure-switch.tsx";
import { said } from "../../units/said.ts";
import { depthAmong, scopedUnit, unitsInScope } from "../../units/scope.ts";
import styles from "../../units/units.module.css";
import { asOfIn } from "../as-of.ts";
import { heldBy } from "../credit-rows.ts";
import { MovementTable } from "../movement-table.tsx";
import { AsOfForm } from "./as-of-form.tsx";
import { type BoardRow, BoardTable } from "./board-table.tsx";
import { StageTable } from "./stage-table.tsx";

const pageSize = 20;

export const loader = guard.loader({ capability: "allotment.read" }, async (scene) => {
  const { db, year, url, today, access, mayDo, services } = scene;
  const units = await unitsInScope(scene, "allotment.read");
  const codes = units.map(({ code }) => code);
  const measure: BudgetResource = searchOf(url).measure ?? "CP";
  const asOf = asOfIn(url);
  const { credits, totals } = await boardCredits(db, year, codes, asOf);
  const sight = costSightOf(access);
  const arbitrated = await arbitratedByUnit(db, year, codes, sight);
  const rows = units
    .map(({ code, label, depth }): BoardRow => {
      const decided = arbitrated.find(({ unit, resource }) => unit === code && resource === measure)?.amount ?? null;
      return { code, label, depth, arbitrated: decided, held: heldBy(credits, [code], measure) };
    })
    .filter(({ arbitrated: decided, held }) => decided !== null || held.notified !== 0n);
  const shown = rows.map(({ code }) => code);
  const root = await rootUnit(db, today);
  const mayNotify = root !== undefined && mayDo("allotment.notify", root);
  const seesAll = root !== undefined && codes.includes(root);
  const before = Number(/^\d{1,9}$/.exec(url.searchParams.get("after") ?? "")?.[0]) || undefined;
  const movements = await movementsPage(db, {
    year,
    units: codes,
    before,
    limit: pageSize + 1,
    reader: scene.person.id,
    ...(asOf && { to: asOf.on }),
  });
  return {
    ...{
      year,
      measure,
      rows: rows.map((row) => ({ ...row, depth: depthAmong(units, shown, row.code) })),
      partial: shown.some((code) => costView(sight, code) !== "whole"),
      ...{ paged: before !== undefined, unit: scopedUnit(url, units) },
      demo: services.settings.demo,
    },
    ...{ asOf: asOf ?? null, today, seesAll, mayRequest: mayDo("allotment.request"), mayNotify },
    totals: seesAll ? totals : [],
    origins: seesAll ? await openedByOrigin(db, year, asOf) : [],
    programme: seesAll ? [] : (await programmeCredits(db, year, codes, asOf)).filter(({ resource }) => resource === measure),
    waiting: await movementsWaiting(db, { year, units: codes, reader: scene.person.id }),
    due: (await dueTranches(db, { year, units: [...unitsWhere(access, "allotment.release")], today })).length,
    toNotify: mayNotify ? ((await scenarioToNotify(db, year, root)) ?? null) : null,
    notifications: await notificationsSeen(scene.db, year, codes),
    movements: movements.slice(0, pageSize),
    more: movements.length > pageSize,
  };
});

/** The notifications that wrote to these units, and how many of them have answered. */
async function notificationsSeen(db: Db, year: number, units: readonly string[]) {
  const seen: { id: string; on: Day; scenario: string; letters: number; acknowledged: number }[] = [];
  for (const { id, on, scenario } of await notificationsOf(db, year)) {
    const letters = await lettersOf(db, id, units);
    const acknowledged = letters.filter(({ acknowledgedAt }) => acknowledgedAt !== null).length;
    if (letters.length > 0) seen.push({ id, on, scenario, letters: letters.length, acknowledged });
  }
  return seen;
}

export default function AllotmentPage() {
  const data = useLoaderData<typeof loader>();
  const { year, measure, rows, unit, partial, programme, toNotify, movements, more, paged, demo, notifications } = data;
  const { asOf, today, seesAll, totals, origins, waiting, due, mayRequest, mayNotify } = data;
  const words = useTranslations("allotment");
  const own = useTranslations("movements");
  const format = useFormat();
  const notified = sum(rows.map(({ held }) => held.notified));
  const released = sum(rows.map(({ held }) => held.released));
  const say = (quantity: bigint) => said(format, quantity, measure, "meur");
  const last = movements.at(-1);
  return (
    <Page
      title={words("heading", { year: String(year) })}
      marks={asOf && <StatePill kind="locked">{own("asOf.mark", { day: format.day(asOf.on) })}</StatePill>}
      message={words("message", { notified: say(notified), released: say(released), left: say(notified - released) })}
      actions={
        <>
          {toNotify && (
            <Link to={newNotificationAddress(year)} className={buttonClass("primary")}>
              {words("notify", { scenario: toNotify.name })}
            </Link>
          )}
          {mayNotify && (
            <Link to={newMovementAddress(year)} className={buttonClass(toNotify ? "plain" : "primary")}>
              {own("new")}
            </Link>
          )}
          {mayRequest && (
            <Link to={newTransferAddress(year)} className={buttonClass()}>
              {own("newTransfer")}
            </Link>
          )}
        </>
      }
    >
      {demo && <Fictitious what={words("byUnit")} />}
      {(waiting.proposed > 0 || waiting.drafts > 0 || due > 0) && (
        <ul className={styles.list}>
          {waiting.proposed > 0 && (
            <li>
              <Link to={`${movementsAddress(year)}?state=proposed`}>{own("board.proposed", { count: waiting.proposed })}</Link>
            </li>
          )}
          {waiting.drafts > 0 && (
            <li>
              <Link to={`${movementsAddress(year)}?state=draft`}>{own("board.drafts", { count: waiting.drafts })}</Link>
            </li>
          )}
          {due > 0 && (
            <li>
              <Link to={`${allotmentAddress(year)}/tranches`}>{own("board.due", { count: due })}</Link>
            </li>
          )}
        </ul>
      )}
      <AsOfForm asOf={asOf} latest={today} />
      {seesAll && (
        <Section
          title={own("board.stages")}
          actions={
            <span>
              <Link to={reserveAddress(year)}>{own("reserve.title")}</Link> · <Link to={legalCapsAddress(year)}>{own("caps.title")}</Link>
            </span>
          }
        >
          <StageTable totals={totals} origins={origins} measure={measure} />
        </Section>
      )}
      {programme.length > 0 && <Programme programme={programme} measure={measure} />}
      <Section title={words("board")} actions={<MeasureSwitch current={measure} measures={["AE", "CP", "ETPT", "DAY"]} />}>
        <BoardTable year={year} rows={rows} measure={measure} place={{ scope: within(unit), ...(asOf && { asOf }) }} />
        <CostsLeftOut when={partial && (measure === "AE" || measure === "CP")} />
      </Section>
      {notifications.length > 0 && (
        <Section title={words("notifications")}>
          <ul className={styles.list}>
            {notifications.map(({ id, on, scenario, letters, acknowledged }) => (
              <li key={id}>
                <Link to={notificationAddress(year, id)}>{words("notification.heading", { day: format.day(on) })}</Link>
                {` – ${words("notification.answered", { scenario, letters, acknowledged })}`}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section
        title={words("movements")}
        actions={
          <span>
            <Link to={transfersAddress(year)}>{own("transfers")}</Link> · <Link to={movementsAddress(year)}>{own("allMovements")}</Link>
          </span>
        }
      >
        <MovementTable
          year={year}
          movements={movements}
          pages={{ first: paged ? allotmentAddress(year) : undefined, next: more && last ? `?after=${last.number}` : undefined }}
        />
      </Section>
    </Page>
  );
}

interface ProgrammeProps {
  readonly programme: readonly ProgrammeCredits[];
  readonly measure: BudgetResource;
}

/** What the programme was opened, what it keeps in reserve, and what it has not given yet. */
function Programme({ programme, measure }: ProgrammeProps) {
  const words = useTranslations("allotment");
  const columns: Column<ProgrammeCredits>[] = [
    { key: "class", head: words("credits"), cell: ({ spendingClass }) => words(`class.${spendingClass}`) },
    ...(["voted", "reserve", "unallocated"] as const).map(
      (key): Column<ProgrammeCredits> => ({
        key,
        head: words(`programmeStage.${key}`),
        align: "end",
        cell: (row) => <Amount quantity={row[key]} resource={measure} withUnit />,
      }),
    ),
  ];
  return (
    <Section title={words("programme")}>
      <DataTable
        caption={words("programme")}
        hideCaption
        columns={columns}
        rows={programme}
        rowKey={({ spendingClass }) => spendingClass}
      />
    </Section>
  );
}
