import { describe, expect, it } from "vitest";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Meter } from "#app/ui/figure/meter.tsx";
import { UnitYearChart } from "#app/ui/figure/unit-year-chart.tsx";
import type { YearPoint } from "#app/ui/figure/year-points.ts";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { AmountField, TextField } from "#app/ui/form/text-fields.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { renderPage } from "./render-page.tsx";

const count = (html: string, pattern: RegExp) => html.match(pattern)?.length ?? 0;

describe("Amount", () => {
  it("shows the figure, carries its exact value, and tells which story it opens", () => {
    const html = renderPage(<Amount quantity={-123_456_789n} resource="CP" unit="keur" withUnit trace="cp:DR44:2026" />);
    expect(html).toContain('value="-1234567.89"');
    expect(html).toContain('title="Montant exact\u00a0: \u22121\u202f234\u202f567,89\u00a0€"');
    expect(html).toContain('data-trace="cp:DR44:2026"');
    expect(html).toContain(">\u22121\u202f234,6\u00a0k€</data>");
  });

  it("speaks English", () => {
    expect(renderPage(<Amount quantity={4_200n} resource="ETPT" withUnit />, { locale: "en" })).toContain(">3.50\u00a0FTE</data>");
  });

  it("keeps « not entered », « not applicable » and zero apart", () => {
    const html = renderPage(
      <>
        <Amount quantity="not-entered" resource="CP" />
        <Amount quantity="not-applicable" resource="CP" />
        <Amount quantity={0n} resource="CP" />
      </>,
    );
    expect(html).toMatch(/<span[^>]*><\/span><span[^>]*>\/\/\/<\/span><data[^>]*value="0.00"[^>]*>–<\/data>/);
  });
});

interface Line {
  readonly unit: string;
  readonly paid: bigint;
}
const columns: Column<Line>[] = [
  { key: "unit", head: "Unité", sortable: true, cell: (line) => line.unit },
  { key: "paid", head: "Payé", unit: "€", align: "end", sortable: true, cell: (line) => <Amount quantity={line.paid} resource="CP" /> },
];
const lines = (length: number): Line[] => Array.from({ length }, (_, index) => ({ unit: `DR${index}`, paid: BigInt(index) }));

describe("DataTable", () => {
  const table = (length: number) =>
    renderPage(
      <DataTable
        main
        caption="Exécution par unité"
        columns={columns}
        rows={lines(length)}
        rowKey={(line) => line.unit}
        totals={{ paid: "123" }}
        sort={{ key: "paid", descending: false }}
        empty={<EmptyState title="Rien" />}
      />,
      { url: "/2026/execution?unit=DR44&sort=paid&after=x" },
    );

  it("has a caption, column and row heads, and the anchor of the skip link", () => {
    const html = table(3);
    expect(html).toMatch(/<table[^>]*id="main-table"[^>]*><caption[^>]*>Exécution par unité<\/caption>/);
    expect(count(html, /<th scope="col"/g)).toBe(2);
    expect(count(html, /<th scope="row"/g)).toBe(3 + 1);
  });

  it("sorts by links that keep the filters, turn the order round, and start again at the first page", () => {
    const html = table(3);
    expect(html).toContain('aria-sort="ascending"');
    expect(html).toContain('href="/2026/execution?unit=DR44&amp;sort=-paid"');
    expect(html).toContain('href="/2026/execution?unit=DR44&amp;sort=unit"');
  });

  it("shows the totals below, and above too beyond twenty rows", () => {
    expect(count(table(20), />123</g)).toBe(1);
    expect(count(table(21), />123</g)).toBe(2);
  });

  it("says why it is empty instead of showing heads", () => {
    const html = table(0);
    expect(html).toContain("Rien");
    expect(html).not.toContain("<table");
  });
});

describe("fields", () => {
  const refused = fieldsOf({
    initialValue: { label: "Serveurs", lines: [{ amount: "12.500" }] },
    error: { "lines[0].amount": ["Ambigu"], "": ["La période est close."], label: null },
  });
  const form = renderPage(
    <Fields values={refused.values} errors={refused.errors}>
      <ErrorSummary general={refused.general} />
      <TextField name="label" label="Libellé" required />
      <AmountField name="lines[0].amount" label="Montant" resource="CP" hint="En euros" />
      <SelectField name="nature" label="Nature" required options={[{ value: "61", label: "Services" }]} />
    </Fields>,
  );

  it("keep what was typed", () => {
    expect(form).toMatch(/<input[^>]*id="label"[^>]*value="Serveurs"/);
    expect(form).toMatch(/<input[^>]*name="lines\[0\]\.amount"[^>]*value="12\.500"/);
  });

  it("tie the error and the hint to their field, and the summary to the field", () => {
    expect(form).toContain('aria-invalid="true"');
    expect(form).toContain('aria-describedby="lines[0].amount-hint lines[0].amount-error"');
    expect(form).toContain('<a href="#lines[0].amount">Ambigu</a>');
    expect(form).toMatch(/role="alert"[^>]*>.*2 erreurs sont à corriger.*La période est close\./);
  });

  it("leave the browser's own bubbles aside: our words are in the reader's language", () => {
    expect(form).toContain('aria-required="true"');
    expect(form).not.toMatch(/ required=""/);
  });

  it("show no summary when nothing is wrong", () => {
    expect(renderPage(<ErrorSummary />)).toBe('<div id="page"></div>');
  });
});

describe("Meter", () => {
  it("says what is left, and what runs over", () => {
    const parts = [{ label: "Arbitré", stage: "paid", quantity: 700n }] as const;
    expect(renderPage(<Meter label="CP" resource="CP" limit={1_000n} parts={parts} />)).toContain("Reste\u00a0: 3,00\u00a0€");
    const over = renderPage(<Meter label="CP" resource="CP" limit={500n} parts={parts} />);
    expect(over).toContain('aria-label="CP. Dépassement\u00a0: 2,00\u00a0€"');
  });

  it("draws a saving back over what stands before it", () => {
    const parts = [
      { label: "Arbitré", stage: "paid", quantity: 700n },
      { label: "Économie", stage: "requested", quantity: -200n },
    ] as const;
    const html = renderPage(<Meter label="CP" resource="CP" limit={1_000n} parts={parts} />);
    expect(html).toContain("Reste\u00a0: 5,00\u00a0€");
    expect(html).toMatch(/<rect x="500" y="4" width="200"/);
    expect(html).not.toMatch(/width="-/);
  });

  it("stands an envelope of nothing", () => {
    expect(renderPage(<Meter label="CP" resource="CP" limit={0n} parts={[]} />)).not.toContain("NaN");
  });
});

describe("UnitYearChart", () => {
  const points: YearPoint[] = Array.from({ length: 12 }, (_, index) => ({
    month: `2026-${String(index + 1).padStart(2, "0")}`,
    committed: index < 8 ? BigInt(index + 1) * 10_000_000n : null,
    paid: index < 8 ? BigInt(index + 1) * 5_000_000n : null,
    allottedAe: 120_000_000n,
    allottedCp: 110_000_000n,
  }));
  const html = renderPage(<UnitYearChart title="DR Corse : 400 k€ payés" source="journal" asOf="2026-08-31" points={points} />);

  it("is complete on the server: message, named drawing, unit, source, date, data", () => {
    expect(html).toMatch(/<figcaption[^>]*><span[^>]*>DR Corse : 400 k€ payés<\/span> <span[^>]*>Unité\u00a0: k€<\/span><\/figcaption>/);
    expect(html).toMatch(/<svg[^>]*role="img"[^>]*aria-label="DR Corse : 400 k€ payés"/);
    expect(html).toContain("au 31/08/2026");
    expect(count(html, /<tr/g)).toBe(13);
  });

  it("draws the facts that the table says, and none for the months to come", () => {
    const drawing = /<svg[^>]*role="img".*?<\/svg>/s.exec(html)?.[0] ?? "";
    expect(count(drawing, /<rect/g)).toBe(16);
    expect(drawing).not.toContain("NaN");
    expect(count(html, />\/\/\/</g)).toBe(8);
  });

  it("stands a year without any amount", () => {
    const nothing = points.map((point) => ({ ...point, committed: null, paid: null, allottedAe: 0n, allottedCp: 0n }));
    expect(renderPage(<UnitYearChart title="Rien" source="journal" asOf="2026-01-01" points={nothing} />)).not.toContain("NaN");
  });
});
