import { useTranslations } from "use-intl";
import { Amount } from "#app/ui/amount.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { CreditLine, LetterContent } from "./letter-content.ts";

/** What the unit was notified, class by class. */
export function LetterCredits({ credits }: { readonly credits: readonly CreditLine[] }) {
  const words = useTranslations("allotment");
  const resources = useTranslations("resources");
  const column = (key: string, head: string, amount: (row: CreditLine) => bigint): Column<CreditLine> => ({
    ...{ key, head, align: "end" },
    cell: (row) => <Amount quantity={amount(row)} resource={row.resource} withUnit />,
  });
  const columns: Column<CreditLine>[] = [
    {
      key: "resource",
      head: words("resource"),
      cell: ({ spendingClass, resource }) => `${resources(resource)} · ${words(`class.${spendingClass}`)}`,
    },
    column("asked", words("letter.asked"), ({ asked }) => asked),
    column("notified", words("letter.notified"), ({ notified }) => notified),
    column("reserve", words("letter.reserve"), ({ reserve }) => reserve),
    column("available", words("letter.available"), ({ notified, reserve }) => notified - reserve),
  ];
  const keyOf = ({ spendingClass, resource }: CreditLine) => `${spendingClass}${resource}`;
  return <DataTable caption={words("letter.credits")} main columns={columns} rows={credits} rowKey={keyOf} />;
}

/** Each request, what it asked and what it was given, and why. */
export function LetterDecisions({ decisions }: Pick<LetterContent, "decisions">) {
  const words = useTranslations("allotment");
  const outcomes = useTranslations("arbitration.outcomes");
  const resources = useTranslations("resources");
  type Row = LetterContent["decisions"][number];
  const columns: Column<Row>[] = [
    { key: "request", head: words("letter.request"), cell: ({ number, title }) => `${number}. ${title}` },
    {
      key: "amounts",
      head: words("letter.amounts"),
      align: "end",
      cell: ({ amounts }) =>
        amounts.map(({ spendingClass, measure, asked, decided }) => (
          <div key={`${spendingClass}${measure}`}>
            {`${resources(`short.${measure}`)} ${spendingClass === "personnel" && measure !== "ETPT" ? `(${words("class.personnel")}) ` : ""}`}
            <Amount quantity={asked} resource={measure} /> → <Amount quantity={decided} resource={measure} withUnit />
          </div>
        )),
    },
    {
      key: "decision",
      head: words("letter.decision"),
      cell: ({ outcome, reason, condition }) => (
        <>
          <strong>{outcomes(outcome)}</strong>
          <div>{reason}</div>
          {condition !== null && <div>{`${words("letter.condition")}\u00a0: ${condition}`}</div>}
        </>
      ),
    },
  ];
  return <DataTable caption={words("letter.decisions")} columns={columns} rows={decisions} rowKey={({ number }) => String(number)} />;
}

/** What is decided of the years after. */
export function LetterLater({ later }: Pick<LetterContent, "later">) {
  const words = useTranslations("allotment");
  const resources = useTranslations("resources");
  type Row = LetterContent["later"][number];
  const columns: Column<Row>[] = [
    { key: "year", head: words("letter.year"), cell: ({ targetYear }) => String(targetYear) },
    {
      key: "resource",
      head: words("resource"),
      cell: ({ spendingClass, measure }) => `${resources(measure)} · ${words(`class.${spendingClass}`)}`,
    },
    {
      key: "decided",
      head: words("letter.decided"),
      align: "end",
      cell: ({ measure, decided }) => <Amount quantity={decided} resource={measure} withUnit />,
    },
  ];
  const keyOf = ({ targetYear, spendingClass, measure }: Row) => `${targetYear}${spendingClass}${measure}`;
  return <DataTable caption={words("letter.later")} columns={columns} rows={later} rowKey={keyOf} />;
}
