import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { postManualEntry } from "#app/commands/post-manual-entry.ts";
import { manualJournals } from "#app/domain/ledger/manual-entry.ts";
import { guard } from "#app/http/guard.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { journalsAmong, partiesByCode, postableAccounts } from "#db/queries/ledger/choices.ts";
import { exerciseNamed } from "#db/queries/ledger/exercise.ts";
import { entryAddress, ledgerCrumbs } from "../addresses.ts";
import { requireWholeLedger } from "../whole-ledger.ts";
import { EntryForm } from "./entry-form.tsx";
import { onTypedLine, readEntry } from "./read-entry.ts";

const fewLines = 6;
const manyLines = 24;
const mostParties = 2_000;

export const loader = guard.loader({ capability: "ledger.post" }, async (scene) => {
  await requireWholeLedger(scene, "ledger.post");
  const { db, access, today, year, url, newKey } = scene;
  const exercise = await exerciseNamed(db, year);
  const on = exercise && (today < exercise.firstDay || today > exercise.lastDay) ? exercise.lastDay : today;
  const journals = await journalsAmong(db, year, manualJournals);
  const asked = url.searchParams.get("journal");
  return {
    year,
    exercise: exercise ?? null,
    on,
    commandKey: newKey(),
    journal: journals.find(({ code }) => code === asked)?.code ?? "OD",
    lineCount: url.searchParams.get("lines") === "many" ? manyLines : fewLines,
    choices: {
      journals: [...journals].sort((left, right) => orderOf(left.code) - orderOf(right.code)),
      accounts: await postableAccounts(db, on),
      parties: await partiesByCode(db, mostParties),
      units: (await visibleUnits(db, access, "ledger.post", on)).map(({ code, shortLabel }) => ({ code, label: shortLabel })),
    },
  };
});

export const action = guard.action({ capability: "ledger.post" }, async ({ form, context, locale, refused, redirect }) => {
  const read = readEntry(form, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const posted = await postManualEntry(context, read.entry);
  if (!posted.ok) return refused(onTypedLine(posted.refusal, read.positions), read.submission);
  const { fiscalYear, id, journal, number } = posted.value;
  return redirect(entryAddress(fiscalYear, id), "ledger.entryPosted", { entry: `${journal}-${number}` });
});

export default function NewEntryPage() {
  const { year, exercise, ...form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("ledger");
  return (
    <Page title={words("newEntry.title")} crumbs={ledgerCrumbs(words("title"), year)} message={words("newEntry.sentence")}>
      {exercise?.status === "closed" && <Notice kind="warning" title={words("newEntry.closed", { year: String(year) })} />}
      <EntryForm {...form} exercise={exercise} answer={answer} />
    </Page>
  );
}

function orderOf(code: string): number {
  return (manualJournals as readonly string[]).indexOf(code);
}
