import { useTranslations } from "use-intl";
import { Section } from "#app/ui/shell/page.tsx";
import type { StepTaken } from "#db/queries/allotment-movement.ts";
import { MovementState } from "../movement-table.tsx";
import styles from "../movements.module.css";

/** Each act on the document: who, in whose name, when and why. */
export function History({ steps }: { readonly steps: readonly (Omit<StepTaken, "at"> & { readonly said: string })[] }) {
  const words = useTranslations("movements");
  if (steps.length === 0) return null;
  return (
    <Section title={words("history")}>
      <ul className={styles.history}>
        {steps.map(({ state, actor, onBehalfOf, reason, said }) => (
          <li key={`${state} ${said}`}>
            <MovementState state={state} />{" "}
            {onBehalfOf === null ? words("step", { actor, at: said }) : words("stepFor", { actor, at: said, delegator: onBehalfOf })}
            {reason !== "" && ` – ${reason}`}
          </li>
        ))}
      </ul>
    </Section>
  );
}
