import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { sum } from "#app/domain/quantity.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { useHydrated } from "#app/ui/use-hydrated.ts";
import { said } from "../../units/said.ts";

/** How many requests are ticked and for how much, and all of them in one press: an addition where scripts run. */
export function Ticked({ requests }: { readonly requests: readonly { readonly id: string; readonly amount: bigint }[] }) {
  const words = useTranslations("acts.batch");
  const format = useFormat();
  const hydrated = useHydrated();
  const place = useRef<HTMLSpanElement>(null);
  const [ticked, setTicked] = useState<readonly string[]>([]);
  useEffect(() => {
    const form = place.current?.closest("form");
    const read = () => form && setTicked(new FormData(form).getAll("request").map(String));
    form?.addEventListener("change", read);
    read();
    return () => form?.removeEventListener("change", read);
  }, []);
  const tickAll = () => {
    const form = place.current?.closest("form");
    const boxes = [...(form?.querySelectorAll<HTMLInputElement>("input[name=request]") ?? [])];
    const on = boxes.some((box) => !box.checked);
    for (const box of boxes) box.checked = on;
    form?.dispatchEvent(new Event("change"));
  };
  const amount = sum(requests.filter(({ id }) => ticked.includes(id)).map((request) => request.amount));
  return (
    <span ref={place} role="status">
      {hydrated && (
        <>
          <button type="button" className={buttonClass()} onClick={tickAll}>
            {words("tickAll")}
          </button>{" "}
          {words("total", { count: ticked.length, amount: said(format, amount, "EUR") })}
        </>
      )}
    </span>
  );
}
