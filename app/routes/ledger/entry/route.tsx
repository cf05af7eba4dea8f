import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { reverseEntry } from "#app/commands/reverse-entry.ts";
import { refusalOfReversal } from "#app/domain/ledger/reversible.ts";
import type { Day } from "#app/domain/month.ts";
import { dayField, reasonField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { wordsOf } from "#app/http/refusal.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { StatePill } from "#app/ui/state-pill.tsx";
import { entryById, type LedgerEntry } from "#db/queries/ledger/entry.ts";
import { exerciseNamed } from "#db/queries/ledger/exercise.ts";
import { entryAddress, journalAddress, ledgerCrumbs } from "../addresses.ts";
import { requireWholeLedger } from "../whole-ledger.ts";
import { EntryFacts } from "./entry-facts.tsx";
import { EntryLines } from "./entry-lines.tsx";
import { ReversalForm } from "./reversal-form.tsx";

export const loader = guard.loader({ capability: "ledger.read" }, async (scene) => {
  await requireWholeLedger(scene);
  const { db, params, year, today, locale, mayDo, notFound, newKey } = scene;
  const entry = await entryById(db, idIn(params["id"]));
  if (!entry || entry.fiscalYear !== year) throw notFound("entry", params["id"] ?? "");
  const exercise = await exerciseNamed(db, year);
  const on = dayBetween(today, entry.entryDate, exercise?.lastDay ?? today);
  const inBudgetBook = entry.book === "budget" || entry.siblings.some(({ book }) => book === "budget");
  const refusal = refusalOfReversal({ entry, ...entry, inBudgetBook }, { on, reason: "-" });
  const reversal = mayDo("ledger.reverse") ? { on, commandKey: newKey(), impossible: refusal ? wordsOf(refusal, locale) : null } : null;
  return { entry, reversal };
});

const schema = z.object({ on: dayField(), reason: reasonField() });

/** The one act on a posted entry: its reversal. */
export const action = guard.action({ capability: "ledger.reverse" }, async ({ form, context, params, year, locale, refused, redirect }) => {
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const reversed = await reverseEntry(context, { entryId: idIn(params["id"]), ...read.value });
  if (!reversed.ok) return refused(reversed.refusal, read.submission);
  const { fiscalYear, id, journal, number } = reversed.value;
  return redirect(entryAddress(fiscalYear || year, id), "ledger.reversalPosted", { entry: `${journal}-${number}` });
});

export default function EntryPage() {
  const { entry, reversal } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("ledger");
  const { fiscalYear, journal, journalLabel, number, label } = entry;
  const above = { label: `${journal} · ${journalLabel}`, to: journalAddress(fiscalYear, journal) };
  return (
    <Page
      title={words("entry.title", { entry: `${journal}-${number}` })}
      crumbs={ledgerCrumbs(words("title"), fiscalYear, above)}
      message={label}
      marks={<EntryMark entry={entry} />}
    >
      <EntryFacts entry={entry} />
      <EntryLines entry={entry} />
      {reversal && <ReversalForm {...reversal} answer={answer} from={entry.entryDate} />}
    </Page>
  );
}

function EntryMark({ entry: { reverses, reversedBy } }: { readonly entry: Pick<LedgerEntry, "reverses" | "reversedBy"> }) {
  const words = useTranslations("ledger");
  if (reversedBy) return <StatePill kind="refused">{words("entry.reversed")}</StatePill>;
  if (reverses) return <StatePill kind="returned">{words("entry.isReversal")}</StatePill>;
  return <StatePill kind="done">{words("entry.posted")}</StatePill>;
}

function idIn(text: string | undefined): bigint {
  return /^\d{1,18}$/.test(text ?? "") ? BigInt(text ?? 0) : 0n;
}

/** Today, brought back between two days. */
function dayBetween(today: Day, first: Day, last: Day): Day {
  if (today < first) return first;
  return today > last ? last : today;
}
