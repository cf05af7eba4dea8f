import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { SubmitButton } from "#app/ui/form/buttons.tsx";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { holdsWholeLedger } from "#db/queries/ledger/scope.ts";
import { issuedReports } from "#db/queries/reports/issued.ts";
import { type SealedAct, sealedActs } from "#db/queries/reports/sealed-acts.ts";
import {
  accuracyAddress,
  allotmentAddress,
  budgetReportAddress,
  composedReportAddress,
  issuedReportAddress,
  notificationAddress,
  reviewAddress,
  unitsAddress,
  yearEndAddress,
} from "../../units/addresses.ts";
import styles from "./reports.module.css";

const wholeKinds = ["management", "programming", "note", "staffing"] as const;

export const loader = guard.loader({ capability: "execution.read" }, async ({ db, year, access, today, mayDo }) => {
  const whole = await holdsWholeLedger(db, access, "execution.read", today);
  const issued = whole ? await issuedReports(db, year) : [];
  const seesMinutes = mayDo("arbitration.read");
  const kinds: SealedAct["kind"][] = [
    ...(seesMinutes ? (["minutes"] as const) : []),
    ...(mayDo("allotment.read") ? (["letters"] as const) : []),
  ];
  const acts = whole ? await sealedActs(db, year, kinds) : [];
  const units = whole ? await visibleUnits(db, access, "execution.read", today) : [];
  return {
    ...{ year, whole, seesMinutes },
    issued: issued.map(({ at, ...report }) => ({ ...report, at: at.toISOString() })),
    acts: acts.map(({ at, ...act }) => ({ ...act, at: at.toISOString() })),
    units: units.map(({ code, label }) => ({ value: code, label: `${code} ${label}` })),
    seesBooks: await holdsWholeLedger(db, access, "ledger.read", today),
  };
});

export default function ReportsPage() {
  const { year, whole, issued, acts, units, seesMinutes, seesBooks } = useLoaderData<typeof loader>();
  const words = useTranslations("reports");
  const format = useFormat();
  const ready = [
    ...(whole ? wholeKinds.map((key) => ({ key, name: words(`kinds.${key}`), to: composedReportAddress(year, key) })) : []),
    ...(whole ? [{ key: "budget" as const, name: words("kinds.budget"), to: budgetReportAddress(year) }] : []),
    { key: "review" as const, name: words("names.review"), to: reviewAddress(year) },
    { key: "accuracy" as const, name: words("names.accuracy"), to: accuracyAddress(year) },
    { key: "units" as const, name: words("names.units"), to: unitsAddress(year) },
    { key: "letters" as const, name: words("names.letters"), to: allotmentAddress(year) },
    ...(seesMinutes ? [{ key: "minutes" as const, name: words("names.minutes"), to: `/${year}/arbitration/sessions` }] : []),
    ...(whole ? [{ key: "yearEnd" as const, name: words("names.yearEnd"), to: yearEndAddress(year) }] : []),
    ...(seesBooks ? [{ key: "statements" as const, name: words("names.statements"), to: `/${year}/ledger/statements` }] : []),
  ];
  return (
    <Page title={words("heading", { year: String(year) })} message={words("message", { count: issued.length, year: String(year) })}>
      <Section title={words("ready")}>
        <ul className={styles.ready}>
          {ready.map(({ key, name, to }) => (
            <li key={key}>
              <Link to={to}>{name}</Link>
              <p>{words(`what.${key}`)}</p>
            </li>
          ))}
        </ul>
        {units.length > 0 && (
          <Form method="get" action={composedReportAddress(year, "unit")} className={`${styles.unit} no-print`}>
            <SelectField name="unit" label={words("kinds.unit")} options={units} required />
            <SubmitButton look="plain">{words("compose")}</SubmitButton>
          </Form>
        )}
      </Section>
      {whole && (
        <Section title={words("issuedOnes")}>
          <DataTable
            caption={words("issuedOnes")}
            hideCaption
            main
            rows={issued}
            rowKey={({ id }) => id}
            empty={<EmptyState title={words("noneIssued")} />}
            columns={[
              {
                ...{ key: "number", head: words("number") },
                cell: ({ id, number }) => <Link to={issuedReportAddress(year, id)}>{words("numbered", { number: String(number) })}</Link>,
              },
              {
                ...{ key: "kind", head: words("document") },
                cell: ({ kind, subject }) =>
                  subject === null ? words(`kinds.${kind}`) : words("unitOf", { kind: words(`kinds.${kind}`), unit: subject }),
              },
              { key: "at", head: words("at"), cell: ({ at }) => format.instant(at) },
              { key: "author", head: words("by"), cell: ({ author }) => author },
              { key: "digest", head: words("digest"), cell: ({ sha256 }) => <code>{sha256.slice(0, 16)}…</code> },
            ]}
          />
        </Section>
      )}
      {acts.length > 0 && (
        <Section title={words("otherIssued")}>
          <DataTable
            caption={words("otherIssued")}
            hideCaption
            rows={acts}
            rowKey={({ id }) => id}
            columns={[
              {
                ...{ key: "act", head: words("document") },
                cell: ({ id, kind, number, title }) => (
                  <Link to={kind === "minutes" ? `/${year}/arbitration/sessions/${id}` : notificationAddress(year, id)}>
                    {kind === "minutes"
                      ? words("sealedName", { number: String(number), title })
                      : words("letterName", { day: format.day(title), count: number })}
                  </Link>
                ),
              },
              { key: "at", head: words("sealedAt"), cell: ({ at }) => format.instant(at) },
              { key: "author", head: words("by"), cell: ({ author }) => author },
              {
                key: "digest",
                head: words("digest"),
                cell: ({ sha256 }) => (sha256 === null ? "///" : <code>{sha256.slice(0, 16)}…</code>),
              },
            ]}
          />
        </Section>
      )}
    </Page>
  );
}
