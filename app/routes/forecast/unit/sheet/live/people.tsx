import { useTranslations } from "use-intl";
import { initialsOf } from "#app/domain/forecast/presence.ts";
import { hueOf, shortName } from "./guests.ts";
import styles from "./live.module.css";
import type { PersonHere } from "./stream.ts";

const mostShown = 5;

/** Who else has the sheet open: five, then how many more; in words for the ear. */
export function People({ people }: { readonly people: readonly PersonHere[] }) {
  const words = useTranslations("live");
  if (people.length === 0) return null;
  const names = people.map(({ name }) => shortName(name));
  const more = people.length - mostShown;
  return (
    <span className={styles.people}>
      <span className="visually-hidden">{words("people", { count: people.length, names: names.join(", ") })}</span>
      {people.slice(0, mostShown).map(({ id, name }) => (
        <span key={id} aria-hidden className={styles.person} data-hue={hueOf(id)} title={words("here", { name: shortName(name) })}>
          {initialsOf(name)}
        </span>
      ))}
      {more > 0 && (
        <span aria-hidden className={styles.more} title={names.slice(mostShown).join(", ")}>
          +{more}
        </span>
      )}
    </span>
  );
}
