import { Link, useActionData, useLoaderData, useRevalidator } from "@remix-run/react";
import { useCallback, useState } from "react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { reverseEntry } from "#app/commands/reverse-entry.ts";
import { refusalOfReversal } from "#app/domain/ledger/reversible.ts";
import type { Day } from "#app/domain/month.ts";
import { dayField, reasonField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { wordsOf } from "#app/http/refusal.ts";
import { classNames } from "#app/ui/class-names.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { StatePill } from "#app/ui/state-pill.tsx";
import { useHydrated } from "#app/ui/use-hydrated.ts";
import { useWayUp } from "#app/ui/use-way-up.ts";
import { attachmentsOf } from "#db/queries/ledger/attachment.ts";
import { entryById, type LedgerEntry, neighboursOf } from "#db/queries/ledger/entry.ts";
import { exerciseNamed } from "#db/queries/ledger/exercise.ts";
import { AttachmentPane } from "../../attachments/attachment-pane.tsx";
import { attachmentTarget, entryAddress, journalAddress, ledgerCrumbs, newEntryAddress, newModelAddress } from "../addresses.ts";
import { EntryFacts } from "./entry-facts.tsx";
import { EntryLines } from "./entry-lines.tsx";
import { ReversalForm } from "./reversal-form.tsx";
import { useEntryPageKeys } from "./use-entry-page-keys.ts";
import styles from "./voucher-frame.module.css";
import { VoucherFoot, VoucherHead } from "./voucher-frame.tsx";

export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const { db, params, year, today, locale, mayDo, notFound, newKey } = scene;
  const entry = await entryById(db, idIn(params["id"]));
  if (!entry || entry.fiscalYear !== year) throw notFound("entry", params["id"] ?? "");
  const exercise = await exerciseNamed(db, year);
  const on = dayBetween(today, entry.entryDate, exercise?.lastDay ?? today);
  const inBudgetBook = entry.book === "budget" || entry.siblings.some(({ book }) => book === "budget");
  const refusal = refusalOfReversal({ entry, ...entry, inBudgetBook }, { on, reason: "-" });
  const reversal = mayDo("ledger.reverse") ? { on, commandKey: newKey(), impossible: refusal ? wordsOf(refusal, locale) : null } : null;
  return {
    entry,
    reversal,
    organisation: scene.organisation.name,
    neighbours: await neighboursOf(db, entry),
    attachments: await attachmentsOf(db, { entryId: entry.id }),
    mayPost: mayDo("ledger.post"),
    attachmentKey: newKey(),
  };
});

const schema = z.object({ on: dayField(), reason: reasonField() });

/** The one act on a posted entry: its reversal. */
export const action = guard.action(
  { capability: "ledger.reverse", whole: true },
  async ({ form, context, params, year, locale, refused, redirect }) => {
    const read = readForm(form, schema, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const reversed = await reverseEntry(context, { entryId: idIn(params["id"]), ...read.value });
    if (!reversed.ok) return refused(reversed.refusal, read.submission);
    const { fiscalYear, id, journal, number } = reversed.value;
    return redirect(entryAddress(fiscalYear || year, id), "ledger.reversalPosted", { entry: `${journal}-${number}` });
  },
);

export default function EntryPage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  // Each entry starts afresh: another one is not about to be reversed because this one was.
  return <EntryDesk key={String(page.entry.id)} page={page} answer={answer} />;
}

type PageData = ReturnType<typeof useLoaderData<typeof loader>>;

function EntryDesk({ page, answer }: { readonly page: PageData; readonly answer: ReturnType<typeof useActionData<typeof action>> }) {
  const { entry, reversal, organisation, neighbours, attachments, mayPost, attachmentKey } = page;
  const words = useTranslations("ledger");
  const entryWords = useTranslations("entryForm");
  const { fiscalYear, journal, journalLabel, number, label } = entry;
  const [asked, setAsked] = useState(false);
  const reverse = useCallback(() => setAsked(true), []);
  const addressOf = (id: bigint | null) => (id === null ? null : entryAddress(fiscalYear, id));
  const [before, after] = [addressOf(neighbours.before), addressOf(neighbours.after)];
  useEntryPageKeys({ before, after, reverse: reversal ? reverse : null });
  const above = { label: `${journal} · ${journalLabel}`, to: journalAddress(fiscalYear, journal) };
  const { revalidate } = useRevalidator();
  const beside = attachments.some(({ removal }) => removal === null);
  useWayUp(above.to);
  return (
    <Page
      title={words("entry.title", { entry: `${journal}-${number}` })}
      crumbs={ledgerCrumbs(words("title"), fiscalYear, above)}
      message={label}
      marks={<EntryMark entry={entry} />}
      actions={<EntryActions entry={entry} mayPost={mayPost} onReverse={reversal ? reverse : null} />}
    >
      <VoucherHead organisation={organisation} entry={entry} />
      <Neighbours before={before} after={after} />
      <div className={classNames(styles.desk, beside && styles.beside)}>
        <div className={styles.main}>
          <EntryFacts entry={entry} />
          <EntryLines entry={entry} />
          <VoucherFoot author={entry.author} />
        </div>
        {(mayPost || attachments.length > 0) && (
          <AttachmentPane
            target={attachmentTarget(fiscalYear, { entryId: entry.id })}
            attachments={attachments}
            mayChange={mayPost}
            title={entryWords("document")}
            commandKey={attachmentKey}
            onAdded={revalidate}
          />
        )}
      </div>
      {reversal && <ReversalForm {...reversal} entry={entry} answer={answer} asked={asked} onClose={() => setAsked(false)} />}
    </Page>
  );
}

interface EntryActionsProps {
  readonly entry: LedgerEntry;
  readonly mayPost: boolean;
  readonly onReverse: (() => void) | null;
}

function EntryActions({ entry: { id, fiscalYear, book }, mayPost, onReverse }: EntryActionsProps) {
  const words = useTranslations("entryForm");
  const hydrated = useHydrated();
  return (
    <>
      {mayPost && book === "general" && (
        <>
          <Link to={`${newEntryAddress(fiscalYear)}?copy=${id}`} className={buttonClass()}>
            {words("page.copy")}
          </Link>
          <Link to={`${newModelAddress(fiscalYear)}?entry=${id}`} className={buttonClass()}>
            {words("page.model")}
          </Link>
        </>
      )}
      {hydrated && (
        <button type="button" className={buttonClass()} onClick={() => window.print()}>
          {words("page.print")}
        </button>
      )}
      {hydrated && onReverse && (
        <button type="button" className={buttonClass("danger")} onClick={onReverse} aria-keyshortcuts="Alt+Shift+X">
          {words("page.reverseKey")}
        </button>
      )}
    </>
  );
}

function Neighbours({ before, after }: { readonly before: string | null; readonly after: string | null }) {
  const words = useTranslations("entryForm");
  return (
    <nav className={styles.neighbours} aria-label={words("page.previous")}>
      {before !== null && <Link to={before}>{words("page.previous")}</Link>}
      {after !== null && <Link to={after}>{words("page.next")}</Link>}
      <span>{words("page.keys")}</span>
    </nav>
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
