import { Link } from "@remix-run/react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { lineText } from "#app/domain/ledger/matching/group.ts";
import { Amount } from "#app/ui/amount.tsx";
import { classNames } from "#app/ui/class-names.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { NextPages } from "#app/ui/table/next-pages.tsx";
import { useHydrated } from "#app/ui/use-hydrated.ts";
import { entryAddress, unmatchingAddress } from "../../addresses.ts";
import styles from "../matching.module.css";
import type { Pane, PaneRow } from "./load-panes.server.ts";
import type { Ticks } from "./use-ticks.ts";

interface PaneProps {
  readonly pane: Pane;
  readonly year: number;
  readonly account: string;
  readonly ticks: Ticks;
  readonly mayMatch: boolean;
  readonly pages: { readonly first?: string | undefined; readonly next?: string | undefined };
}

/** One side of the account. One tab stop for all its ticks once scripts run: arrows go from one to the next. */
export function PaneTable({ pane: { side, rows }, year, account, ticks, mayMatch, pages }: PaneProps) {
  const words = useTranslations("matching.pane");
  const said = useTranslations("matching.page");
  const format = useFormat();
  const [active, setActive] = useState<string | null>(null);
  const hydrated = useHydrated();
  const names = rows.map(lineText);
  const stop = active !== null && names.includes(active) ? active : names[0];
  return (
    <div className={styles.pane}>
      <table className={styles.lines}>
        <caption>{words(side)}</caption>
        <thead>
          <tr>
            {mayMatch && (
              <th scope="col" className={styles.tick}>
                <span className="visually-hidden">{words("tick")}</span>
              </th>
            )}
            <th scope="col" className={styles.day}>
              {words("date")}
            </th>
            <th scope="col" className={styles.entry}>
              {words("entry")}
            </th>
            <th scope="col">{words("label")}</th>
            <th scope="col" className={styles.letters}>
              {words("code")}
            </th>
            <th scope="col" className={classNames(styles.end, styles.sum)}>
              {`${words("amount")} ${format.unit("EUR")}`}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.length === 0 && (
            <tr>
              <td colSpan={mayMatch ? 6 : 5} className={styles.none}>
                {said("emptySide")}
              </td>
            </tr>
          )}
          {rows.map((row) => (
            <tr key={lineText(row)} className={classNames(row.tick && ticks.has(row.tick.key) && styles.ticked)}>
              {mayMatch && (
                <td className={styles.tick}>
                  <Tick row={row} side={side} ticks={ticks} stop={!hydrated || lineText(row) === stop} onFocus={setActive} />
                </td>
              )}
              <td className={styles.whole}>{format.day(row.entryDate)}</td>
              <th scope="row" className={styles.whole}>
                <Link to={entryAddress(year, row.entryId)} tabIndex={hydrated && mayMatch ? -1 : undefined}>
                  {`${row.journal}-${row.number}`}
                </Link>
              </th>
              <td className={styles.label}>
                <span title={row.label}>{row.label}</span>
                {(row.party !== null || row.voucher !== null) && (
                  <small>{[row.party, row.voucher].filter((part) => part !== null).join(" · ")}</small>
                )}
              </td>
              <td>
                <Code {...{ row, year, account, mayMatch, side }} stop={!hydrated || lineText(row) === stop} onFocus={setActive} />
              </td>
              <td className={styles.end}>
                <Amount quantity={row.amount} resource="EUR" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <NextPages {...pages} of={words(side)} />
    </div>
  );
}

interface TickProps {
  readonly row: PaneRow;
  readonly side: string;
  readonly ticks: Ticks;
  readonly stop: boolean;
  readonly onFocus: (name: string) => void;
}

function Tick({ row, side, ticks, stop, onFocus }: TickProps) {
  const words = useTranslations("matching.pane");
  const format = useFormat();
  const { tick } = row;
  if (!tick) return null;
  const name = lineText(row);
  const amount = format.amountWithUnit(row.amount, "EUR");
  return (
    <input
      type="checkbox"
      name="line"
      value={name}
      checked={ticks.has(tick.key)}
      onChange={() => ticks.toggle(tick)}
      onFocus={() => onFocus(name)}
      data-pane={side}
      tabIndex={stop ? undefined : -1}
      aria-label={words("tickLine", { entry: `${row.journal}-${row.number}`, label: row.label, amount })}
    />
  );
}

interface CodeProps extends Omit<TickProps, "ticks"> {
  readonly year: number;
  readonly account: string;
  readonly mayMatch: boolean;
}

/** The letters, which lead to undoing them; small ones are a part paid. Where there is nothing to tick, arrows come to them. */
function Code({ row, year, account, mayMatch, side, stop, onFocus }: CodeProps) {
  const words = useTranslations("matching.pane");
  const { group } = row;
  if (!group) return null;
  const title = group.complete ? words("undo", { code: group.code }) : words("partial", { code: group.code });
  if (!mayMatch) return <span title={title}>{group.code}</span>;
  return (
    <Link
      to={unmatchingAddress(year, account, { group: String(group.id) })}
      title={title}
      aria-label={title}
      className={styles.code}
      data-pane={group.complete ? side : undefined}
      onFocus={() => onFocus(lineText(row))}
      tabIndex={stop && group.complete ? undefined : -1}
    >
      {group.code}
    </Link>
  );
}
