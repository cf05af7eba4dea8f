import { Link } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { useFormat } from "#app/ui/format/formatter.ts";
import { StatePill } from "#app/ui/state-pill.tsx";
import { availabilityAddress } from "../../units/addresses.ts";
import { said } from "../../units/said.ts";
import styles from "./availability.module.css";
import { askedSeparator, type ShownAvailability } from "./shown.ts";

const quietMs = 300;

/** A line of a form that takes credit, as it is typed. */
export interface TypedLine {
  readonly unit: string;
  readonly nature: string;
  readonly activity: string;
  readonly amount: string;
}

export interface AvailabilityProps {
  readonly year: number;
  readonly resource: "AE" | "CP";
  /** What the form asks for, read from its fields. */
  readonly read: (form: FormData) => readonly TypedLine[];
}

/**
 * Inside a form that takes credit: asked, available, on which level, and where there is not enough, who holds room, one press away from the
 * request that takes it there. Follows what is typed; without a script the refusal says the same.
 */
export function Availability({ year, resource, read }: AvailabilityProps) {
  const words = useTranslations("availability");
  const place = useRef<HTMLDivElement>(null);
  const levels = useAvailability(place, { year, resource, read });
  return (
    <div ref={place} className={styles.frame} role="status" aria-label={words("title")}>
      {levels.map((level) => (
        <LevelLine key={`${level.unit} ${level.spendingClass}`} level={level} />
      ))}
    </div>
  );
}

function LevelLine({ level }: { readonly level: ShownAvailability }) {
  const words = useTranslations("availability");
  const format = useFormat();
  const { unit, spendingClass, resource, ways, ask } = level;
  const say = (text: string) => said(format, BigInt(text), resource);
  const isShort = level.missing !== "0";
  return (
    <div className={isShort ? styles.short : styles.enough}>
      <p>
        <StatePill kind={isShort ? "fault" : "done"}>{words(isShort ? "short" : "enough")}</StatePill>{" "}
        {words(isShort ? "shortSentence" : "enoughSentence", {
          ...{ unit, class: words(`class.${spendingClass}`), resource },
          ...{ asked: say(level.asked), available: say(level.available), missing: say(level.missing) },
          left: said(format, BigInt(level.available) - BigInt(level.asked), resource),
        })}
      </p>
      {isShort && <WaysOut ways={ways.map((way) => ({ ...way, available: say(way.available) }))} ask={ask} />}
    </div>
  );
}

interface WaysOutProps {
  readonly ways: readonly { readonly unit: string; readonly label: string; readonly available: string; readonly to: string }[];
  readonly ask: string | null;
}

/** Where room is, and the prefilled request that takes it from there. Opens apart: what is typed here stays. */
export function WaysOut({ ways, ask }: WaysOutProps) {
  const words = useTranslations("availability");
  if (ways.length === 0 && ask === null) return <p>{words("askDepartment")}</p>;
  return (
    <ul className={styles.ways}>
      {ways.map(({ unit, label, available, to }) => (
        <li key={unit}>
          <Link to={to} target="_blank" rel="noopener">
            {words("takeFrom", { unit: label, available })}
          </Link>
        </li>
      ))}
      {ask !== null && (
        <li>
          <Link to={ask} target="_blank" rel="noopener">
            {words("ask")}
          </Link>
        </li>
      )}
    </ul>
  );
}

/** Asks again once the fields have been quiet for a while; the latest question wins, and a failed one leaves what was known. */
function useAvailability(
  place: { readonly current: HTMLElement | null },
  { year, resource, read }: AvailabilityProps,
): readonly ShownAvailability[] {
  const [levels, setLevels] = useState<readonly ShownAvailability[]>([]);
  const latest = useRef(read);
  latest.current = read;
  useEffect(() => {
    const form = place.current?.closest("form");
    if (!form) return;
    let timer: number | undefined;
    let asking = new AbortController();
    let before = "";
    const ask = async () => {
      const lines = latest.current(new FormData(form)).map(({ unit, nature, activity, amount }) => {
        return ["line", [unit, nature, activity, amount].join(askedSeparator)];
      });
      const question = new URLSearchParams([["resource", resource], ...lines]).toString();
      if (question === before) return;
      before = question;
      asking.abort();
      asking = new AbortController();
      try {
        const answer = await fetch(`${availabilityAddress(year)}?${question}`, { signal: asking.signal });
        if (answer.ok) setLevels((await answer.json()) as ShownAvailability[]);
      } catch (error) {
        if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
        before = "";
      }
    };
    const later = () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => void ask(), quietMs);
    };
    later();
    form.addEventListener("input", later);
    return () => {
      window.clearTimeout(timer);
      asking.abort();
      form.removeEventListener("input", later);
    };
  }, [place, year, resource]);
  return levels;
}
