import { type KeyboardEvent, type PointerEvent, type RefObject, useState } from "react";
import { classNames } from "../class-names.ts";
import styles from "./reading.module.css";

/** What is read at one place of a drawing, already in words. */
export interface Reading {
  readonly key: string;
  /** Where, from the left: 0 to 1 of the drawing's width. */
  readonly at: number;
  readonly label: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
}

/** Which reading is open: that under the pointer or where a finger was put, or that reached by ← → Home End; Esc closes it (RGAA 10.13). */
export function useReading(readings: readonly Reading[], box: RefObject<HTMLElement | null>) {
  const [opened, setOpened] = useState<number | null>(null);
  if (readings.length === 0) return { open: null, handlers: {} };
  const openAt = (clientX: number) => {
    const place = box.current?.getBoundingClientRect();
    if (place) setOpened(nearest(readings, (clientX - place.left) / Math.max(1, place.width)));
  };
  // A finger scrolls as it moves: it reads where it is put.
  const onPointerMove = ({ clientX, pointerType }: PointerEvent) => pointerType !== "touch" && openAt(clientX);
  const onPointerDown = ({ clientX }: PointerEvent) => openAt(clientX);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const next = nextOf(event.key, opened, readings.length);
    if (next === undefined || (next === null && opened === null)) return;
    event.preventDefault();
    event.stopPropagation();
    setOpened(next);
  };
  const close = () => setOpened(null);
  const leave = ({ pointerType }: PointerEvent) => pointerType !== "touch" && close();
  return {
    open: opened === null ? null : (readings[opened] ?? null),
    handlers: { onPointerMove, onPointerDown, onPointerLeave: leave, onBlur: close, onKeyDown },
  };
}

/** The reading whose place is nearest. */
export function nearest(readings: readonly Reading[], at: number): number {
  const far = (index: number) => Math.abs((readings[index]?.at ?? 0) - at);
  return readings.reduce((best, _, index) => (far(index) < far(best) ? index : best), 0);
}

/** Where a key leads: `null` closes, `undefined` is no key of ours. */
export function nextOf(key: string, opened: number | null, count: number): number | null | undefined {
  switch (key) {
    case "ArrowRight":
      return opened === null ? 0 : Math.min(count - 1, opened + 1);
    case "ArrowLeft":
      return opened === null ? count - 1 : Math.max(0, opened - 1);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    case "Escape":
      return null;
    default:
      return undefined;
  }
}

/** The exact figures of a place, beside a line over the drawing; what a screen reader is told as it changes. */
export function ReadAlong({ open }: { readonly open: Reading | null }) {
  return (
    <>
      {open && <div className={styles.cursor} style={{ left: `${open.at * 100}%` }} />}
      <div
        role="status"
        className={classNames(styles.panel, open === null && styles.closed, open !== null && open.at > 0.5 && styles.before)}
        style={open ? { left: `${open.at * 100}%` } : undefined}
      >
        {open && (
          <>
            <strong>{open.label}</strong>
            <dl>
              {open.facts.map(({ name, value }) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </>
        )}
      </div>
    </>
  );
}
