import { useSearchParams } from "@remix-run/react";
import { useEffect } from "react";

export type PanelName = "comments" | "checks";

/** Which panel the address opens, and how to open another: Alt+Shift+C is that of the comments. */
export function usePanel() {
  const [search, setSearch] = useSearchParams();
  const asked = search.get("panel");
  const shown: PanelName | undefined = asked === "comments" || asked === "checks" ? asked : undefined;
  const show = (panel: PanelName | undefined) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (panel) next.set("panel", panel);
        else for (const name of ["panel", "thread"]) next.delete(name);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!event.altKey || !event.shiftKey || event.ctrlKey || event.code !== "KeyC") return;
      event.preventDefault();
      show(shown === "comments" ? undefined : "comments");
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  });
  return { shown, show };
}
