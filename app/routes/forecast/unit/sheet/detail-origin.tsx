import { useTranslations } from "use-intl";
import { detailAmount } from "#app/domain/forecast/detail.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { OriginLink } from "../../../means/origin-link.tsx";
import type { DetailStep } from "../../cells/message.ts";
import { priceText, quantityText } from "../../detail/detail-text.ts";

/** The quantities at a price that a cell is the sum of. */
export function DetailOrigin({ lines }: { readonly lines: readonly DetailStep[] }) {
  const words = useTranslations("sheet.story");
  const detail = useTranslations("requests.detail");
  const format = useFormat();
  return (
    <>
      <strong>{words("detail")}</strong>
      <ul>
        {lines.map(({ label, unitWord, origin, ...texts }, index) => {
          const [quantity, unitPrice] = [BigInt(texts.quantity), BigInt(texts.unitPrice)];
          const times = detail("times", { quantity: quantityText(quantity), unit: unitWord, price: priceText(unitPrice) });
          const amount = format.amountWithUnit(detailAmount({ quantity, unitPrice }), "CP");
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: two lines may say the same
            <li key={index}>
              {label === "" ? words("detailBare", { times, amount }) : words("detailLine", { label, times, amount })}{" "}
              {origin && <OriginLink origin={origin} />}
            </li>
          );
        })}
      </ul>
    </>
  );
}
