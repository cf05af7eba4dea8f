import { Link, useSearchParams } from "@remix-run/react";
import styles from "./units.module.css";

interface LinkSwitchProps {
  /** The parameter of the address. */
  readonly name: string;
  /** What is chosen, for who does not see the row. */
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly current: string;
}

/** One choice of a few: a link for each, so that what is shown has an address. */
export function LinkSwitch({ name, label, options, current }: LinkSwitchProps) {
  const [search] = useSearchParams();
  const address = (value: string) => {
    const next = new URLSearchParams(search);
    next.set(name, value);
    return `?${next}`;
  };
  return (
    <nav aria-label={label}>
      <ul className={styles.switch}>
        {options.map((option) => (
          <li key={option.value}>
            <Link to={address(option.value)} preventScrollReset aria-current={option.value === current ? "page" : undefined}>
              {option.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
