import { Link, useLocation } from "@remix-run/react";
import { createContext, type ReactNode, useContext } from "react";
import styles from "./traced.module.css";

/** The parameter of an address that opens the story of a figure beside the page. */
export const traceParameter = "trace";

/** On the page of a story, the stories of its parts are pages too: the address that leads to them. */
export const StoryPageContext = createContext<((trace: string) => string) | null>(null);

/** Where the story of a figure is read: beside the page that shows it, which stays as it is; null closes it. */
export function useTraceAddress(): (trace: string | null) => string {
  const { pathname, search } = useLocation();
  const page = useContext(StoryPageContext);
  if (page) return (trace) => (trace === null ? pathname : page(trace));
  return (trace) => {
    const next = new URLSearchParams(search);
    if (trace === null) next.delete(traceParameter);
    else next.set(traceParameter, trace);
    const text = next.toString();
    return text === "" ? pathname : `${pathname}?${text}`;
  };
}

/** A figure that opens its own story: a link as any other, so that it opens without a script, in a new tab, or from the keyboard. */
export function Traced({ trace, children }: { readonly trace: string; readonly children: ReactNode }) {
  const address = useTraceAddress();
  return (
    <Link to={address(trace)} data-trace={trace} preventScrollReset className={styles.traced} aria-keyshortcuts="Alt+Shift+T">
      {children}
    </Link>
  );
}
