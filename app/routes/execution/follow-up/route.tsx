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
import { rootUnit } from "#db/queries/execution-reference.ts";
import { heldBy } from "../../allotment/credit-rows.ts";
import { extractsAddress, reconciliationAddress } from "../../imports/addresses.ts";
import { commitmentsAddress, newCommitmentAddress, paymentRequestsAddress, plannedAddress } from "../../units/addresses.ts";
import { MeasureSwitch } from "../../units/measure-switch.tsx";
import { said } from "../../units/said.ts";
import { depthAmong, unitsInScope } from "../../units/scope.ts";
import { type FollowUpRow, FollowUpTable } from "./follow-up-table.tsx";

export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { db, year, url, today, mayDo, services } = scene;
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
    mayCommit: mayDo("execution.commit"),
    mayImport: mayDo("execution.import"),
    seesAll: mayDo("execution.read", await rootUnit(db, today)),
  };
});

export default function FollowUpPage() {
  const { year, today, rows, measure, waiting, mayCommit, mayImport, seesAll, demo } = useLoaderData<typeof loader>();
  const words = useTranslations("execution");
  const planned = useTranslations("planned");
  const extracts = useTranslations("extracts");
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
          <Link to={commitmentsAddress(year)} className={buttonClass()}>
            {words("commitments")}
          </Link>
          <Link to={plannedAddress(year)} className={buttonClass()}>
            {planned("title")}
          </Link>
          {mayImport && (
            <Link to={extractsAddress(year)} className={buttonClass()}>
              {extracts("title")}
            </Link>
          )}
          {seesAll && (
            <Link to={reconciliationAddress(year)} className={buttonClass()}>
              {extracts("reconciliation.title")}
            </Link>
          )}
          <Link to={paymentRequestsAddress(year)} className={buttonClass()}>
            {words("toPay", { count: waiting.count })}
          </Link>
        </>
      }
    >
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
