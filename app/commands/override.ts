import { mayDo } from "#app/domain/access.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { CommandContext } from "./run.ts";

/** Somebody goes beyond what is available, and says why. */
export interface Override {
  readonly reason: string;
}

/** Only with the right to it on every unit that it is about (`forbidden`), and never without a reason (`reason-required`). */
export function checkOverride({ actor }: CommandContext, override: Override | undefined, units: readonly string[]): Result<true> {
  if (!override) return accept(true);
  if (units.some((unit) => !mayDo(actor.access, "execution.exceed", unit)))
    return refuse({ kind: "forbidden", capability: "execution.exceed" });
  return override.reason.trim() === "" ? refuse({ kind: "reason-required" }) : accept(true);
}
