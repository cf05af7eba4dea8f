import type { useTranslations } from "use-intl";
import type { CellLock } from "#app/domain/forecast/lock.ts";

interface LockWords {
  readonly locks: ReturnType<typeof useTranslations<"sheet">>;
  readonly states: ReturnType<typeof useTranslations<"states">>;
  readonly day: (day: string) => string;
}

/** The one sentence of a lock, which also says who unlocks it. */
export function lockSentence(own: CellLock, { locks, states, day }: LockWords): string {
  return locks(`locks.${own.kind}`, {
    state: own.kind === "request" ? states(own.state) : "",
    day: "opensOn" in own ? day(own.opensOn) : "closedOn" in own ? day(own.closedOn) : "",
    heads: "headsUntil" in own && own.headsUntil !== null ? "yes" : "no",
    until: "headsUntil" in own && own.headsUntil !== null ? day(own.headsUntil) : "",
    measure: own.kind === "measure" ? own.measure : "",
    lines: own.kind === "detail" ? own.lines : 0,
  });
}
