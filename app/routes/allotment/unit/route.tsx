import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { releaseTranche } from "#app/commands/release-tranche.ts";
import type { Day } from "#app/domain/month.ts";
import { sum } from "#app/domain/quantity.ts";
import { alone } from "#app/domain/trace/trace-of.ts";
import { dayField, uuidField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { StatePill } from "#app/ui/state-pill.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { creditsByUnit, movementsPage } from "#db/queries/allotment-board.ts";
import { lettersOf, notificationsOf } from "#db/queries/allotment-notification.ts";
import {
  allotmentAddress,
  letterAddress,
  movementsAddress,
  newTranchesAddress,
  newTransferAddress,
  unitAddress,
  unitAllotmentAddress,
  unitExecutionAddress,
} from "../../units/addresses.ts";
import { said } from "../../units/said.ts";
import { asOfIn } from "../as-of.ts";
import { AsOfForm } from "../board/as-of-form.tsx";
import { heldBy, holdingRows } from "../credit-rows.ts";
import { HoldingTable } from "../holding-table.tsx";
import { MovementTable } from "../movement-table.tsx";
import { TrancheTable } from "./tranche-table.tsx";

const schema = z.object({ movementId: uuidField(), on: dayField() });

export const loader = guard.loader({ capability: "allotment.read", unit: ({ params }) => params.unit }, async (scene) => {
  const { db, year, params, url, access, today, person, mayDo, notFound, newKey, services } = scene;
  const unit = (await visibleUnits(db, access, "allotment.read", today)).find(({ code }) => code === params.unit);
  if (!unit) throw notFound("unit", params.unit ?? "");
  const asOf = asOfIn(url);
  const credits = await creditsByUnit(db, year, [unit.code], asOf);
  const movements = await movementsPage(db, { year, units: [unit.code], limit: 50, reader: person.id, to: asOf?.on });
  const planned = await movementsPage(db, { year, units: [unit.code], limit: 50, kind: "allotment", state: "planned" });
  const held = heldBy(credits, [unit.code], "CP");
  const letters: { id: string; on: Day }[] = [];
  for (const { id, on } of await notificationsOf(db, year)) {
    if ((await lettersOf(db, id, [unit.code])).length > 0) letters.push({ id, on });
  }
  return {
    ...{
      year,
      today,
      unit,
      movements,
      letters,
      demo: services.settings.demo,
      rows: holdingRows(credits),
      released: held.released,
      toRelease: held.toRelease,
    },
    tranches: planned.reverse().map((movement) => ({ ...movement, key: newKey() })),
    unplanned:
      held.toRelease > sum(planned.flatMap(({ amounts }) => amounts.filter((own) => own.resource === "CP").map((own) => own.amount))),
    mayRelease: mayDo("allotment.release", unit.code),
    mayRequest: mayDo("allotment.request", unit.code),
    asOf: asOf ?? null,
  };
});

export const action = guard.action({ capability: "allotment.release", unit: ({ params }) => params.unit }, async (scene) => {
  const read = readForm(scene.form, schema, scene.locale);
  if (!read.ok) return scene.refused(read.refusal, read.submission);
  const done = await releaseTranche(scene.context, read.value);
  if (!done.ok) return scene.refused(done.refusal, read.submission);
  return scene.redirect(unitAllotmentAddress(scene.year, scene.params.unit ?? ""), "allotment.releasedFlash", {
    number: done.value.number,
  });
});

export default function UnitAllotmentPage() {
  const data = useLoaderData<typeof loader>();
  const { year, today, unit, rows, tranches, movements, letters, mayRelease, mayRequest, unplanned, released, toRelease, demo, asOf } =
    data;
  const words = useTranslations("allotment");
  const own = useTranslations("movements");
  const format = useFormat();
  const answer = useActionData<typeof action>();
  const say = (quantity: bigint) => said(format, quantity, "CP");
  return (
    <Page
      title={words("unitHeading", { unit: unit.label, year: String(year) })}
      crumbs={[{ label: words("heading", { year: String(year) }), to: allotmentAddress(year) }]}
      marks={asOf && <StatePill kind="locked">{own("asOf.mark", { day: format.day(asOf.on) })}</StatePill>}
      message={
        toRelease === 0n
          ? words("unitMessageAll", { released: say(released) })
          : words("unitMessage", { released: say(released), left: say(toRelease) })
      }
      actions={
        <>
          {mayRelease && unplanned && (
            <Link to={newTranchesAddress(year, unit.code)} className={buttonClass("primary")}>
              {words("planTranches")}
            </Link>
          )}
          {mayRequest && (
            <Link to={newTransferAddress(year, { to: unit.code })} className={buttonClass()}>
              {own("newTransfer")}
            </Link>
          )}
          <Link to={unitExecutionAddress(year, unit.code)} className={buttonClass()}>
            {words("seeExecution")}
          </Link>
          <Link to={unitAddress(year, unit.code)} className={buttonClass()}>
            {words("seeUnit")}
          </Link>
        </>
      }
    >
      {demo && <Fictitious what={words("byUnit")} />}
      {answer && <Notice kind="refusal">{answer.refusal.message}</Notice>}
      <AsOfForm asOf={asOf} latest={today} />
      <Section title={words("holds")}>
        <HoldingTable rows={rows} caption={words("holds")} place={{ scope: alone(unit.code), year, ...(asOf && { asOf }) }} />
      </Section>
      {letters.length > 0 && (
        <Section title={words("notification.letters")}>
          <ul>
            {letters.map(({ id, on }) => (
              <li key={id}>
                <Link to={letterAddress(year, id, unit.code)}>{words("notification.letterOn", { day: format.day(on) })}</Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={words("tranches")}>
        <TrancheTable year={year} today={today} tranches={tranches} mayRelease={mayRelease} />
      </Section>
      <Section
        title={words("movements")}
        actions={<Link to={`${movementsAddress(year)}?unit=${encodeURIComponent(unit.code)}`}>{own("allMovements")}</Link>}
      >
        <MovementTable year={year} movements={movements} />
      </Section>
    </Page>
  );
}
