import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { periodText } from "#app/domain/forecast/cell-address.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Section } from "#app/ui/shell/page.tsx";
import type { CellDetail } from "#db/queries/forecast/detail.ts";
import type { LineWithCells } from "#db/queries/forecast/sheet.ts";
import { DetailTable } from "../detail/detail-table.tsx";
import styles from "../forecast.module.css";
import { detailAddress } from "../line-addresses.ts";

interface DetailsSectionProps {
  readonly year: number;
  readonly unit: string;
  readonly lines: readonly LineWithCells[];
  readonly details: readonly CellDetail[];
  readonly mayEdit: boolean;
}

/** The quantities under the amounts of a request, each with its sum; to write them, a link leads to their page. */
export function DetailsSection({ year, unit, lines, details, mayEdit }: DetailsSectionProps) {
  const words = useTranslations("requests.detail");
  const resources = useTranslations("resources");
  const format = useFormat();
  const known = new Set(details.map(({ lineId }) => lineId));
  const free = mayEdit ? lines.filter(({ spendingClass }) => spendingClass === "nonPersonnel") : [];
  if (details.length === 0 && free.length === 0) return null;
  const nameOf = (id: string) => {
    const line = lines.find((own) => own.id === id);
    return line ? line.label || line.nature : "";
  };
  const period = ({ targetYear, month }: CellDetail) =>
    month === 0 ? String(targetYear) : format.month(periodText({ targetYear, month }), "longWithYear");
  return (
    <Section id="details" title={words("title")}>
      <div className={styles.stack}>
        {details.length === 0 && <p className={styles.note}>{words("none")}</p>}
        {details.map((own) => (
          <div key={`${own.lineId} ${own.measure} ${own.targetYear} ${own.month}`} className={styles.stack}>
            <DetailTable
              lines={own.lines}
              measure={own.measure}
              caption={`${nameOf(own.lineId)} · ${resources(`short.${own.measure}`)} ${period(own)}`}
            />
            <Link className="no-print" to={detailAddress(year, unit, own)}>
              {words("open", { line: nameOf(own.lineId), measure: resources(`short.${own.measure}`), period: period(own) })}
            </Link>
          </div>
        ))}
        {free.length > 0 && (
          <ul className={`${styles.links} no-print`}>
            {free.flatMap((line) =>
              (["AE", "CP"] as const).map((measure) => {
                const taken = details.some(
                  (own) => own.lineId === line.id && own.measure === measure && own.targetYear === year && own.month === 0,
                );
                const monthly = line.cells.some(
                  (cell) => cell.measure === measure && cell.targetYear === year && cell.month > 0 && cell.amount !== null,
                );
                if (taken || monthly) return null;
                return (
                  <li key={`${line.id} ${measure}`}>
                    <Link
                      className={buttonClass()}
                      to={detailAddress(year, unit, { lineId: line.id, measure, targetYear: year, month: 0 })}
                    >
                      {words(known.has(line.id) ? "another" : "add", {
                        line: nameOf(line.id),
                        measure: resources(`short.${measure}`),
                        year: String(year),
                      })}
                    </Link>
                  </li>
                );
              }),
            )}
          </ul>
        )}
      </div>
    </Section>
  );
}
