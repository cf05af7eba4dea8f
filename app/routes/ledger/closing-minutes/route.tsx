import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { printedHash } from "#app/domain/ledger/anchor.ts";
import { guard } from "#app/http/guard.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { StatePill } from "#app/ui/state-pill.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { closedJournals, closingAnchor, closingChecks } from "#db/queries/ledger/closing.ts";
import { yearOfEntry } from "#db/queries/ledger/entry.ts";
import { closingDiffAddress, entryAddress, minutesAddress } from "../addresses.ts";
import { closingAt } from "../closing/closing-at.ts";
import { useClosingCrumbs } from "../closing/crumbs.ts";
import { KeptChecks } from "../closing/kept-checks.tsx";
import styles from "../ledger.module.css";
import { ClosedJournals } from "./closed-journals.tsx";

export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const { db, year } = scene;
  const closing = await closingAt(scene);
  const next = closing.openingEntry ?? closing.resultEntry;
  return {
    year,
    closing,
    journals: await closedJournals(db, closing.id),
    checks: await closingChecks(db, closing.id),
    anchor: await closingAnchor(db, closing.id),
    openedYear: next === null ? null : await yearOfEntry(db, next),
  };
});

export default function MinutesPage() {
  const { year, closing, journals, checks, anchor, openedYear } = useLoaderData<typeof loader>();
  const words = useTranslations("closing");
  const format = useFormat();
  const { id, number, period, reopenedAt, replaces } = closing;
  const named = { year: String(year), number };
  const anchorSaid = { set: format.count(anchor.set), at: format.instant(anchor.takenAt.toISOString()) };
  const said = {
    day: format.day(closing.closedOn),
    name: closing.actor,
    entries: Number(closing.entryCount),
    debit: format.amountWithUnit(closing.debit, "EUR"),
  };
  return (
    <Page
      title={period === null ? words("minutes.titleYear", named) : words("minutes.titleMonth", { ...named, period })}
      crumbs={useClosingCrumbs(year)}
      message={
        period === null
          ? words("minutes.message", { ...said, result: format.amountWithUnit(closing.result, "EUR") })
          : words("minutes.messageMonth", said)
      }
      marks={
        <StatePill kind={reopenedAt === null ? "done" : "returned"}>
          {reopenedAt === null ? words("minutes.inForce") : words("minutes.reopened", { at: format.instant(reopenedAt.toISOString()) })}
        </StatePill>
      }
      actions={
        <>
          {replaces !== null && (
            <Link to={closingDiffAddress(year, id)} className={buttonClass()}>
              {words("minutes.diff")}
            </Link>
          )}
          <ExportMenu file={`${minutesAddress(year, id)}/file`} />
        </>
      }
    >
      <Section title={words("minutes.journals")}>
        <div className={styles.stack}>
          <ClosedJournals journals={journals} />
          <p>
            {words("minutes.anchored", anchorSaid)} <code className={styles.hash}>{printedHash(anchor.digest)}</code>
          </p>
          <p className={styles.muted}>{words("minutes.anchorUse")}</p>
        </div>
      </Section>
      {openedYear !== null && (
        <ul className={styles.plain}>
          {closing.openingEntry !== null && (
            <li>
              <Link to={entryAddress(openedYear, closing.openingEntry)}>{words("minutes.opening")}</Link>
            </li>
          )}
          {closing.resultEntry !== null && (
            <li>
              <Link to={entryAddress(openedYear, closing.resultEntry)}>{words("minutes.resultEntry")}</Link>
            </li>
          )}
        </ul>
      )}
      {checks.length > 0 && (
        <Section title={words("checklist.kept")}>
          <KeptChecks checks={checks} />
        </Section>
      )}
    </Page>
  );
}
