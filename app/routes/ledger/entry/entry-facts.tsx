import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { EntryReference } from "#app/domain/ledger/entry.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import type { LedgerEntry, SourceDocument } from "#db/queries/ledger/entry.ts";
import { commitmentAddress, entryAddress } from "../addresses.ts";
import styles from "../ledger.module.css";

const shortDigest = 16;

/** What is known of a posted entry: when, by whom, what it is tied to, and the proof that it has not changed. */
export function EntryFacts({ entry }: { readonly entry: LedgerEntry }) {
  const words = useTranslations("ledger");
  const format = useFormat();
  return (
    <dl className={styles.facts}>
      <Fact name={words("entry.date")}>
        {format.day(entry.entryDate)}
        <p>{words("entry.period", { period: entry.period })}</p>
      </Fact>
      <Fact name={words("entry.validatedOn")}>
        {format.day(entry.validatedOn)}
        <p>{words("entry.recorded", { at: format.instant(entry.recordedAt.toISOString()), by: entry.author })}</p>
      </Fact>
      {entry.sourceNumber !== null && <Fact name={words("entry.sourceNumber")}>{entry.sourceNumber}</Fact>}
      {entry.siblings.length > 0 && (
        <Fact name={words("entry.event")}>
          <ul className={styles.plain}>
            {entry.siblings.map((sibling) => (
              <li key={String(sibling.id)}>
                <EntryLink entry={sibling} /> · {words(`book.${sibling.book}`)}
              </li>
            ))}
          </ul>
        </Fact>
      )}
      {entry.documents.length > 0 && (
        <Fact name={words("entry.documents")}>
          <ul className={styles.plain}>
            {entry.documents.map((document) => (
              <li key={document.id}>
                <DocumentLink document={document} year={entry.fiscalYear} />
              </li>
            ))}
          </ul>
        </Fact>
      )}
      {entry.reverses && (
        <Fact name={words("entry.reverses")}>
          <EntryLink entry={entry.reverses} />
        </Fact>
      )}
      {entry.reversedBy && (
        <Fact name={words("entry.reversedBy")}>
          <EntryLink entry={entry.reversedBy} />
        </Fact>
      )}
      <Fact name={words("entry.digest")}>
        <span className={styles.hash} title={entry.digest}>
          {entry.digest.slice(0, shortDigest)}…
        </span>
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function EntryLink({ entry: { fiscalYear, id, journal, number } }: { readonly entry: EntryReference }) {
  return <Link to={entryAddress(fiscalYear, id)}>{`${journal}-${number}`}</Link>;
}

/** The expense chain is read on the page of its commitment; the other documents have no page of their own. */
function DocumentLink({ document: { kind, number, commitmentId }, year }: { readonly document: SourceDocument; readonly year: number }) {
  const words = useTranslations("ledger");
  const key = `document.${kind}` as Parameters<typeof words>[0];
  const name = [words.has(key) ? words(key) : kind, number].filter((part) => part !== null).join(" ");
  return commitmentId === null ? <>{name}</> : <Link to={commitmentAddress(year, commitmentId)}>{name}</Link>;
}
