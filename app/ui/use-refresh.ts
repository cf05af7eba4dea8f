import { useRevalidator } from "@remix-run/react";
import { useCallback, useEffect, useRef } from "react";

/**
 * Asks the server again for what the page shows. While an answer is on its way another is not asked for, which would break off the first: it is once
 * the first is there.
 */
export function useRefresh(): () => void {
  const { state, revalidate } = useRevalidator();
  const now = useRef({ isBusy: false, again: false });
  now.current.isBusy = state !== "idle";
  const refresh = useCallback(() => {
    if (now.current.isBusy) {
      now.current.again = true;
      return;
    }
    now.current.isBusy = true;
    now.current.again = false;
    revalidate();
  }, [revalidate]);
  useEffect(() => {
    if (state === "idle" && now.current.again) refresh();
  }, [state, refresh]);
  return refresh;
}
