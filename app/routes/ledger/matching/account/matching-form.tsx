import { Form, useActionData, useLocation } from "@remix-run/react";
import { useCallback, useRef } from "react";
import type { RefusedForm } from "#app/http/guard.ts";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import styles from "../matching.module.css";
import type { MatchingScene } from "../matching-scene.ts";
import { actsOn, BalanceBar } from "./balance-bar.tsx";
import { filterNames } from "./filter-names.ts";
import type { Pane } from "./load-panes.server.ts";
import { PaneTable } from "./pane.tsx";
import { useMatchingKeys } from "./use-matching-keys.ts";
import { type Tickable, useTicks } from "./use-ticks.ts";

interface MatchingFormProps {
  readonly scene: MatchingScene;
  readonly panes: readonly Pane[];
  readonly initialTicks: readonly Tickable[];
  readonly on: string;
  readonly commandKey: string;
}

/** Both sides of the account and what is ticked on them. Without scripts, « Calculer » brings the sums. */
export function MatchingForm({ scene, panes, initialTicks, on, commandKey }: MatchingFormProps) {
  const answer = useActionData<RefusedForm>();
  const { year, account, mayMatch, settings, exercise } = scene;
  const ticks = useTicks(initialTicks, scene.lastRun);
  const { search } = useLocation();
  const totals = useRef(ticks.totals);
  totals.current = ticks.totals;
  const enter = useCallback(
    (form: HTMLFormElement) => {
      const can = actsOn(totals.current, settings);
      const button = (value: string) => form.querySelector<HTMLButtonElement>(`button[name="as"][value="${value}"]`);
      if (can.match) form.requestSubmit(button("complete"));
      else (button("adjusted") ?? button("partial") ?? button("complete"))?.focus();
    },
    [settings],
  );
  const keys = useMatchingKeys({ enter, clear: ticks.clear });
  const shown = new Set(panes.flatMap(({ rows }) => rows.flatMap(({ tick }) => (tick ? [tick.key] : []))));
  const elsewhere = ticks.all.filter(({ key }) => !shown.has(key));
  const filters = new URLSearchParams(search);
  return (
    <Form method="post" className={styles.matching} onKeyDown={keys}>
      <ErrorSummary general={fieldsOf(answer?.lastResult).general} />
      <CommandKey value={commandKey} />
      {filterNames.map((name) => {
        const value = filters.get(name);
        return value ? <input key={name} type="hidden" name={name} value={value} /> : null;
      })}
      {elsewhere.map(({ name }) => (
        <input key={name} type="hidden" name="line" value={name} />
      ))}
      <div className={styles.panes}>
        {panes.map((pane) => (
          <PaneTable key={pane.side} {...{ pane, year, account, ticks, mayMatch }} pages={pagesOf(pane, filters)} />
        ))}
      </div>
      {mayMatch && (
        <BalanceBar
          ticks={ticks}
          elsewhere={elsewhere.reduce((count, tick) => count + tick.lineCount, 0)}
          {...{ settings, on, exercise }}
        />
      )}
    </Form>
  );
}

/** Each side has pages of its own; turning one leaves the other where it is. */
function pagesOf({ side, next }: Pane, current: URLSearchParams): { first?: string; next?: string } {
  const at = (cursor: string | null) => {
    const search = new URLSearchParams(current);
    search.delete("line");
    if (cursor === null) search.delete(side);
    else search.set(side, cursor);
    return `?${search}`;
  };
  return { ...(current.has(side) ? { first: at(null) } : {}), ...(next === null ? {} : { next: at(next) }) };
}
