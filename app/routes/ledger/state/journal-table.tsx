import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { Resource } from "#app/domain/quantity.ts";
import type { Book } from "#app/domain/refusal.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type StateKind, StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { draftsAddress, journalAddress } from "../addresses.ts";
import type { MarkedJournal } from "./marked-journal.ts";

interface JournalTableProps {
  readonly year: number;
  readonly book: Book;
  readonly journals: readonly MarkedJournal[];
  readonly main: boolean;
}

const resourcesOf = { general: ["EUR"], budget: ["AE", "CP", "ETPT", "DAY"] } as const satisfies Record<Book, readonly Resource[]>;

/** The journals of one book: how far each has come, and what it moves of each resource. */
export function JournalTable({ year, book, journals, main }: JournalTableProps) {
  const words = useTranslations("ledger");
  const closing = useTranslations("closing");
  const format = useFormat();
  const lock: Column<MarkedJournal> = {
    key: "lock",
    head: closing("home.journal.lock"),
    cell: ({ lockedThrough }) => (lockedThrough ? format.day(lockedThrough) : "–"),
  };
  const columns: Column<MarkedJournal>[] = [
    {
      key: "journal",
      head: words("journal.head"),
      cell: ({ code, label }) => (
        <Link to={journalAddress(year, code)}>
          {code} · {label}
        </Link>
      ),
    },
    { key: "mark", head: closing("home.journal.state"), cell: (journal) => <Mark year={year} journal={journal} /> },
    { key: "number", head: words("journal.lastNumber"), align: "end", cell: ({ lastNumber }) => format.count(lastNumber) },
    { key: "entries", head: words("journal.entries"), align: "end", cell: ({ entryCount }) => format.count(entryCount) },
    { key: "date", head: words("journal.lastDate"), cell: ({ lastDate }) => (lastDate ? format.day(lastDate) : "–") },
    ...(journals.some(({ lockedThrough }) => lockedThrough !== null) ? [lock] : []),
    ...resourcesOf[book].map((resource) => ({
      key: resource,
      head: book === "general" ? words("journal.moved") : resourceHead(resource),
      unit: format.unit(resource),
      align: "end" as const,
      cell: (journal: MarkedJournal) => <Amount quantity={movedBy(journal, resource)} resource={resource} />,
    })),
  ];
  const totals = Object.fromEntries(
    resourcesOf[book].map((resource) => [
      resource,
      <Amount key={resource} quantity={journals.reduce((total, journal) => total + movedBy(journal, resource), 0n)} resource={resource} />,
    ]),
  );
  const entries = journals.reduce((total, { entryCount }) => total + entryCount, 0);
  return (
    <DataTable
      caption={words(`book.${book}`)}
      hideCaption
      main={main}
      columns={columns}
      rows={journals}
      rowKey={({ code }) => code}
      totals={{ ...totals, entries: format.count(entries) }}
    />
  );

  function resourceHead(resource: Exclude<Resource, "EUR"> | "EUR"): string {
    return words(`resource.${resource}`);
  }
}

const kinds: Readonly<Record<MarkedJournal["mark"], StateKind>> = {
  empty: "not-started",
  waiting: "in-progress",
  silent: "late",
  locked: "locked",
  current: "done",
};

/** How far a journal has come, in a word; drafts that wait lead to them. */
function Mark({ year, journal: { mark, drafts, silentDays } }: { readonly year: number; readonly journal: MarkedJournal }) {
  const words = useTranslations("closing");
  const pill = <StatePill kind={kinds[mark]}>{words(`home.journal.${mark}`, { count: drafts, days: silentDays })}</StatePill>;
  return mark === "waiting" ? <Link to={draftsAddress(year)}>{pill}</Link> : pill;
}

function movedBy({ totals }: MarkedJournal, resource: Resource): bigint {
  return totals.find((total) => total.resource === resource)?.amount ?? 0n;
}
