import { useCallback, useEffect, useRef } from "react";

const latelyMs = 5 * 60_000;
const signs = ["keydown", "pointerdown", "wheel"] as const;

/** Whether somebody is at the page: what it asks when nobody is would keep a session open for ever. */
export function useUsedLately(): () => boolean {
  const used = useRef(Date.now());
  useEffect(() => {
    const note = () => {
      used.current = Date.now();
    };
    for (const sign of signs) window.addEventListener(sign, note, { passive: true });
    return () => {
      for (const sign of signs) window.removeEventListener(sign, note);
    };
  }, []);
  return useCallback(() => Date.now() - used.current < latelyMs, []);
}
