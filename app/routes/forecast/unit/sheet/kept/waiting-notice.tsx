import { useTranslations } from "use-intl";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { amountText } from "#app/ui/planning/amount-text.ts";
import type { WrittenSheet } from "../use-sheet.ts";

/** How much waits on this device, why, and what becomes of it. */
export function WaitingNotice({ sheet: { status, waiting, isKept, strays, dropStrays } }: { readonly sheet: WrittenSheet }) {
  const words = useTranslations("live.waiting");
  const resources = useTranslations("resources");
  const format = useFormat();
  const isCut = status.kind === "unreachable" || status.kind === "ended";
  return (
    <>
      {isCut && waiting > 0 && (
        <Notice kind="warning" title={words("title", { count: waiting })}>
          {words(`${status.kind}.${isKept ? "kept" : "here"}`)}
        </Notice>
      )}
      {strays.length > 0 && (
        <Notice kind="warning" title={words("strays", { count: strays.length })}>
          <ul>
            {strays.map(({ lineId, measure, targetYear, month, amount }) => (
              <li key={`${lineId} ${measure} ${targetYear} ${month}`}>
                {resources(`short.${measure}`)}{" "}
                {month === 0 ? targetYear : format.month(`${targetYear}-${String(month).padStart(2, "0")}`, "short")}
                {" · "}
                {amount === null ? words("empty") : `${amountText(amount, measure)} ${format.unit(measure, "eur")}`}
              </li>
            ))}
          </ul>
          <button type="button" className={buttonClass()} onClick={dropStrays}>
            {words("drop")}
          </button>
        </Notice>
      )}
    </>
  );
}
