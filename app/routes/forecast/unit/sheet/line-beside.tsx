import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { cellName } from "#app/domain/forecast/cell.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { detailAddress, scheduleAddress } from "../../line-addresses.ts";
import { cellsUnder, type LineState } from "./lines.ts";
import styles from "./sheet.module.css";
import type { SheetPlace } from "./use-sheet.ts";
import type { SheetColumn, SheetView } from "./view.ts";

interface LineBesideProps {
  readonly line: LineState;
  readonly view: SheetView;
  readonly column: SheetColumn;
  readonly place: SheetPlace;
}

/** What stands beside a cell of money: the quantities under it, and for CP on which commitments it is paid. */
export function LineBeside({ line, view, column, place }: LineBesideProps) {
  const words = useTranslations("requests");
  const format = useFormat();
  const { measure } = view;
  const { id, spendingClass, request } = line.line;
  if (spendingClass === "personnel" || (measure !== "AE" && measure !== "CP")) return null;
  const { targetYear } = column;
  // A year is given by its months or as a whole: what is detailed is a month, or the one amount of the year.
  const months = cellsUnder(line, view, column).some((cell) => cell.month > 0 && cell.amount !== null);
  const whole = line.cells.get(cellName({ measure, targetYear, month: 0 }))?.amount ?? null;
  const cell = { measure, targetYear, month: whole === null ? (column.month ?? 0) : 0 };
  const isOne = cell.month > 0 || !months;
  const count = line.standing.details?.get(cellName(cell)) ?? 0;
  const payments = measure === "CP" ? line.payments?.find(({ year }) => year === targetYear) : undefined;
  const money = (amount: bigint) => (amount === 0n ? `0 ${format.unit("CP")}` : format.amountWithUnit(amount, "CP"));
  return (
    <>
      {payments && (
        <span className={styles.note}>
          {words("schedule.parts", { year: String(targetYear), earlier: money(payments.onEarlier), fresh: money(payments.onNew) })}
        </span>
      )}
      {isOne && (
        <Link className={buttonClass()} to={detailAddress(place.year, place.unit, { lineId: id, ...cell })}>
          {count > 0 ? words("detail.openCount", { count }) : words("detail.write")}
        </Link>
      )}
      <Link className={buttonClass()} to={scheduleAddress(place.year, place.unit, id)}>
        {words("schedule.link")}
      </Link>
      <Link className={buttonClass()} to={`/${place.year}/forecast/${place.unit}/requests/${request}`}>
        {words("toRequest", { number: line.line.requestNumber })}
      </Link>
    </>
  );
}
