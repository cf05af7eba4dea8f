import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

const lookAgainMs = 500;

/** While some work goes on the page asks how far it is; a tab that nobody looks at does not. */
export function useLookAgain(running: boolean): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!running || state !== "idle") return;
    const timer = setTimeout(() => document.visibilityState === "visible" && revalidate(), lookAgainMs);
    document.addEventListener("visibilitychange", revalidate);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", revalidate);
    };
  }, [running, state, revalidate]);
}
