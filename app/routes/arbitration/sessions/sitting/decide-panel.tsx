import { useFetcher, useSearchParams } from "@remix-run/react";
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { standardReasonVerbs } from "#app/domain/arbitration/decision.ts";
import { type DecisionVerb, decisionVerbs } from "#app/domain/arbitration/verb.ts";
import type { RefusedForm } from "#app/http/guard.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { AmountFields } from "../../amount-fields.tsx";
import styles from "./room.module.css";
import type { Room, ShownRequest } from "./room-data.ts";
import { useRoomKeys } from "./use-room-keys.ts";

interface DecidePanelProps {
  readonly year: number;
  readonly room: Room;
  readonly shown: ShownRequest;
  readonly frame: RefObject<HTMLElement>;
}

/** The seven decisions, a key each. Those that owe a sentence wait for it in the field of the reason; the others have their own. */
export function DecidePanel({ year, room, shown, frame }: DecidePanelProps) {
  const words = useTranslations("sittings");
  const arbitration = useTranslations("arbitration");
  const [search] = useSearchParams();
  const fetcher = useFetcher<RefusedForm>();
  const [waiting, setWaiting] = useState<DecisionVerb | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const address = `/${year}/arbitration/sessions/${room.sitting.id}`;
  const { obstacle, unavailable, seen } = shown;
  const nameOf = (verb: DecisionVerb) => arbitration(`verbs.${verb}`, { year: String(year - 1) });
  const answer = fetcher.state === "idle" ? fetcher.data : undefined;
  const { general: _, ...fields } = fieldsOf(answer?.lastResult);

  // Another request, or another decision on it: what was being typed was about what is no longer there.
  const about = `${shown.id} ${seen}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: begins again with what it is about
  useEffect(() => setWaiting(null), [about]);

  const press = useCallback((verb: DecisionVerb) => {
    const own = form.current;
    const button = own?.querySelector<HTMLButtonElement>(`button[data-verb="${verb}"]`);
    if (!own || !button || button.disabled) return;
    const reason = own.elements.namedItem("reason");
    const condition = own.elements.namedItem("condition");
    const lacks = (field: unknown) => field instanceof HTMLInputElement && field.value.trim() === "";
    const owed = standardReasonVerbs.includes(verb)
      ? undefined
      : lacks(reason)
        ? reason
        : verb === "grantConditionally" && lacks(condition)
          ? condition
          : undefined;
    if (owed instanceof HTMLInputElement) {
      setWaiting(verb);
      const more = own.querySelector("details");
      if ((verb === "other" || verb === "grantConditionally") && more) more.open = true;
      owed.focus();
      return;
    }
    own.requestSubmit(button);
  }, []);
  useRoomKeys({ onVerb: press, room: frame });

  if (obstacle !== null) return <Notice kind="information" title={words(`decide.${obstacle}`)} />;
  return (
    <fetcher.Form
      key={about}
      ref={form}
      method="post"
      action={`${address}/decision?${search}`}
      className={styles.panel}
      aria-label={words("decide.title")}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        if (waiting) press(waiting);
      }}
    >
      <CommandKey value={room.keys.decide} />
      <input type="hidden" name="request" value={shown.id} />
      <input type="hidden" name="seen" value={seen} />
      {answer && <Notice kind="refusal" title={answer.refusal.message} />}
      <div className={styles.verbs}>
        {decisionVerbs.map((verb, index) => (
          <button
            key={verb}
            type="submit"
            name="verb"
            value={verb}
            data-verb={verb}
            disabled={unavailable.some((own) => own === verb)}
            className={buttonClass(waiting === verb ? "primary" : "plain")}
            aria-keyshortcuts={`Alt+Shift+${index + 1}`}
            onClick={(event) => {
              event.preventDefault();
              press(verb);
            }}
          >
            {nameOf(verb)} <kbd aria-hidden>{index + 1}</kbd>
          </button>
        ))}
      </div>
      <p role="status" className={styles.waiting}>
        {waiting && words("decide.waiting", { verb: nameOf(waiting) })}
      </p>
      <Fields {...fields}>
        <TextField name="reason" label={words("decide.reason")} hint={words("decide.reasonHint")} />
        <details>
          <summary>{words("decide.more")}</summary>
          <TextField name="condition" label={words("decide.condition")} />
          <AmountFields legend={arbitration("decide.amounts")} hint="" amounts={shown.start} filled />
        </details>
      </Fields>
      <p className={styles.keys}>{words("decide.keys")}</p>
    </fetcher.Form>
  );
}
