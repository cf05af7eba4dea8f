import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { totalOf } from "#app/domain/ledger/balance-pairs.ts";
import { guard } from "#app/http/guard.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { StatePill } from "#app/ui/state-pill.tsx";
import { exerciseNamed } from "#db/queries/ledger/exercise.ts";
import { exportHistory } from "#db/queries/ledger/exports.ts";
import { journalProgress, journalStates } from "#db/queries/ledger/journals.ts";
import { periodLocks, waitingWork } from "#db/queries/ledger/periods.ts";
import { trialBalanceLines } from "#db/queries/ledger/trial-balance.ts";
import { newEntryAddress } from "../addresses.ts";
import { JournalTable } from "./journal-table.tsx";
import { markedOn } from "./marked-journal.ts";
import { Rooms } from "./rooms.tsx";
import { Soundness } from "./soundness.tsx";

export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const { db, year, mayDo } = scene;
  const { movementDebit, movementCredit, openingDebit, openingCredit } = totalOf(await trialBalanceLines(db, year));
  const periods = await periodLocks(db, year);
  const exercise = (await exerciseNamed(db, year)) ?? null;
  const progress = await journalProgress(db, year);
  const on = exercise !== null && exercise.lastDay < scene.today ? exercise.lastDay : scene.today;
  const held = (status: "open" | "locked" | "closed") => periods.filter((period) => period.status === status).length;
  return {
    year,
    exercise,
    locks: { open: held("open"), locked: held("locked"), closed: held("closed") },
    waiting: await waitingWork(db, year, scene.today),
    journals: (await journalStates(db, year)).map((journal) => markedOn(on, journal, progress.get(journal.code))),
    debit: openingDebit + movementDebit,
    credit: openingCredit + movementCredit,
    lastExport: (await exportHistory(db, year, 1))[0] ?? null,
    may: { post: mayDo("ledger.post"), export: mayDo("ledger.export"), import: mayDo("ledger.import") },
  };
});

export default function LedgerStatePage() {
  const { year, journals, may, ...facts } = useLoaderData<typeof loader>();
  const words = useTranslations("ledger");
  const sound = facts.debit === facts.credit;
  return (
    <Page
      title={`${words("title")} ${year}`}
      message={sound ? words("state.sound") : words("state.unsound")}
      marks={facts.exercise && <ExerciseMark status={facts.exercise.status} />}
      actions={
        may.post && (
          <Link to={newEntryAddress(year)} className={buttonClass("primary")}>
            {words("newEntry.title")}
          </Link>
        )
      }
    >
      <Rooms year={year} may={may} />
      <Soundness {...facts} year={year} mayPost={may.post} />
      {(["general", "budget"] as const).map((book) => (
        <Section key={book} title={words(`book.${book}`)}>
          <JournalTable year={year} book={book} journals={journals.filter((journal) => journal.book === book)} main={book === "general"} />
        </Section>
      ))}
    </Page>
  );
}

function ExerciseMark({ status }: { readonly status: "open" | "closed" }) {
  const words = useTranslations("ledger");
  return <StatePill kind={status === "open" ? "in-progress" : "locked"}>{words(`exercise.${status}`)}</StatePill>;
}
