import { useSyncExternalStore } from "react";

/** False in the page as the server wrote it, true once scripts run: for what only makes sense then. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
}
