import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { clockText, elapsedSeconds } from "#app/domain/arbitration/sitting/sitting.ts";
import { classNames } from "#app/ui/class-names.ts";
import styles from "./room.module.css";

interface ClockProps {
  readonly label: string;
  /** When it began to run; what it had run before is added. */
  readonly from: Date | null;
  readonly before?: number;
  /** When the page was read, by the server's clock: the browser's may be wrong. */
  readonly at: Date;
  readonly plannedMinutes?: number;
}

/** A clock that goes on by itself; without a script it says what it was when the page was read. */
export function Clock({ label, from, before = 0, at, plannedMinutes }: ClockProps) {
  const words = useTranslations("sittings");
  const seconds = before + elapsedSeconds(from, useServerTime(at));
  const isLate = plannedMinutes !== undefined && seconds > plannedMinutes * 60;
  return (
    <p className={classNames(styles.clock, isLate && styles.late)} role="timer" aria-live="off">
      <span className={styles.clockLabel}>{label}</span> <strong>{clockText(seconds)}</strong>
      {plannedMinutes !== undefined && <span className={styles.clockLabel}> {words("room.planned", { minutes: plannedMinutes })}</span>}
      {isLate && <span> {words("room.late")}</span>}
    </p>
  );
}

/** The server's time, from what it was when the page was read on. */
function useServerTime(at: Date): Date {
  const [now, setNow] = useState(at);
  useEffect(() => {
    const begun = performance.now();
    setNow(at);
    const timer = setInterval(() => setNow(new Date(at.getTime() + performance.now() - begun)), 1_000);
    return () => clearInterval(timer);
  }, [at]);
  return now;
}
