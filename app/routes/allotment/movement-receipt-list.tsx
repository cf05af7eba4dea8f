import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Section } from "#app/ui/shell/page.tsx";
import type { Receipt } from "./movement-receipts.ts";
import styles from "./movements.module.css";

/** Which units have said that they read the letter: who and when, or that it is awaited. */
export function ReceiptList({ receipts, children }: { readonly receipts: readonly Receipt[]; readonly children?: ReactNode }) {
  const words = useTranslations("movements.letter");
  const format = useFormat();
  if (receipts.length === 0) return null;
  return (
    <Section title={words("receipts")}>
      <ul className={styles.history}>
        {receipts.map(({ unit, label, by, at }) => (
          <li key={unit}>
            {by === null || at === null
              ? words("awaited", { unit: label })
              : words("receiptOf", { unit: label, by, at: format.instant(at) })}
          </li>
        ))}
      </ul>
      {children}
    </Section>
  );
}
