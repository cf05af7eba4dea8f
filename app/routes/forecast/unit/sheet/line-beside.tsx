import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { cellName } from "#app/domain/forecast/cell.ts";
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

/** The ways out of a cell: to its line as a plain form, to its request, and for money to the quantities under it and to the payments of its line. */
export function LineBeside({ line, view, column, place }: LineBesideProps) {
  const words = useTranslations("requests");
  const forms = useTranslations("lineForm");
  const { year, unit } = place;
  const { id, spendingClass, request, requestNumber } = line.line;
  const isMoney = spendingClass !== "personnel" && (view.measure === "AE" || view.measure === "CP");
  return (
    <>
      <span className={styles.ways}>
        {isMoney && <DetailLink line={line} view={view} column={column} place={place} />}
        {isMoney && <Link to={scheduleAddress(year, unit, id)}>{words("schedule.link")}</Link>}
        <Link to={`/${year}/forecast/${unit}/lines/${id}`}>{forms("linkShort")}</Link>
        <Link to={`/${year}/forecast/${unit}/requests/${request}`}>{words("toRequest", { number: requestNumber })}</Link>
      </span>
      {isMoney && <Payments line={line} view={view} column={column} />}
    </>
  );
}

/** What of a year's CP is paid on earlier commitments and on new ones, once it is scheduled. */
function Payments({ line, view, column: { targetYear } }: Omit<LineBesideProps, "place">) {
  const words = useTranslations("requests");
  const format = useFormat();
  const payments = view.measure === "CP" ? line.payments?.find(({ year }) => year === targetYear) : undefined;
  if (!payments) return null;
  const money = (amount: bigint) => (amount === 0n ? `0 ${format.unit("CP")}` : format.amountWithUnit(amount, "CP"));
  return (
    <span className={styles.aside}>
      {words("schedule.parts", { year: String(targetYear), earlier: money(payments.onEarlier), fresh: money(payments.onNew) })}
    </span>
  );
}

/** A year is given by its months or as a whole: what is detailed is a month, or the one amount of the year. */
function DetailLink({ line, view, column, place }: LineBesideProps) {
  const words = useTranslations("requests");
  const key = { measure: view.measure, targetYear: column.targetYear };
  const months = cellsUnder(line, view, column).some((cell) => cell.month > 0 && cell.amount !== null);
  const whole = line.cells.get(cellName({ ...key, month: 0 }))?.amount ?? null;
  const cell = { ...key, month: whole === null ? (column.month ?? 0) : 0 };
  if (cell.month === 0 && months) return null;
  const count = line.standing.details?.get(cellName(cell)) ?? 0;
  return (
    <Link to={detailAddress(place.year, place.unit, { lineId: line.line.id, ...cell })}>
      {count > 0 ? words("detail.openCount", { count }) : words("detail.write")}
    </Link>
  );
}
