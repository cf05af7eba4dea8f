import { useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import { type Preview, type PreviewQuestion, totalsOf } from "#app/domain/forecast/preview.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import { Dialog } from "#app/ui/dialog.tsx";
import { ButtonRow, buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";
import { amountIn } from "../lines.ts";
import type { RowWords } from "../rows.ts";
import { signedText } from "../signed-text.ts";
import styles from "./paste.module.css";
import { type Paste, type PasteChoices, type PastePlan, pastePlan, proposedChoices } from "./plan.ts";
import { PreviewTable } from "./preview-table.tsx";

export interface PasteDialogProps {
  readonly paste: Paste;
  /** What the proposed choices make of it. */
  readonly plan: PastePlan;
  readonly words: RowWords;
  /** Undefined: nothing is written. */
  readonly onClose: (preview: Preview | undefined) => void;
}

/** What a paste would change, before it does: what it asks, what it leaves out, each figure old and new, and the total before and after. */
export default function PasteDialog({ paste, plan: proposed, words: rowWords, onClose }: PasteDialogProps) {
  const words = useTranslations("paste");
  const [choices, setChoices] = useState(() => proposedChoices(paste));
  const [start] = useState(choices);
  const plan = useMemo(() => (choices === start ? proposed : pastePlan(paste, choices)), [paste, proposed, choices, start]);
  const first = proposed.preview.questions;
  const { preview } = plan;
  const asked = [...first, ...preview.questions.filter(({ kind }) => !first.some((own) => own.kind === kind))];
  const change = (own: Partial<PasteChoices>) => setChoices((before) => ({ ...before, ...own }));
  const count = preview.accepted.length;
  return (
    <Dialog title={words("title")} wide onClose={() => onClose(undefined)}>
      {asked.map((question) => (
        <Question key={question.kind} question={question} measure={paste.view.measure} choices={choices} change={change} />
      ))}
      <Parts paste={paste} choices={choices} change={change} mayGoByLabel={plan.mayGoByLabel} />
      <Counts plan={plan} />
      <Totals paste={paste} preview={preview} />
      <PreviewTable paste={paste} preview={preview} words={rowWords} />
      <ButtonRow>
        <button
          type="button"
          className={buttonClass("primary")}
          disabled={count === 0 || preview.ambiguous.length > 0}
          onClick={() => onClose(preview)}
        >
          {words("apply", { count })}
        </button>
        <button type="button" className={buttonClass()} onClick={() => onClose(undefined)}>
          {words("cancel")}
        </button>
        {preview.ambiguous.length > 0 && <span className={styles.wait}>{words("answerFirst")}</span>}
      </ButtonRow>
    </Dialog>
  );
}

interface Choosing {
  readonly choices: PasteChoices;
  readonly change: (own: Partial<PasteChoices>) => void;
}

/** Asked once for the whole paste. */
function Question({
  question,
  measure,
  choices,
  change,
}: Choosing & { readonly question: PreviewQuestion; readonly measure: Paste["view"]["measure"] }) {
  const words = useTranslations("paste");
  const { count, example } = question;
  const unit = useFormat().unit(measure, "eur");
  const figure = (amount: Quantity | undefined) =>
    amount === undefined ? words("unreadable") : `${amountText(amount, measure)}\u00a0${unit}`;
  const options =
    question.kind === "decimal-sign"
      ? ([",", "."] as const).map((sign) => ({
          key: sign,
          word: words("reads", { text: example.text.trim(), amount: figure(question.readings[sign]) }),
          chosen: choices.decimalSign === sign,
          choose: () => change({ decimalSign: sign }),
        }))
      : [true, false].map((scaled) => ({
          key: String(scaled),
          word: scaled ? words("reads", { text: example.text.trim(), amount: figure(question.reading) }) : words("leaveOut", { count }),
          chosen: choices.scaled === scaled,
          choose: () => change({ scaled }),
        }));
  return (
    <fieldset className={styles.question}>
      <legend>{words(`questions.${question.kind}`, { count, text: example.text.trim() })}</legend>
      {options.map(({ key, word, chosen, choose }) => (
        <label key={key}>
          <input type="radio" name={question.kind} checked={chosen} onChange={choose} /> {word}
        </label>
      ))}
      {question.kind === "decimal-sign" && question.elsewhere && (
        <p className={styles.hint}>{words("elsewhere", { sign: question.elsewhere === "," ? "comma" : "dot" })}</p>
      )}
    </fieldset>
  );
}

/** What came along with the figures, and where its rows go. */
function Parts({ paste, choices, change, mayGoByLabel }: Choosing & { readonly paste: Paste; readonly mayGoByLabel: boolean }) {
  const words = useTranslations("paste");
  const { without, byLabel } = choices;
  const parts = (["heads", "labels", "totals"] as const).filter((part) => paste.parts[part].length > 0);
  if (parts.length === 0) return null;
  return (
    <fieldset className={styles.parts}>
      <legend>{words("parts.legend")}</legend>
      {parts.map((part) => (
        <label key={part}>
          <input
            type="checkbox"
            checked={without[part]}
            onChange={(event) => change({ without: { ...without, [part]: event.currentTarget.checked } })}
          />{" "}
          {words(`parts.${part}`, { count: paste.parts[part].length })}
        </label>
      ))}
      {parts.includes("labels") && (
        <label>
          <input
            type="checkbox"
            checked={byLabel && mayGoByLabel}
            disabled={!mayGoByLabel}
            onChange={(event) => change({ byLabel: event.currentTarget.checked })}
          />{" "}
          {mayGoByLabel ? words("parts.byLabel") : words("parts.notByLabel")}
        </label>
      )}
    </fieldset>
  );
}

function Counts({ plan: { preview, onTotals } }: { readonly plan: PastePlan }) {
  const words = useTranslations("paste.counts");
  const counts = {
    accepted: preview.accepted.length,
    ambiguous: preview.ambiguous.length,
    rejected: preview.rejected.length,
    locked: preview.locked.length + onTotals,
    unchanged: preview.unchanged.length,
    empty: preview.empty.length,
    beyond: preview.beyond,
  };
  const shown = (Object.keys(counts) as (keyof typeof counts)[]).filter((key) => key === "accepted" || counts[key] > 0);
  return (
    <div role="status">
      <ul className={styles.counts}>
        {shown.map((key) => (
          <li key={key} data-kind={key}>
            {words(key, { count: counts[key] })}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What the sheet comes to, before and after: a slip of the unit shows here first. */
function Totals({ paste: { shown, view }, preview }: { readonly paste: Paste; readonly preview: Preview }) {
  const words = useTranslations("paste");
  const unit = useFormat().unit(view.measure, "eur");
  const lines = shown.lines.filter((line) => line !== undefined);
  return (
    <>
      {totalsOf(preview).map(({ targetYear, before, after }) => {
        const whole = sum(lines.map((line) => amountIn(line, view, { targetYear, month: undefined }) ?? 0n));
        return (
          <p key={targetYear} className={styles.total}>
            {words("total", {
              ...{ year: String(targetYear), unit },
              before: amountText(whole, view.measure),
              after: amountText(whole + after - before, view.measure),
              delta: signedText(after - before, view.measure),
            })}
          </p>
        );
      })}
    </>
  );
}
