import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { draftReaderFor } from "#app/commands/ledger-reach.ts";
import { isFilled, totalsTyped } from "#app/domain/ledger/typing/typed-entry.ts";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { draftsOfYear } from "#db/queries/ledger/draft.ts";
import { draftAddress, ledgerCrumbs, newEntryAddress } from "../addresses.ts";

const mostDrafts = 200;

export const loader = guard.loader({ capability: "ledger.post", whole: true }, async (scene) => {
  const { db, access, person, today, year, newKey } = scene;
  const reader = await draftReaderFor(db, { id: person.id, access }, today);
  const rows = async (deleted: boolean) => {
    const drafts = await draftsOfYear(db, { fiscalYear: year, reader, deleted, most: mostDrafts });
    return drafts.map(({ body, ...draft }) => {
      const { debit, credit } = totalsTyped(body.lines);
      const { journal, date, label } = body;
      return { ...draft, journal, date, label, debit, credit, lineCount: body.lines.filter(isFilled).length, commandKey: newKey() };
    });
  };
  return { year, everybody: reader === "everybody", drafts: await rows(false), deleted: await rows(true) };
});

type DraftRow = ReturnType<typeof useLoaderData<typeof loader>>["drafts"][number];

/** Entries begun and not posted: to resume, or to put aside. */
export default function DraftsPage() {
  const { year, everybody, drafts, deleted } = useLoaderData<typeof loader>();
  const words = useTranslations("drafts");
  const ledgerWords = useTranslations("ledger");
  const [open, aside] = [useColumns(year, "deletion"), useColumns(year, "restoration")];
  return (
    <Page
      title={words("title")}
      crumbs={ledgerCrumbs(ledgerWords("title"), year)}
      message={everybody ? words("everybody") : words("sentence")}
      actions={
        <Link to={newEntryAddress(year)} className={buttonClass("primary")}>
          {ledgerWords("newEntry.title")}
        </Link>
      }
    >
      <DataTable
        caption={words("title")}
        hideCaption
        main
        columns={open}
        rows={drafts}
        rowKey={({ id }) => id}
        empty={<EmptyState title={words("empty")}>{<Link to={newEntryAddress(year)}>{ledgerWords("newEntry.title")}</Link>}</EmptyState>}
      />
      {deleted.length > 0 && (
        <Section title={words("deletedTitle")}>
          <DataTable caption={words("deletedTitle")} hideCaption columns={aside} rows={deleted} rowKey={({ id }) => id} />
        </Section>
      )}
    </Page>
  );
}

function useColumns(year: number, verb: "deletion" | "restoration"): Column<DraftRow>[] {
  const words = useTranslations("drafts");
  const ledgerWords = useTranslations("ledger");
  const format = useFormat();
  return [
    {
      key: "label",
      head: ledgerWords("entry.label"),
      cell: ({ id, label }) =>
        verb === "deletion" ? (
          <Link to={`${newEntryAddress(year)}?draft=${id}`}>{label || words("noLabel")}</Link>
        ) : (
          label || words("noLabel")
        ),
    },
    { key: "journal", head: ledgerWords("journal.head"), cell: ({ journal }) => journal },
    { key: "date", head: ledgerWords("entry.date"), cell: ({ date }) => date },
    { key: "lines", head: ledgerWords("entry.lineCount"), align: "end", cell: ({ lineCount }) => format.count(lineCount) },
    {
      key: "debit",
      head: ledgerWords("entry.debit"),
      unit: format.unit("EUR"),
      align: "end",
      cell: ({ debit }) => <Amount quantity={debit} resource="EUR" />,
    },
    {
      key: "credit",
      head: ledgerWords("entry.credit"),
      unit: format.unit("EUR"),
      align: "end",
      cell: ({ credit }) => <Amount quantity={credit} resource="EUR" />,
    },
    {
      key: "attachments",
      head: words("attachments"),
      align: "end",
      cell: ({ attachments }) => (attachments === 0 ? "–" : format.count(attachments)),
    },
    { key: "author", head: words("author"), cell: ({ authorName }) => authorName },
    { key: "at", head: words("changed"), cell: ({ updatedAt }) => format.instant(updatedAt.toISOString()) },
    {
      key: "act",
      head: words("act"),
      cell: ({ id, commandKey, label }) => (
        <Form method="post" action={`${draftAddress(year, id)}/${verb}`} reloadDocument>
          <CommandKey value={commandKey} />
          <SubmitButton look="plain">
            {words(verb === "deletion" ? "delete" : "restore")}
            <span className="visually-hidden"> {label}</span>
          </SubmitButton>
        </Form>
      ),
    },
  ];
}
