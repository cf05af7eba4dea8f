import { Link, useLocation, useNavigate } from "@remix-run/react";
import { FileText, X } from "lucide-react";
import { type RefObject, useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import type { Day } from "#app/domain/month.ts";
import { useTraceAddress } from "#app/ui/traced.tsx";
import type { StoryAnswer } from "./load-story.ts";
import styles from "./story.module.css";
import { StoryBody, useStoryPlace, useStorySentence } from "./story.tsx";
import { storyAddress } from "./story-address.ts";
import { StoryRefused } from "./story-refused.tsx";

interface TracePanelProps {
  readonly trace: string;
  readonly answer: StoryAnswer;
  readonly today: Day;
}

/** The story of a figure beside the page that it stands on. Escape closes it, and the focus goes back to the figure. */
export function TracePanel({ trace, answer, today }: TracePanelProps) {
  const words = useTranslations("trace");
  const address = useTraceAddress();
  const heading = useRef<HTMLHeadingElement>(null);
  useTitleFocus(heading, trace);
  useEscape(address(null));
  return (
    <aside className={`${styles.panel} no-print`} aria-labelledby="trace-title" data-trace-panel>
      <p className={styles.bar}>
        <span>{words("panel")}</span>
        {answer.state === "told" && (
          <Link to={storyAddress(answer.story.key.year, trace)} aria-label={words("asPage")} title={words("asPage")}>
            <FileText aria-hidden size={18} strokeWidth={1.5} />
          </Link>
        )}
        <Link
          to={address(null)}
          preventScrollReset
          aria-label={words("close")}
          title={`${words("close")} (${words("closeKey")})`}
          aria-keyshortcuts="Escape"
        >
          <X aria-hidden size={18} strokeWidth={1.75} />
        </Link>
      </p>
      {answer.state === "told" ? (
        <Told {...{ answer, heading, today }} />
      ) : (
        <StoryRefused
          answer={answer}
          title={(text) => (
            <h2 ref={heading} id="trace-title" tabIndex={-1}>
              {text}
            </h2>
          )}
        />
      )}
    </aside>
  );
}

function Told({
  answer: { story },
  heading,
  today,
}: {
  readonly answer: Extract<StoryAnswer, { state: "told" }>;
  readonly heading: RefObject<HTMLHeadingElement>;
  readonly today: Day;
}) {
  return (
    <>
      <h2 ref={heading} id="trace-title" tabIndex={-1}>
        {useStorySentence(story)}
      </h2>
      <p className={styles.where}>{useStoryPlace(story)}</p>
      <StoryBody story={story} asOf={today} />
    </>
  );
}

/** The keyboard goes to the story that is opened, from the page or from another story; not to one that the address opened with the page. */
function useTitleFocus(heading: RefObject<HTMLHeadingElement>, trace: string) {
  const { key } = useLocation();
  const first = useRef(key === "default");
  // biome-ignore lint/correctness/useExhaustiveDependencies: another story, another title
  useEffect(() => {
    if (!first.current) heading.current?.focus({ preventScroll: true });
    first.current = false;
  }, [heading, trace]);
}

function useEscape(to: string) {
  const navigate = useNavigate();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open], details[name=shell-menu][open]"))
        return;
      event.preventDefault();
      navigate(to, { preventScrollReset: true });
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [navigate, to]);
}

/**
 * Alt+Maj+T opens the story of the figure that has the focus, or of the one figure that holds it; and once the panel is closed the focus goes
 * back to the figure that opened it.
 */
export function useTraceKeys(trace: string | null): void {
  const opener = useRef<string | null>(null);
  const before = useRef<string | null>(trace);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.code !== "KeyT" || !event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return;
      const focused = document.activeElement;
      const figure = focused?.closest("[data-trace]") ?? focused?.closest("td, th, li, p, dd")?.querySelector("[data-trace]") ?? null;
      if (!(figure instanceof HTMLElement)) return;
      event.preventDefault();
      figure.click();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  useEffect(() => {
    if (before.current === null && trace !== null) opener.current = trace;
    if (before.current !== null && trace === null && opener.current !== null) {
      document.querySelector<HTMLElement>(`[data-trace="${CSS.escape(opener.current)}"]`)?.focus({ preventScroll: true });
    }
    before.current = trace;
  }, [trace]);
}
