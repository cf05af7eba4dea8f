import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { sum } from "#app/domain/quantity.ts";
import { guard } from "#app/http/guard.ts";
import { searchOf } from "#app/http/search.ts";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { creditsByUnit } from "#db/queries/allotment-board.ts";
import { waitingTotal } from "#db/queries/execution.ts";
import { holdsWholeLedger } from "#db/queries/ledger/scope.ts";
import { heldBy } from "../../allotment/credit-rows.ts";
import { newCommitmentAddress, paymentRequestsAddress, yearEndAddress } from "../../units/addresses.ts";
import { MeasureSwitch } from "../../units/measure-switch.tsx";
import { said } from "../../units/said.ts";
import { depthAmong, unitsInScope } from "../../units/scope.ts";
import { ExecutionLinks } from "../execution-links.tsx";
import { type FollowUpRow, FollowUpTable } from "./follow-up-table.tsx";

export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { db, year, url, access, today, mayDo, services } = scene;
  const units = await unitsInScope(scene, "execution.read");
  const codes = units.map(({ code }) => code);
  const credits = await creditsByUnit(db, year, codes);
  const rows = units
    .map(
      ({ code, label, depth }): FollowUpRow => ({
        code,
        label,
        depth,
        ae: heldBy(credits, [code], "AE"),
        cp: heldBy(credits, [code], "CP"),
      }),
    )
    .filter(({ ae, cp }) => ae.released !== 0n || cp.released !== 0n || ae.overrun !== 0n || cp.overrun !== 0n);
  const shown = rows.map(({ code }) => code);
  return {
    rows: rows.map((row) => ({ ...row, depth: depthAmong(units, shown, row.code) })),
    ...{ year, today, demo: services.settings.demo, measure: searchOf(url).measure === "AE" ? ("AE" as const) : ("CP" as const) },
    waiting: await waitingTotal(db, codes),
    unit: url.searchParams.get("unit"),
    mayCommit: mayDo("execution.commit"),
    mayImport: await holdsWholeLedger(db, access, "execution.import", today),
    seesEnd: await holdsWholeLedger(db, access, "execution.read", today),
  };
});

export default function FollowUpPage() {
  const { year, today, rows, measure, waiting, unit, mayCommit, mayImport, seesEnd, demo } = useLoaderData<typeof loader>();
  const words = useTranslations("execution");
  const total = {
    engaged: sum(rows.map(({ ae }) => ae.engaged)),
    releasedAe: sum(rows.map(({ ae }) => ae.released)),
    paid: sum(rows.map(({ cp }) => cp.paid)),
    releasedCp: sum(rows.map(({ cp }) => cp.released)),
  };
  return (
    <Page
      title={words("heading", { year: String(year) })}
      message={<Sentence {...total} day={today < `${year}-12-31` ? today : `${year}-12-31`} />}
      actions={
        <>
          {mayCommit && (
            <Link to={newCommitmentAddress(year)} className={buttonClass("primary")}>
              {words("newCommitment")}
            </Link>
          )}
          <Link to={paymentRequestsAddress(year)} className={buttonClass()}>
            {words("toPay", { count: waiting.count })}
          </Link>
          {seesEnd && (
            <Link to={yearEndAddress(year)} className={buttonClass()}>
              {words("yearEnd")}
            </Link>
          )}
        </>
      }
    >
      <ExecutionLinks year={year} unit={unit} whole={seesEnd} imports={mayImport} />
      {demo && <Fictitious what={words("byUnit")} />}
      <Section title={words("byUnit")} actions={<MeasureSwitch current={measure} measures={["AE", "CP"]} />}>
        <FollowUpTable year={year} rows={rows} measure={measure} />
      </Section>
    </Page>
  );
}

interface SentenceProps {
  readonly engaged: bigint;
  readonly releasedAe: bigint;
  readonly paid: bigint;
  readonly releasedCp: bigint;
  readonly day: string;
}

function Sentence({ engaged, releasedAe, paid, releasedCp, day }: SentenceProps) {
  const words = useTranslations("execution");
  const format = useFormat();
  if (releasedAe === 0n && releasedCp === 0n) return words("nothingReleased");
  const unit = displayUnitFor([releasedAe, releasedCp]);
  const say = (quantity: bigint) => said(format, quantity, "EUR", unit);
  return words("message", {
    day: format.day(day),
    paid: say(paid),
    cp: say(releasedCp),
    paidShare: format.share({ part: paid, whole: releasedCp }),
    engaged: say(engaged),
    ae: say(releasedAe),
    engagedShare: format.share({ part: engaged, whole: releasedAe }),
  });
}
