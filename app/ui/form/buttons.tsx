import { useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";
import styles from "./form.module.css";

export type ButtonLook = "primary" | "plain" | "danger";

/** Sends its form. While one is under way it stays focusable and says so; a second press is harmless, the command key sees to it. */
export function SubmitButton({
  children,
  look = "primary",
  name,
  value,
  autoFocus = false,
}: {
  readonly children: ReactNode;
  readonly look?: ButtonLook;
  readonly name?: string;
  readonly value?: string;
  /** A page that only asks for a confirmation: Enter gives it. */
  readonly autoFocus?: boolean;
}) {
  const busy = useNavigation().state === "submitting";
  return (
    <button
      type="submit"
      name={name}
      value={value}
      className={classNames(styles.button, styles[look])}
      aria-busy={busy || undefined}
      // biome-ignore lint/a11y/noAutofocus: asked only by pages whose one purpose is this button
      autoFocus={autoFocus}
      data-first-focus={autoFocus || undefined}
    >
      {children}
    </button>
  );
}

/** The class of a link that looks like a button. */
export function buttonClass(look: ButtonLook = "plain"): string {
  return classNames(styles.button, styles[look]);
}

/** Buttons of a form side by side. */
export function ButtonRow({ children }: { readonly children: ReactNode }) {
  return <div className={styles.buttons}>{children}</div>;
}
