import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { lastDayOf, monthOfYear } from "#app/domain/month.ts";
import { guard } from "#app/http/guard.ts";
import { knownOn } from "#app/http/search.ts";
import { AsKnown } from "#app/ui/as-known.tsx";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { creditsByUnit } from "#db/queries/allotment-board.ts";
import { waitingTotal } from "#db/queries/execution.ts";
import { holdsWholeLedger } from "#db/queries/ledger/scope.ts";
import { heldBy } from "../../allotment/credit-rows.ts";
import { newCommitmentAddress, paymentRequestsAddress, yearEndAddress } from "../../units/addresses.ts";
import { depthAmong, scopedUnit, unitsInScope } from "../../units/scope.ts";
import { ExecutionLinks } from "../execution-links.tsx";
import { FollowUpChoices } from "./follow-up-choices.tsx";
import { GapMap, Landings, UnitPanels } from "./follow-up-figures.tsx";
import { type FollowUpRow, FollowUpTable } from "./follow-up-table.tsx";
import { loadFollowUp } from "./load-follow-up.ts";
import type { FollowUpShown } from "./shown.ts";

export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { db, year, url, access, today, mayDo, services } = scene;
  const units = await unitsInScope(scene, "execution.read");
  const codes = units.map(({ code }) => code);
  const credits = await creditsByUnit(db, year, codes, knownOn(url, today));
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
  const listed = rows.map(({ code }) => code);
  return {
    rows: rows.map((row) => ({ ...row, depth: depthAmong(units, listed, row.code) })),
    shown: await loadFollowUp(scene, units),
    ...{ year, today, demo: services.settings.demo },
    waiting: await waitingTotal(db, codes),
    unit: scopedUnit(url, units),
    ...{ mayCommit: mayDo("execution.commit"), mayAsk: mayDo("execution.ask") },
    mayImport: await holdsWholeLedger(db, access, "execution.import", today),
    seesEnd: await holdsWholeLedger(db, access, "execution.read", today),
  };
});

export default function FollowUpPage() {
  const { year, today, shown, rows, waiting, unit, mayCommit, mayAsk, mayImport, seesEnd, demo } = useLoaderData<typeof loader>();
  const words = useTranslations("execution");
  const own = useTranslations("followUp");
  const { to, measure } = shown;
  const figures = { shown, year, asOf: lastDayOf(to ?? monthOfYear(year, 1)) };
  return (
    <Page
      title={words("heading", { year: String(year) })}
      message={<Sentence shown={shown} year={year} />}
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
      <AsKnown day={shown.known} />
      <ExecutionLinks year={year} unit={unit} whole={seesEnd} imports={mayImport} />
      {demo && <Fictitious what={words("byUnit")} />}
      <FollowUpChoices shown={shown} today={today} />
      {to !== null && (
        <>
          <Section title={own("gaps")}>
            <GapMap {...figures} />
          </Section>
          <Section title={own("where")}>
            <Landings {...figures} mayAsk={mayAsk} />
          </Section>
          <Section title={own("each")}>
            <UnitPanels {...figures} />
          </Section>
        </>
      )}
      {measure !== "ETPT" && (
        <Section title={own("credits")}>
          <FollowUpTable year={year} rows={rows} measure={measure} scope={unit} known={shown.known} />
        </Section>
      )}
    </Page>
  );
}

/** Where the units in scope stand against the profile of their past years. */
function Sentence({ shown: { to, months, measure, whole }, year }: { readonly shown: FollowUpShown; readonly year: number }) {
  const words = useTranslations("followUp");
  const format = useFormat();
  const month = to === null ? undefined : whole.months[months.indexOf(to)];
  if (to === null || month?.used == null) return words("noMonth", { year: String(year) });
  const { gap, used } = month;
  const direction = gap === null ? "none" : gap > 0 ? "over" : gap < 0 ? "under" : "level";
  return words("message", {
    ...{ month: format.month(to, "long"), measure, direction },
    share: format.share({ part: used, whole: whole.notified }),
    count: Math.abs(gap ?? 0) / 10,
    points: gap === null ? "" : format.gap(BigInt(gap)).replace(/^[+−]/, ""),
  });
}
