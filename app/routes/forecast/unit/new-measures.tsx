import { Form, Link } from "@remix-run/react";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "use-intl";
import { byRank, movedRanks, type RankedMeasure } from "#app/domain/forecast/rank.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { RequestStatePill } from "#app/ui/planning/request-state-pill.tsx";
import { Section } from "#app/ui/shell/page.tsx";
import type { ListedRequest } from "#db/queries/forecast/reading.ts";
import styles from "../forecast.module.css";

interface NewMeasuresProps {
  readonly year: number;
  readonly unit: string;
  readonly requests: readonly ListedRequest[];
  readonly mayMove: boolean;
  readonly seenRevision: bigint;
  /** Of each button's form. */
  readonly keys: Readonly<Record<string, string>>;
}

/** The unit's new measures, the most wanted first; each goes up and down by a press. */
export function NewMeasures({ year, unit, requests, mayMove, seenRevision, keys }: NewMeasuresProps) {
  const words = useTranslations("requests.rank");
  const measures = byRank(requests.filter(({ kind }) => kind === "newMeasure"));
  if (measures.length === 0) return null;
  return (
    <Section id="measures" title={words("title")}>
      <ol className={styles.ranks}>
        {measures.map((own) => (
          <li key={own.id}>
            <span className={styles.rank}>{own.rank ?? words("none")}</span>
            <Link to={`/${year}/forecast/${unit}/requests/${own.id}`}>
              {own.number}. {own.title}
            </Link>
            <RequestStatePill state={own.state} version={own.version} />
            {mayMove && (
              <span className={styles.moves}>
                {(["up", "down"] as const).map((direction) => (
                  <MoveButton
                    key={direction}
                    {...{ direction, measure: own, measures, seenRevision }}
                    action={`/${year}/forecast/${unit}/requests/${own.id}/rank`}
                    commandKey={keys[`${own.id} ${direction}`] ?? ""}
                  />
                ))}
              </span>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}

interface MoveButtonProps {
  readonly direction: "up" | "down";
  readonly measure: ListedRequest;
  readonly measures: readonly RankedMeasure[];
  readonly seenRevision: bigint;
  readonly action: string;
  readonly commandKey: string;
}

/** Absent where the measure cannot go. */
function MoveButton({ direction, measure, measures, seenRevision, action, commandKey }: MoveButtonProps) {
  const words = useTranslations("requests.rank");
  if (!movedRanks(measures, measure.id, direction).ok) return null;
  const Icon = direction === "up" ? ArrowUp : ArrowDown;
  return (
    <Form method="post" action={action} preventScrollReset>
      <CommandKey value={commandKey} />
      <input type="hidden" name="seenRevision" value={seenRevision.toString()} />
      <button
        type="submit"
        name="direction"
        value={direction}
        className={buttonClass()}
        aria-label={words(direction, { title: measure.title })}
      >
        <Icon aria-hidden size={16} strokeWidth={1.75} />
      </button>
    </Form>
  );
}
