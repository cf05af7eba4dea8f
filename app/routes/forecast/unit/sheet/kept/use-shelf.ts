import { useEffect, useRef, useState } from "react";
import type { LeftBehind } from "./left-behind.ts";
import type { Shelf } from "./shelf.ts";

/**
 * Keeps on the device, at each change, what `left` says; what an earlier page left there comes to `onFound`. Whether the browser keeps it: not in some
 * private windows, nor once the disk is full.
 */
export function useShelf(owner: string, left: LeftBehind | undefined, onFound: (left: LeftBehind) => void): boolean {
  const shelf = useRef<Shelf>();
  const [isKept, setKept] = useState(false);
  const now = useRef({ left, onFound });
  now.current = { left, onFound };
  useEffect(() => {
    let isGone = false;
    void import("./shelf.ts")
      .then(({ openShelf }) => openShelf(owner, { onFound: (found) => now.current.onFound(found), onFull: () => setKept(false) }))
      .then((opened) => {
        if (isGone) return opened?.close();
        shelf.current = opened;
        setKept(opened !== undefined);
        opened?.keep(now.current.left);
      })
      // Cut off before it came: the page does without.
      .catch(() => undefined);
    return () => {
      isGone = true;
      shelf.current?.close();
      shelf.current = undefined;
    };
  }, [owner]);
  useEffect(() => shelf.current?.keep(left), [left]);
  return isKept;
}
