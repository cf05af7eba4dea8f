import { type FocusEvent, type KeyboardEvent, memo, useEffect, useId, useMemo, useRef, useState } from "react";
import { type Choice, resolve, type Searchable, search } from "#app/domain/ledger/typing/search.ts";
import { classNames } from "../class-names.ts";
import { useHydrated } from "../use-hydrated.ts";
import styles from "./combobox.module.css";

export interface ComboboxProps {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly from: Searchable;
  /** The `<datalist>` that serves where no script runs. */
  readonly list: string;
  readonly className: string | undefined;
  readonly invalid: boolean;
  readonly describedBy: string | undefined;
  readonly line: number;
  readonly column: string;
}

const mostShown = 12;

/**
 * A code found by its figures or by its words (ARIA combobox with a list): typing opens the list, ↑ ↓ walk it, Enter takes what is lit,
 * F4 opens and closes it, Esc closes it and nothing more. Leaving the field turns words that mean one code alone into that code.
 */
export const Combobox = memo(function Combobox({ id, name, value, onValue, from, list, ...props }: ComboboxProps) {
  const listId = useId();
  const hydrated = useHydrated();
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [everything, setEverything] = useState(false);
  const [lit, setLit] = useState(0);
  const shown = useMemo(
    () => (open ? search(from, everything ? "" : value, everything ? from.choices.length : mostShown) : []),
    [open, everything, from, value],
  );
  const show = (all: boolean) => {
    setEverything(all);
    setLit(
      all
        ? Math.max(
            0,
            from.choices.findIndex(({ code }) => code === value),
          )
        : 0,
    );
    setOpen(true);
  };
  const take = (choice: Choice) => {
    justTaken.current = true;
    onValue(choice.code);
    setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const chosen = shown[lit];
    if (event.key === "F4") {
      event.preventDefault();
      if (open) setOpen(false);
      else show(value === "" || from.choices.some(({ code }) => code === value));
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && (open || event.key === "ArrowDown")) {
      event.preventDefault();
      if (!open) show(value === "");
      else if (shown.length > 0) setLit((lit + (event.key === "ArrowDown" ? 1 : shown.length - 1)) % shown.length);
    } else if (event.key === "Enter" && open && chosen) {
      // Not stopped: the form goes to the next field.
      take(chosen);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    }
  };
  /** What was taken from the list is not in the field yet when it loses the focus. */
  const justTaken = useRef(false);
  const onBlur = (event: FocusEvent<HTMLInputElement>) => {
    setOpen(false);
    if (justTaken.current) {
      justTaken.current = false;
      return;
    }
    const typed = event.currentTarget.value.trim();
    if (typed === "") return;
    const meant = resolve(from, typed, "account");
    if (meant.ok && meant.value !== value) onValue(meant.value);
  };
  return (
    <>
      <input
        ref={input}
        id={id}
        name={name}
        type="text"
        role={hydrated ? "combobox" : undefined}
        aria-autocomplete={hydrated ? "list" : undefined}
        aria-expanded={hydrated ? open : undefined}
        aria-controls={open ? listId : undefined}
        aria-activedescendant={open && shown[lit] ? `${listId}-${lit}` : undefined}
        aria-invalid={props.invalid || undefined}
        aria-describedby={props.describedBy}
        list={hydrated ? undefined : list}
        autoComplete="off"
        spellCheck={false}
        data-line={props.line}
        data-column={props.column}
        className={props.className}
        value={value}
        onChange={(event) => {
          justTaken.current = false;
          onValue(event.currentTarget.value);
          if (event.currentTarget.value.trim() === "") setOpen(false);
          else show(false);
        }}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
      />
      {open && shown.length > 0 && <Options id={listId} label={name} choices={shown} lit={lit} beside={input.current} onTake={take} />}
    </>
  );
});

interface OptionsProps {
  readonly id: string;
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly lit: number;
  readonly beside: HTMLInputElement | null;
  readonly onTake: (choice: Choice) => void;
}

const listHeight = 280;

/** Over everything, under its field or above it where there is no room. The focus stays in the field. */
function Options({ id, label, choices, lit, beside, onTake }: OptionsProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[lit]?.scrollIntoView({ block: "nearest" });
  }, [lit]);
  const place = beside?.getBoundingClientRect();
  const above = place !== undefined && place.bottom + listHeight > window.innerHeight && place.top > listHeight;
  const style = place && {
    left: Math.min(place.left, Math.max(8, window.innerWidth - 420)),
    ...(above ? { bottom: window.innerHeight - place.top + 2 } : { top: place.bottom + 2 }),
  };
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which says which option is lit
    <div ref={list} id={id} role="listbox" aria-label={label} className={styles.list} style={style}>
      {choices.map((choice, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
        <div
          key={choice.code}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === lit}
          className={classNames(styles.option, index === lit && styles.lit)}
          onMouseDown={(event) => {
            event.preventDefault();
            onTake(choice);
          }}
        >
          <span className={styles.code}>{choice.code}</span>
          <span>{choice.label}</span>
        </div>
      ))}
    </div>
  );
}
