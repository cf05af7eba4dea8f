import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { paidOn, paymentsByYear } from "#app/domain/forecast/schedule.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/shell/page.tsx";
import type { LineSchedule } from "#db/queries/forecast/schedule.ts";
import type { LineWithCells } from "#db/queries/forecast/sheet.ts";
import styles from "../forecast.module.css";
import { scheduleAddress } from "../line-addresses.ts";
import { ScheduleTable } from "../schedule/schedule-table.tsx";

interface SchedulesSectionProps {
  readonly year: number;
  readonly unit: string;
  readonly lines: readonly LineWithCells[];
  readonly schedules: readonly LineSchedule[];
  readonly mayEdit: boolean;
}

/** When the commitments of each line are paid, and where that departs from the line's amounts. */
export function SchedulesSection({ year, unit, lines, schedules, mayEdit }: SchedulesSectionProps) {
  const words = useTranslations("requests.schedule");
  const own = lines.filter(({ spendingClass }) => spendingClass === "nonPersonnel");
  const shown = own.filter(({ id }) => mayEdit || schedules.some(({ lineId }) => lineId === id));
  if (shown.length === 0) return null;
  return (
    <Section id="schedules" title={words("sectionTitle")}>
      <div className={styles.stack}>
        {shown.map((line) => {
          const schedule = schedules.find(({ lineId }) => lineId === line.id);
          const name = line.label || line.nature;
          return (
            <div key={line.id} className={styles.stack}>
              {schedule && <ScheduleTable parts={schedule.parts} caption={words("caption", { line: name })} />}
              {schedule && <Departures line={line} schedule={schedule} />}
              <p className="no-print">
                <Link className={buttonClass()} to={scheduleAddress(year, unit, line.id)}>
                  {words(schedule ? "open" : "write", { line: name })}
                </Link>
              </p>
            </div>
          );
        })}
      </div>
    </Section>
  );
}

/** Amounts that were changed in the grid since the schedule was written. */
function Departures({ line, schedule }: { readonly line: LineWithCells; readonly schedule: LineSchedule }) {
  const words = useTranslations("requests.schedule");
  const format = useFormat();
  const money = (amount: Quantity, measure: "AE" | "CP") =>
    amount === 0n ? `0 ${format.unit(measure)}` : format.amountWithUnit(amount, measure);
  const total = (measure: "AE" | "CP", year: number) =>
    sum(line.cells.filter((cell) => cell.measure === measure && cell.targetYear === year).map(({ amount }) => amount ?? 0n));
  const payments = new Map(paymentsByYear(schedule.parts).map(({ year, onEarlier, onNew }) => [year, onEarlier + onNew]));
  const years = [...new Set([...line.cells.map(({ targetYear }) => targetYear), ...payments.keys()])].sort();
  const sentences = years.flatMap((year) => {
    const [ae, scheduled] = [total("AE", year), paidOn(schedule.parts, year)];
    const [cp, column] = [total("CP", year), payments.get(year) ?? 0n];
    return [
      ...(ae === scheduled ? [] : [words("aeDeparts", { year: String(year), asked: money(ae, "AE"), scheduled: money(scheduled, "CP") })]),
      ...(cp === column ? [] : [words("cpDeparts", { year: String(year), asked: money(cp, "CP"), scheduled: money(column, "CP") })]),
    ];
  });
  if (sentences.length === 0) return null;
  return (
    <Notice kind="warning" title={words("departs")}>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Notice>
  );
}
