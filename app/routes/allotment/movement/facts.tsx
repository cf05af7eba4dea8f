import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { movementRules } from "#app/domain/allotment/movement.ts";
import { documentNumber } from "#app/domain/execution/document-number.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { movementAddress } from "../../units/addresses.ts";
import styles from "../movements.module.css";
import type { MovementPageData } from "./route.tsx";

/** Who, when, by what right, and what it posted. */
export function Facts({ data: { year, document, mayReadLedger } }: { readonly data: MovementPageData }) {
  const words = useTranslations("movements");
  const allotment = useTranslations("allotment");
  const format = useFormat();
  const { kind, origin, on, author, approver, actReference, payer, counterpart, earmarked, reverses, reversedBy, entry } = document;
  const link = ({ id, number }: { id: string; number: number }) => (
    <Link to={movementAddress(year, id)}>{documentNumber("MV", year, number)}</Link>
  );
  const entryName = entry === null ? "" : `CR-${entry.number}`;
  const entryLink = entry !== null && mayReadLedger ? <Link to={`/${year}/ledger/entries/${entry.id}`}>{entryName}</Link> : entryName;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [words("on"), format.day(on)],
    [words("article"), movementRules[kind].article],
    ...(origin === null ? [] : [[words("origin"), words(`origins.${origin}`)] as const]),
    ...(actReference === "" ? [] : [[words("actReference"), actReference] as const]),
    ...(payer === "" ? [] : [[words("payer"), payer] as const]),
    ...(counterpart === null
      ? []
      : [[words("programme"), `${counterpart.programme}, ${allotment(`class.${counterpart.spendingClass}`)}`] as const]),
    ...(earmarked ? [[words("carryOverOf"), words("earmarkedShort")] as const] : []),
    [allotment("author"), author],
    ...(approver === null ? [] : [[words("approver"), approver] as const]),
    ...(reverses === null ? [] : [[words("undoes"), link(reverses)] as const]),
    ...(reversedBy === null ? [] : [[words(reversedBy.state === "posted" ? "undoneBy" : "undoneSoon"), link(reversedBy)] as const]),
    ...(entry === null ? [] : [[words("entry"), entryLink] as const]),
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
