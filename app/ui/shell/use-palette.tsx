import { type ComponentType, type ReactNode, useCallback, useEffect, useState } from "react";
import type { Frame } from "./frame.ts";
import type { PaletteProps } from "./palette.tsx";

/** The command palette: Ctrl+K or its button; fetched the first time it is asked for. Without a script there is no button. */
export function usePalette(frame: Frame): { readonly open: (() => void) | null; readonly element: ReactNode } {
  const [ready, setReady] = useState(false);
  const [opened, setOpened] = useState(false);
  const [loaded, setLoaded] = useState<{ readonly Palette: ComponentType<PaletteProps> } | null>(null);
  const open = useCallback(() => {
    setOpened(true);
    import("./palette.tsx").then(setLoaded, () => setOpened(false));
  }, []);
  useEffect(() => {
    setReady(true);
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      open();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [open]);
  const element = loaded && <loaded.Palette frame={frame} opened={opened} onClose={() => setOpened(false)} />;
  return { open: ready ? open : null, element };
}
