import { useTranslations } from "use-intl";
import { reviewedResources } from "#app/domain/review/cause.ts";
import { LinkSwitch } from "../units/link-switch.tsx";
import { MeasureSwitch } from "../units/measure-switch.tsx";
import styles from "../units/units.module.css";
import type { ReviewShown } from "./shown.ts";

/** Which measure, of which titles. */
export function ReviewChoices({
  shown: { resource, spendingClass, classes },
}: {
  readonly shown: Pick<ReviewShown, "resource" | "spendingClass" | "classes">;
}) {
  const words = useTranslations("review");
  return (
    <div className={`${styles.inline} no-print`}>
      <MeasureSwitch current={resource} measures={reviewedResources} />
      <LinkSwitch
        name="class"
        label={words("titles")}
        current={spendingClass}
        options={classes.map((value) => ({ value, label: words(`classes.${value}`) }))}
      />
    </div>
  );
}
