import { Link, useSearchParams } from "@remix-run/react";
import { useRef } from "react";
import { usePanelKeys } from "#app/ui/figure/use-panel-keys.ts";
import styles from "./units.module.css";

interface LinkSwitchProps {
  /** The parameter of the address. */
  readonly name: string;
  /** What is chosen, for who does not see the row; `isNamed`: for everybody, where its options do not say it. */
  readonly label: string;
  readonly isNamed?: boolean;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly current: string;
}

/** One choice of a few: a link for each, so that what is shown has an address; one tab stop for all. */
export function LinkSwitch({ name, label, isNamed = false, options, current }: LinkSwitchProps) {
  const [search] = useSearchParams();
  const row = useRef<HTMLElement>(null);
  const onKeyDown = usePanelKeys(row);
  const address = (value: string) => {
    const next = new URLSearchParams(search);
    next.set(name, value);
    return `?${next}`;
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: the arrow keys go from link to link, which are the controls
    <nav ref={row} aria-label={label} onKeyDown={onKeyDown}>
      {isNamed && (
        <p aria-hidden className={styles.switchName}>
          {label}
        </p>
      )}
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
