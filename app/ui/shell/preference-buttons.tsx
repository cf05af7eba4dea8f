import { useId } from "react";
import styles from "./menu.module.css";

interface PreferenceButtonsProps {
  readonly heading: string;
  readonly name: "theme" | "locale";
  readonly returnTo: string;
  readonly current: string;
  readonly choices: readonly { readonly value: string; readonly label: string; readonly lang?: string }[];
}

/** One choice among few, each a submit button of one form. */
export function PreferenceButtons({ heading, name, returnTo, current, choices }: PreferenceButtonsProps) {
  const headingId = useId();
  return (
    <form method="post" action="/preferences" aria-labelledby={headingId}>
      <p id={headingId} className={styles.heading}>
        {heading}
      </p>
      <input type="hidden" name="returnTo" value={returnTo} />
      <div className={styles.row}>
        {choices.map(({ value, label, lang }) => (
          <button key={value} type="submit" name={name} value={value} lang={lang} aria-pressed={value === current} className={styles.item}>
            {label}
          </button>
        ))}
      </div>
    </form>
  );
}
