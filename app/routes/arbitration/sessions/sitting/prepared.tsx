import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { usualMinutes } from "#app/domain/arbitration/sitting/agenda.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import type { Participant, Sitting } from "#db/queries/arbitration/sitting.ts";
import type { ArrangedAgenda } from "../agenda-of.ts";
import { AgendaTable } from "../agenda-table.tsx";
import { useSittingCrumbs } from "../crumbs.ts";
import styles from "../sessions.module.css";
import type { Part } from "../sitting-place.ts";
import { SittingState } from "../sitting-state.tsx";

interface PreparedProps {
  readonly year: number;
  readonly sitting: Sitting;
  readonly part: Part;
  readonly agenda: ArrangedAgenda;
  readonly participants: readonly Participant[];
  readonly keys: { readonly add: string; readonly change: readonly string[] };
}

/** A sitting to come: its agenda and its people, and the button that opens it. */
export function Prepared({ year, sitting, part, agenda, participants, keys }: PreparedProps) {
  const words = useTranslations("sittings");
  const format = useFormat();
  const here = `/${year}/arbitration/sessions/${sitting.id}`;
  const minutes = agenda.items.reduce((total, { plannedMinutes }) => total + plannedMinutes, 0);
  const facts = [words("whenAt", { day: format.day(sitting.plannedOn), time: sitting.plannedAt }), sitting.place, sitting.scenario];
  return (
    <Page
      title={words("sittingHeading", { number: sitting.number, title: sitting.title })}
      crumbs={useSittingCrumbs(year)}
      marks={<SittingState state={sitting.state} />}
      message={facts.filter((fact) => fact !== "").join(" · ")}
      actions={
        part.writes ? (
          <Link className={buttonClass("primary")} to={`${here}/opening`}>
            {words("open.action")}
          </Link>
        ) : (
          <span className={styles.muted}>{words("open.whoOnly")}</span>
        )
      }
    >
      <Section title={words("agenda.title")}>
        <p>{words("agenda.message", { count: agenda.items.length, minutes })}</p>
        <AgendaTable agenda={agenda} action={part.prepares ? `${here}/agenda` : undefined} usual={usualMinutes} newKeys={keys} />
      </Section>
      <Section title={words("people.title")}>
        <ul className={styles.plain}>
          <li>{words("people.chair", { name: sitting.chairName })}</li>
          {participants.map(({ person, name, role }) => (
            <li key={String(person)}>
              {name}
              {role === "secretary" && ` (${words("people.secretary")})`}
            </li>
          ))}
          {sitting.guests.split("\n").map((guest) => guest.trim() !== "" && <li key={guest}>{guest}</li>)}
        </ul>
      </Section>
    </Page>
  );
}
