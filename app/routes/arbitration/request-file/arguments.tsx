import { useTranslations } from "use-intl";
import type { RequestHead } from "#app/domain/forecast/request.ts";
import { Section } from "#app/ui/shell/page.tsx";
import styles from "../arbitration.module.css";

/** Why the unit asks, what it fears, what else it looked at, what it will deliver. */
export function Arguments({ request }: { readonly request: RequestHead }) {
  const words = useTranslations("arbitration");
  const forecast = useTranslations("forecast");
  const purpose = useTranslations("requests.purpose");
  const said = [
    [words("justification"), request.justification],
    [words("risk"), request.risk],
    [purpose("alternatives"), request.alternatives],
    [
      purpose("deliverables"),
      [request.deliverables, request.indicator && purpose("measuredBy", { indicator: request.indicator })].filter(Boolean).join("\n"),
    ],
  ] as const;
  return (
    <div className={styles.columns}>
      {said.map(([title, text]) => (
        <Section key={title} title={title}>
          <p className={styles.prose}>{text || forecast("notWritten")}</p>
        </Section>
      ))}
    </div>
  );
}
