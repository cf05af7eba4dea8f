import { type ComponentType, type RefObject, useEffect, useState } from "react";

/** What every interactive drawing is given: its data, and its name for assistive technology. */
export interface DrawingProps<Drawn> {
  readonly drawn: Drawn;
  readonly label: string;
}
export type LoadDrawing<Drawn> = () => Promise<ComponentType<DrawingProps<Drawn>>>;

/**
 * Fetches the interactive drawing once its box is in sight, and gives it when it is there. When it cannot be fetched
 * (the network went), nothing changes: the svg and the table are already complete.
 */
export function useDrawing<Drawn>(
  box: RefObject<HTMLElement | null>,
  load: LoadDrawing<Drawn> | undefined,
): ComponentType<DrawingProps<Drawn>> | null {
  const [drawing, setDrawing] = useState<{ readonly component: ComponentType<DrawingProps<Drawn>> } | null>(null);
  useEffect(() => {
    if (!load || !box.current) return;
    let gone = false;
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      load().then(
        (component) => !gone && setDrawing({ component }),
        () => undefined,
      );
    });
    observer.observe(box.current);
    return () => {
      gone = true;
      observer.disconnect();
    };
  }, [box, load]);
  return drawing?.component ?? null;
}
