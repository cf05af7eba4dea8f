import { useNavigate } from "@remix-run/react";
import { useEffect } from "react";

interface EntryPageKeys {
  readonly before: string | null;
  readonly after: string | null;
  readonly reverse: (() => void) | null;
}

/** Alt+Shift+← → go to the entry before and after, Alt+Shift+X asks for the reversal. The letter is read where the keyboard bears it. */
export function useEntryPageKeys({ before, after, reverse }: EntryPageKeys): void {
  const navigate = useNavigate();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey || event.repeat) return;
      const address = event.key === "ArrowLeft" ? before : event.key === "ArrowRight" ? after : null;
      if (address !== null) {
        event.preventDefault();
        navigate(address);
      } else if (reverse && (event.key.toLowerCase() === "x" || event.code === "KeyX")) {
        event.preventDefault();
        reverse();
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [navigate, before, after, reverse]);
}
