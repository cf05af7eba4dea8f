import { useRevalidator } from "@remix-run/react";
import { useCallback, useMemo, useRef, useState } from "react";
import type { Outcome } from "#app/domain/arbitration/outcome.ts";
import type { DecisionVerb } from "#app/domain/arbitration/verb.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import { amountTyped } from "./amount-typed.ts";
import type { ChangedRequest, DecisionAnswer } from "./answer.ts";
import { type BoardRequest, type BoardUnit, type ByClass, foreseen, noAmount, sharedOut, total } from "./board.ts";
import { type Change, type Changes, unitsWith } from "./shown.ts";

export interface Decided {
  readonly verb: DecisionVerb;
  readonly reason: string;
  readonly condition: string;
  /** As it is typed. */
  readonly amount: string;
}

/** What was last said of a decision. */
export type Said =
  | { readonly kind: "decided"; readonly number: number; readonly outcome: Outcome }
  | { readonly kind: "takenBack"; readonly number: number; readonly count: number }
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "unreachable" }
  | { readonly kind: "ended" };

export interface Decisions {
  readonly units: readonly BoardUnit[];
  readonly said: Said | null;
  /** How many decisions are on their way. */
  readonly underWay: number;
  /** Shows the decision at once, and puts things back when the server refuses it; true when it stands. */
  decide(request: BoardRequest, unit: BoardUnit, decided: Decided): Promise<boolean>;
  /** Takes the last act back, or the decision that stands on a request. */
  takeBack(which: "last" | BoardRequest, reason: string): Promise<boolean>;
}

interface Place {
  readonly year: number;
  readonly measure: BudgetResource;
  readonly scenario: string | undefined;
}

/** The decisions of a board: shown at once, confirmed by the server, put back with its words when it refuses. */
export function useDecisions(loaded: readonly BoardUnit[], place: Place): Decisions {
  const [base, setBase] = useState(loaded);
  const [changes, setChanges] = useState<Changes>(new Map());
  const [said, setSaid] = useState<Said | null>(null);
  const [underWay, setUnderWay] = useState(0);
  const { revalidate } = useRevalidator();
  const now = useRef(changes);
  now.current = changes;
  // The server has written the page anew: what was changed before is in it.
  if (base !== loaded) {
    setBase(loaded);
    setChanges(new Map());
  }
  const change = useCallback((id: string, made: Change | undefined) => {
    setChanges((current) => {
      const next = new Map(current);
      if (made) next.set(id, made);
      else next.delete(id);
      return next;
    });
  }, []);
  const send = useCallback(
    async (path: string, fields: Readonly<Record<string, string>>): Promise<DecisionAnswer | undefined> => {
      setUnderWay((count) => count + 1);
      const answer = await post(`/${place.year}/arbitration/${path}?m=${place.measure.toLowerCase()}`, {
        ...{ key: crypto.randomUUID(), scenario: place.scenario ?? "" },
        ...fields,
      });
      setUnderWay((count) => count - 1);
      if (answer.kind === "answered") return answer.value;
      setSaid(answer);
      return undefined;
    },
    [place.year, place.measure, place.scenario],
  );
  const confirm = useCallback(
    ({ changed }: DecisionAnswer) => {
      for (const own of changed) change(own.id, confirmed(own));
    },
    [change],
  );
  const decide = useCallback(
    async (request: BoardRequest, unit: BoardUnit, decided: Decided) => {
      const before = now.current.get(request.id);
      change(request.id, guessed(request, unit, decided, place.measure));
      const { verb, reason, condition, amount } = decided;
      const seen = String(request.decision?.number ?? 0);
      const answer = await send("decide", { request: request.id, verb, reason, condition, amount, seen });
      if (!answer) {
        change(request.id, before);
        // What made the server refuse is shown too.
        revalidate();
        return false;
      }
      confirm(answer);
      setSaid({ kind: "decided", number: answer.number, outcome: answer.changed[0]?.decision?.outcome ?? "granted" });
      return true;
    },
    [change, confirm, send, revalidate, place.measure],
  );
  const takeBack = useCallback(
    async (which: "last" | BoardRequest, reason: string) => {
      // By its number on the page, which the server knows to be in force or not.
      const answer = await send("take-back", { reason, ...(which === "last" ? {} : { request: which.id }) });
      if (!answer) return false;
      confirm(answer);
      setSaid({ kind: "takenBack", number: answer.takesBack ?? 0, count: answer.changed.length });
      return true;
    },
    [confirm, send],
  );
  const units = useMemo(() => unitsWith(loaded, changes), [loaded, changes]);
  return useMemo(() => ({ units, said, underWay, decide, takeBack }), [units, said, underWay, decide, takeBack]);
}

function guessed(request: BoardRequest, unit: BoardUnit, { verb, reason, condition, amount }: Decided, measure: BudgetResource): Change {
  const typed = amountTyped(amount, measure);
  const decided = (typed === undefined ? undefined : sharedOut(typed, request)) ?? foreseen(verb, request, unit) ?? noAmount;
  const outcome = outcomeGuessed(verb, decided, request);
  return { state: "arbitrated", decided, decision: { number: 0, verb, outcome, reason, condition, mine: true } };
}

function outcomeGuessed(verb: DecisionVerb, decided: ByClass, { asked }: BoardRequest): Outcome {
  if (verb === "grantConditionally") return "conditional";
  if (verb === "defer") return "deferred";
  if (verb === "refuse") return "refused";
  if (total(decided) >= total(asked)) return "granted";
  return total(decided) === 0n ? "refused" : "partial";
}

function confirmed({ state, decided, decision }: ChangedRequest): Change {
  const amounts = decided && { personnel: BigInt(decided.personnel), nonPersonnel: BigInt(decided.nonPersonnel) };
  return { state, decided: amounts, decision };
}

type Answer =
  | { kind: "answered"; value: DecisionAnswer }
  | { kind: "refused"; message: string }
  | { kind: "unreachable" }
  | { kind: "ended" };

async function post(address: string, fields: Readonly<Record<string, string>>): Promise<Answer> {
  try {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    const response = await fetch(address, { method: "POST", headers: { accept: "application/json" }, body });
    if (response.status === 401) return { kind: "ended" };
    const value: DecisionAnswer & { refusal?: { message: string } } = await response.json();
    return response.ok ? { kind: "answered", value } : { kind: "refused", message: value.refusal?.message ?? "" };
  } catch {
    return { kind: "unreachable" };
  }
}
