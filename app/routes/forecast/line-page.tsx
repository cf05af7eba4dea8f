import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { type CellAddress, sheetAddress } from "#app/domain/forecast/cell-address.ts";
import type { CellLock } from "#app/domain/forecast/lock.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import type { SheetLine } from "#db/queries/forecast/grid.ts";
import { lockSentence } from "./lock-sentence.ts";

interface LinePageProps {
  readonly title: string;
  readonly message?: string;
  readonly year: number;
  readonly unit: string;
  readonly campaign: string;
  readonly label: string;
  readonly line: SheetLine;
  /** The cell of the sheet that this page is about. */
  readonly cell: CellAddress;
  readonly lock: CellLock | undefined;
  readonly children: ReactNode;
}

/** A page about one line of a sheet, what stands beside its cells: the way back to both, and why it cannot be written. */
export function LinePage({ title, message, year, unit, campaign, label, line, cell, lock, children }: LinePageProps) {
  const forecast = useTranslations("forecast");
  const words = useTranslations("requests");
  const locks = useTranslations("sheet");
  const states = useTranslations("states");
  const format = useFormat();
  return (
    <Page
      title={title}
      message={message}
      crumbs={[
        { label: forecast("title"), to: `/${year}/forecast` },
        { label, to: `/${year}/forecast/${unit}?campaign=${campaign}` },
        { label: forecast("crumb", { number: line.requestNumber }), to: `/${year}/forecast/${unit}/requests/${line.request}` },
      ]}
      actions={
        <Link className={buttonClass()} to={sheetAddress({ year, unit, campaign }, { cell })}>
          {words("toGrid")}
        </Link>
      }
    >
      {lock && <Notice kind="information" title={lockSentence(lock, { locks, states, day: format.day })} />}
      {children}
    </Page>
  );
}
