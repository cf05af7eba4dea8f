import { useTranslations } from "use-intl";
import type { Quantity } from "#app/domain/quantity.ts";
import type {
  Report,
  ReportBlock,
  ReportColumn,
  ReportFigures,
  ReportPicture,
  ReportRow,
  ReportTable,
} from "#app/domain/reports/report.ts";
import { storyOfCell, type ToldReport } from "#app/domain/reports/stories.ts";
import { Amount } from "#app/ui/amount.tsx";
import { Bullet } from "#app/ui/figure/bullet.tsx";
import { FigureFrame } from "#app/ui/figure/figure.tsx";
import { largest } from "#app/ui/figure/scale.ts";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Section } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { said } from "../units/said.ts";
import styles from "./report-view.module.css";
import { cellText, figureText, headOf, type ReportReader, sentenceText } from "./report-words.ts";

/** What a component reads a document with. */
export function useReportReader(): ReportReader {
  const words = useTranslations("reports");
  return { words: (key, values) => words(key, values), format: useFormat() };
}

interface ReportViewProps {
  readonly report: Report;
  /** What its figures are told by; not of one that was issued. */
  readonly told?: ToldReport;
}

/** A document on the screen and on paper: composed today, or as it was issued. */
export function ReportView({ report, told }: ReportViewProps) {
  const words = useTranslations("reports");
  return (
    <>
      {report.parts.map(({ name, blocks }) => (
        <Section key={name} title={words(`parts.${name}`)}>
          {blocks.length === 0 ? (
            <p>{words("nothingHere")}</p>
          ) : (
            <div className={styles.blocks}>
              <Blocks blocks={blocks} report={report} told={told} />
            </div>
          )}
        </Section>
      ))}
    </>
  );
}

interface Within {
  readonly report: Report;
  readonly told: ToldReport | undefined;
}

function Blocks({ blocks, ...own }: Within & { readonly blocks: readonly ReportBlock[] }) {
  return (
    <>
      {blocks.map((block) => (
        <Block key={"name" in block ? block.name : block.kind === "words" ? block.of + block.text : block.kind} block={block} {...own} />
      ))}
    </>
  );
}

function Block({ block, report, told }: Within & { readonly block: ReportBlock }) {
  const reader = useReportReader();
  if (block.kind === "sentence") return <p className={styles.sentence}>{sentenceText(block, reader)}</p>;
  if (block.kind === "words") return <Words of={block.of} text={block.text} />;
  if (block.kind === "figures") return <Figures {...block} />;
  return block.kind === "table" ? <ReportTableView table={block} told={told} /> : <Picture picture={block} report={report} />;
}

/** What people wrote, as they wrote it. */
function Words({ of, text }: { readonly of: string; readonly text: string }) {
  return (
    <div className={styles.words}>
      {of !== "" && <h3>{of}</h3>}
      {text.split("\n").map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text, which never change place
        <p key={index}>{line}</p>
      ))}
    </div>
  );
}

function Figures({ figures }: ReportFigures) {
  const reader = useReportReader();
  return (
    <dl className={styles.figures}>
      {figures.map((figure) => {
        const { name, amount, of } = figureText(figure, reader);
        return (
          <div key={figure.name}>
            <dt>{name}</dt>
            <dd>
              <strong>{amount}</strong> <span>{of}</span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function ReportTableView({ table, told }: { readonly table: ReportTable; readonly told: ToldReport | undefined }) {
  const words = useTranslations("reports");
  const reader = useReportReader();
  const column = (own: ReportColumn, index: number): Column<ReportRow> => {
    const isFigure = own.kind === "amount" || own.kind === "rate" || own.kind === "count";
    return {
      ...{ key: `${own.name} ${own.resource ?? ""}`, head: headOf(table, own, reader) },
      ...(own.kind === "amount" ? { unit: reader.format.unit(own.resource ?? "EUR") } : {}),
      align: isFigure ? "end" : "start",
      cell: (row) => {
        const cell = row.cells[index] ?? null;
        if (own.kind === "amount" && typeof cell === "bigint") {
          return <Amount quantity={cell} resource={own.resource ?? "EUR"} trace={told && storyOfCell(told, table, own, row)} />;
        }
        return cellText(cell, own, row, index === 0, reader);
      },
    };
  };
  return (
    <DataTable
      caption={words(`tables.${table.name}`)}
      columns={table.columns.map(column)}
      rows={table.rows}
      rowKey={({ key }) => key}
      isSubtotal={({ level }) => level !== "line"}
    />
  );
}

interface Bar {
  readonly label: string;
  readonly value: Quantity | null;
  readonly mark: Quantity | null;
}

/** Bars in a table: the drawing, and its figures beside it. */
function Picture({ picture, report: { asOf } }: { readonly picture: ReportPicture; readonly report: Report }) {
  const words = useTranslations("reports");
  const format = useFormat();
  const story = useTranslations("trace");
  const { name, resource } = picture;
  const bars = picture.bars.map((bar): Bar => ({ ...bar, label: bar.isMonth ? format.month(bar.label, "long") : bar.label }));
  const end = largest(bars.flatMap(({ value, mark }) => [value ?? 0n, mark ?? 0n]));
  const unit = displayUnitFor([end]);
  const told = name === "unitsLanding" ? bars[0] : bars.findLast(({ value }) => value !== null);
  const say = (quantity: Quantity | null) => said(format, quantity ?? 0n, resource, unit);
  const title = told
    ? words(`pictureSays.${name}`, { label: told.label, value: say(told.value), mark: say(told.mark) })
    : words(`pictures.${name}`);
  const column = (key: "value" | "mark", head: string): Column<Bar> => ({
    ...{ key, head, unit: format.unit(resource, unit), align: "end" },
    cell: (bar) => <Amount quantity={bar[key] ?? "not-applicable"} resource={resource} unit={unit} />,
  });
  return (
    <FigureFrame title={title} unit={format.unit(resource, unit)} source={story("source")} asOf={format.day(asOf)} table>
      <DataTable
        caption={words(`pictures.${name}`)}
        hideCaption
        rows={bars}
        rowKey={({ label }) => label}
        columns={[
          { key: "label", head: words(name === "unitsLanding" ? "columns.unit" : "columns.month"), cell: ({ label }) => label },
          {
            ...{ key: "bar", head: words("bar") },
            cell: ({ label, value, mark }) => (
              <Bullet
                decorative
                label={label}
                resource={resource}
                {...(name === "unitsLanding" && value !== null
                  ? { value: 0n, landing: { low: value, likely: value, high: value } }
                  : { value: value ?? 0n })}
                limit={mark ?? 0n}
                available={0n}
                scaleTo={end}
                unit={unit}
              />
            ),
          },
          column("value", words(`bars.${name}`)),
          column("mark", words(`marks.${name}`)),
        ]}
      />
    </FigureFrame>
  );
}
