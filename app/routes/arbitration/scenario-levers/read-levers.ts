import { parseDecimal } from "#app/domain/money.ts";
import type { LeverSetting } from "#db/queries/arbitration/scenario-levers.ts";

/** The levers as an address or a form says them, and as the fields show them again. */
export interface TypedLevers {
  readonly setting: LeverSetting;
  readonly typed: {
    readonly cut: string;
    readonly share: string;
    readonly protect: readonly string[];
    readonly cap: boolean;
    readonly floor: boolean;
  };
  /** A share that was typed and is not a percentage above 0 and at most 100. */
  readonly wrongShare: boolean;
  /** At least one lever is pulled. */
  readonly pulled: boolean;
}

export function leversIn(fields: Pick<URLSearchParams, "get" | "getAll"> | FormData): TypedLevers {
  const text = (name: string) => String(fields.get(name) ?? "").trim();
  const cut = text("cut");
  const share = text("share");
  const read = parseDecimal(share.replace(/\s*%$/, ""));
  const hundredths = read.ok ? read.value : 0n;
  const right = hundredths > 0n && hundredths <= 10_000n;
  const protect = fields.getAll("protect").flatMap((unit) => (typeof unit === "string" && unit !== "" ? [unit] : []));
  const [cap, floor] = [text("cap") !== "", text("floor") !== ""];
  const isCut = cut !== "" && right;
  return {
    setting: { cut: isCut ? { nature: cut, share: hundredths } : undefined, protectedUnits: protect, cap, floor },
    typed: { cut, share, protect, cap, floor },
    wrongShare: cut !== "" && !right,
    pulled: isCut || cap || floor,
  };
}
