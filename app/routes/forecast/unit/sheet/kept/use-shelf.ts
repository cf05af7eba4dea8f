import { useEffect, useRef } from "react";
import type { LeftBehind } from "./left-behind.ts";
import type { Shelf } from "./shelf.ts";

/** Keeps on the device, at each change, what `left` says; what an earlier page left there comes to `onFound`. */
export function useShelf(owner: string, left: LeftBehind | undefined, onFound: (left: LeftBehind) => void): void {
  const shelf = useRef<Shelf>();
  const now = useRef({ left, onFound });
  now.current = { left, onFound };
  useEffect(() => {
    let isGone = false;
    void import("./shelf.ts")
      .then(({ openShelf }) => openShelf(owner, (found) => now.current.onFound(found)))
      .then((opened) => {
        if (isGone) return opened?.close();
        shelf.current = opened;
        opened?.keep(now.current.left);
      });
    return () => {
      isGone = true;
      shelf.current?.close();
      shelf.current = undefined;
    };
  }, [owner]);
  useEffect(() => shelf.current?.keep(left), [left]);
}
