import { Link } from "@remix-run/react";
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { DecisionVerb } from "#app/domain/arbitration/verb.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import type { DisplayUnit } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { amountTyped } from "./amount-typed.ts";
import { type BoardRequest, type BoardUnit, foreseen, sharedOut, total } from "./board.ts";
import styles from "./decisions.module.css";
import type { ShownEnvelope } from "./shown.ts";
import type { AskedVerb } from "./use-decision-keys.ts";
import type { Decisions } from "./use-decisions.ts";
import { VerbIcon, verbsByKey, verbsOfWords } from "./verb-icons.tsx";

interface DecisionDockProps {
  readonly unit: BoardUnit;
  readonly request: BoardRequest;
  readonly measure: BudgetResource;
  readonly shownIn: DisplayUnit;
  readonly year: number;
  readonly search: string;
  readonly decisions: Decisions;
  readonly asked: AskedVerb | null;
  readonly envelopes: readonly ShownEnvelope[];
  /** Gives the keyboard back to the row. */
  readonly onBack: () => void;
}

/** What was asked for by a key or from a row is answered once, however often one comes back to the row. */
const answered = new WeakSet<AskedVerb>();

/**
 * The seven decisions of the current row, each with what it gives and its key. Those with a standard reason are taken at once, with the reason
 * typed when there is one; the others wait for their sentence. What was typed stays until the decision stands.
 */
export function DecisionDock({ unit, request, measure, shownIn, year, search, decisions, asked, envelopes, onBack }: DecisionDockProps) {
  const words = useTranslations("board");
  const arbitration = useTranslations("arbitration");
  const resources = useTranslations("resources");
  const format = useFormat();
  const [verb, setVerb] = useState<DecisionVerb | null>(null);
  const [typed, setTyped] = useState({ reason: "", condition: "", amount: "" });
  const [looked, setLooked] = useState<DecisionVerb | null>(null);
  const [missing, setMissing] = useState<Needed | null>(null);
  const fields = useRef<HTMLFormElement>(null);
  const name = (own: DecisionVerb) => arbitration(`verbs.${own}`, { year: String(year - 1) });
  const say = (own: DecisionVerb) => {
    const amount = verbsOfWords.includes(own) ? null : foreseen(own, request, unit);
    if (amount === null) return "";
    return total(amount) === 0n ? "0" : format.amountWithUnit(total(amount), measure, { unit: shownIn });
  };
  const focusOn = (field: Needed) =>
    requestAnimationFrame(() => fields.current?.querySelector<HTMLInputElement>(`[name=${field}]`)?.focus());
  const ask = async (own: DecisionVerb) => {
    const needed = neededBy(own, typed);
    if (needed) {
      setVerb(own);
      setMissing(verb === own ? needed : null);
      focusOn(needed);
      return;
    }
    const inDock = fields.current?.contains(document.activeElement) ?? false;
    const reason = typed.reason.trim() === "" ? standardReason(own) : typed.reason;
    const stands = await decisions.decide(request, unit, { verb: own, ...typed, reason });
    if (!stands) return;
    setVerb(null);
    setMissing(null);
    setTyped({ reason: "", condition: "", amount: "" });
    if (inDock) onBack();
  };
  const standardReason = (own: DecisionVerb) =>
    own === "grant" || own === "capAtNotified" || own === "propose" ? arbitration(`reasons.${own}`, { year: String(year - 1) }) : "";
  const latestAsk = useRef(ask);
  latestAsk.current = ask;
  useEffect(() => {
    if (asked?.request !== request.id || answered.has(asked)) return;
    answered.add(asked);
    void latestAsk.current(asked.verb);
  }, [asked, request.id]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (verb) void ask(verb);
  };
  const leave = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    setVerb(null);
    setMissing(null);
    onBack();
  };
  const field = (key: Needed, label: string, className?: string, placeholder?: string) => (
    <label className={`${styles.field} ${className ?? ""}`}>
      {label}
      <input
        name={key}
        value={typed[key]}
        onChange={(event) => setTyped({ ...typed, [key]: event.target.value })}
        placeholder={placeholder}
        aria-invalid={missing === key || undefined}
        autoComplete="off"
        className={key === "amount" ? styles.amount : undefined}
        {...(key === "amount" ? { inputMode: "decimal" as const } : {})}
      />
    </label>
  );
  return (
    <form
      ref={fields}
      className={styles.dock}
      onSubmit={submit}
      onKeyDown={leave}
      aria-label={words("dock", { number: request.number })}
      noValidate
    >
      <div className={styles.line}>
        <span className={styles.subject}>
          <strong>{unit.label}</strong> · {request.number}. {request.title}{" "}
          <span className={styles.muted}>
            {words("asks", {
              amount: format.amountWithUnit(total(request.asked), measure, { unit: shownIn }),
              measure: resources(`short.${measure}`),
            })}
          </span>
        </span>
        <LeftIfTaken
          {...{ unit, request, measure, shownIn, envelopes }}
          verb={looked ?? verb ?? request.decision?.verb ?? "grant"}
          typed={typed.amount}
        />
        <Link to={`/${year}/arbitration/requests/${request.id}${search}`}>{words("requestFile")}</Link>
        {request.decision?.mine && (
          <button type="button" className={styles.verb} onClick={() => void decisions.takeBack(request, words("takingBack.reason"))}>
            {words("takeBackOne", { number: request.decision.number })}
          </button>
        )}
      </div>
      <div className={styles.verbs}>
        {verbsByKey.map((own, index) => (
          <button
            key={own}
            type="button"
            className={styles.verb}
            aria-pressed={verb === own || (verb === null && request.decision?.verb === own)}
            aria-keyshortcuts={`Alt+Shift+${index + 1}`}
            title={words("keyOf", { key: index + 1 })}
            disabled={own === "propose" && request.proposed === null}
            onClick={() => void ask(own)}
            onMouseEnter={() => setLooked(own)}
            onMouseLeave={() => setLooked(null)}
            onFocus={() => setLooked(own)}
            onBlur={() => setLooked(null)}
          >
            <VerbIcon verb={own} />
            {name(own)}
            <span className={styles.yield}>{say(own)}</span>
          </button>
        ))}
      </div>
      <div className={styles.fields}>
        {field(
          "reason",
          verb && verbsOfWords.includes(verb) ? words("reasonOf") : words("reason"),
          styles.wide,
          standardReason(verb ?? "grant"),
        )}
        {verb === "grantConditionally" && field("condition", arbitration("decide.condition"), styles.wide)}
        {(verb === "other" || verb === "grantConditionally") &&
          field("amount", words("amount", { measure: resources(`short.${measure}`), year: String(year), unit: format.unit(measure) }))}
        {verb && verbsOfWords.includes(verb) && (
          <button type="submit" className={styles.verb}>
            {words("confirm", { verb: name(verb) })} <kbd className={styles.kbd}>{words("enter")}</kbd>
          </button>
        )}
      </div>
      {missing && (
        <p role="alert" className={styles.refused}>
          {words(`needed.${missing}`)}
        </p>
      )}
      {verb === "other" && <p className={styles.muted}>{words("proportion")}</p>}
    </form>
  );
}

interface LeftIfTakenProps extends Pick<DecisionDockProps, "unit" | "request" | "measure" | "shownIn" | "envelopes"> {
  readonly verb: DecisionVerb;
  readonly typed: string;
}

/** What the envelopes would keep if the decision looked at were taken, all others as they are. */
function LeftIfTaken({ unit, request, measure, shownIn, envelopes, verb, typed }: LeftIfTakenProps) {
  const words = useTranslations("board");
  const forecast = useTranslations("forecast");
  const format = useFormat();
  const amount = amountTyped(typed, measure);
  const gives = (verb === "other" && amount !== undefined ? sharedOut(amount, request) : foreseen(verb, request, unit)) ?? request.asked;
  const touched = envelopes.filter(({ envelope, spendingClass }) => envelope !== null && request.asked[spendingClass] !== 0n);
  if (touched.length === 0) return null;
  return (
    <span className={styles.left} data-left>
      {words("unitFile.ifTaken")}{" "}
      {touched.map(({ spendingClass, envelope, decided }) => {
        const left = (envelope ?? 0n) - decided + (request.decided?.[spendingClass] ?? 0n) - gives[spendingClass];
        return (
          <strong key={spendingClass} className={left < 0n ? styles.over : undefined}>
            {words("unitFile.ifTakenOf", {
              class: forecast(`classes.${spendingClass}`),
              amount: left === 0n ? `0 ${format.unit(measure, shownIn)}` : format.amountWithUnit(left, measure, { unit: shownIn }),
            })}
          </strong>
        );
      })}
    </span>
  );
}

type Needed = "reason" | "condition" | "amount";

/** The first thing that a verb still waits for. */
function neededBy(verb: DecisionVerb, typed: Readonly<Record<Needed, string>>): Needed | null {
  const empty = (field: Needed) => typed[field].trim() === "";
  if (verb === "other" && empty("amount")) return "amount";
  if (verb === "grantConditionally" && empty("condition")) return "condition";
  return verbsOfWords.includes(verb) && empty("reason") ? "reason" : null;
}
