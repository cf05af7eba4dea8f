import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import styles from "./dialog.module.css";

/** A question that stands before the page until it is answered: Escape closes it, and the keyboard goes back to where it was. */
export function Dialog({
  title,
  wide = false,
  onClose,
  children,
}: {
  readonly title: string;
  readonly wide?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  // Before it is taken out of the page: a dialog that is closed there gives the keyboard back.
  useLayoutEffect(() => {
    const own = dialog.current;
    own?.showModal();
    return () => own?.close();
  }, []);
  // Keys and clipboard of what stands under it in the tree are none of its affair.
  const own = (event: { stopPropagation(): void }) => event.stopPropagation();
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      data-wide={wide || undefined}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={own}
      onPaste={own}
    >
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
}
