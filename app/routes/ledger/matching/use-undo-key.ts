import { useNavigate } from "@remix-run/react";
import { useEffect } from "react";

/** Ctrl+Z (⌘Z) leads to the confirmation that undoes the reader's last matching; in a field it keeps undoing what was typed. */
export function useUndoKey(to: string | null): void {
  const navigate = useNavigate();
  useEffect(() => {
    if (to === null) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      if (isTyping(event.target)) return;
      event.preventDefault();
      navigate(to);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [navigate, to]);
}

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return target.type !== "checkbox" && target.type !== "submit";
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
