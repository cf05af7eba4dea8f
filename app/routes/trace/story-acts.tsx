import { Link } from "@remix-run/react";
import { useRef } from "react";
import { useTranslations } from "use-intl";
import type { RegisterVerb } from "#app/domain/arbitration/verb.ts";
import type { MovementKind } from "#app/domain/stage.ts";
import { usePanelKeys } from "#app/ui/figure/use-panel-keys.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import type { TracedAct } from "#db/queries/trace/acts.ts";
import { movementAddress, notificationAddress } from "../units/addresses.ts";
import type { Story } from "./load-story.ts";
import { requestAddress } from "./part-addresses.ts";
import styles from "./story.module.css";
import { StoryHeading } from "./story-heading.tsx";

/** Who made the figure what it is, when and why: the latest first. */
export function StoryActs({ story: { key, acts, readsDecisions } }: { readonly story: Story }) {
  const words = useTranslations("trace");
  if (key.resource === "EUR") return null;
  return (
    <section className={styles.acts} aria-label={words("acts")}>
      <StoryHeading>{words("acts")}</StoryHeading>
      <ActList year={key.year} acts={acts} readsDecisions={readsDecisions} />
    </section>
  );
}

/** Decisions, notifications and movements, the latest first: what, when, by whom, and why; one tab stop for all. */
export function ActList({
  year,
  acts,
  readsDecisions,
}: {
  readonly year: number;
  readonly acts: readonly TracedAct[];
  readonly readsDecisions: boolean;
}) {
  const words = useTranslations("trace");
  const format = useFormat();
  const nameOf = useActName(year);
  const list = useRef<HTMLOListElement>(null);
  const onKeyDown = usePanelKeys(list);
  const address = ({ kind, id, requestId, unit }: TracedAct) => {
    if (kind === "notification") return notificationAddress(year, id);
    if (kind === "movement") return movementAddress(year, id);
    return requestAddress(year, { id: requestId ?? "", unit: unit ?? "", decides: readsDecisions });
  };
  if (acts.length === 0) return <p>{words("noAct")}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: the arrow keys go from link to link, which are the controls
    <ol ref={list} className={styles.list} onKeyDown={onKeyDown}>
      {acts.map((act) => (
        <li key={`${act.kind} ${act.id}`}>
          <Link to={address(act)}>{nameOf(act)}</Link>
          <span className={styles.when}>
            {format.instant(act.at.toISOString())} · {act.who}
          </span>
          {act.reason !== "" && <span>{act.reason}</span>}
        </li>
      ))}
    </ol>
  );
}

function useActName(year: number): (act: TracedAct) => string {
  const words = useTranslations("trace.actKinds");
  const verbs = useTranslations("arbitration.verbs");
  const kinds = useTranslations("allotment.kind");
  return ({ kind, number, what }) => {
    if (kind === "notification") return words("notification");
    if (kind === "movement") return words("movement", { what: kinds(what as MovementKind), number });
    const verb = what as Exclude<RegisterVerb, "takeBack">;
    return words("decision", { number, what: verbs(verb, { year: String(year - 1) }) });
  };
}
