import type { ComponentProps } from "react";
import { useTranslations } from "use-intl";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Section } from "#app/ui/shell/page.tsx";
import type { Opinion } from "#db/queries/arbitration/opinion.ts";
import styles from "../arbitration.module.css";
import { OpinionForm } from "../opinion-form.tsx";

interface OpinionPartProps {
  readonly opinion: Opinion | null;
  readonly mayInstruct: boolean;
  readonly form: Pick<ComponentProps<typeof OpinionForm>, "action" | "commandKey" | "asked">;
}

/** The opinion that stands, and the form of the next one. */
export function OpinionPart({ opinion, mayInstruct, form }: OpinionPartProps) {
  const words = useTranslations("arbitration");
  const format = useFormat();
  return (
    <Section title={words("opinion.title")}>
      <p className={styles.prose}>
        {opinion
          ? words("opinion.given", {
              view: words(`views.${opinion.view}`),
              sentence: opinion.sentence,
              author: opinion.author,
              at: format.instant(opinion.at.toISOString()),
            })
          : words("opinion.none")}
      </p>
      {mayInstruct && (
        <div className={styles.after}>
          <OpinionForm {...form} replaces={opinion !== null} />
        </div>
      )}
    </Section>
  );
}
