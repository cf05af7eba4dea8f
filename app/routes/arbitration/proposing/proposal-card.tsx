import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { classNames } from "#app/ui/class-names.ts";
import { MiniBars } from "./mini-bars.tsx";
import type { Picture } from "./picture.ts";
import styles from "./proposing.module.css";
import { UnitEffects } from "./unit-effects.tsx";

const mostUnits = 5;

interface ProposalCardProps {
  readonly title: string;
  /** One sentence: how it shares out. */
  readonly how: ReactNode;
  readonly picture: Picture | null;
  readonly year: number;
  readonly computed?: boolean;
  /** Where it leads. */
  readonly children: ReactNode;
}

/** An allocation among others: how it shares out, what it takes of each envelope, what each unit gets. */
export function ProposalCard({ title, how, picture, year, computed = false, children }: ProposalCardProps) {
  const words = useTranslations("proposal");
  return (
    <li className={classNames(styles.card, computed && styles.computed)}>
      <h3>{title}</h3>
      <p>{how}</p>
      {picture && (
        <>
          <p className={styles.verdict}>{words("counts", picture.counts)}</p>
          <div>
            <h4>{words("againstEnvelopes")}</h4>
            <MiniBars limits={picture.limits.filter((own) => own.targetYear === year && own.label === null)} />
          </div>
          <div>
            <h4>{words("perUnit")}</h4>
            <UnitEffects units={picture.units} measure={picture.measure} most={mostUnits} />
          </div>
        </>
      )}
      {children}
    </li>
  );
}
