import { type Day, isDay } from "../month.ts";
import { largestQuantity, type Quantity } from "../quantity.ts";
import { accept, type Result, refuse } from "../result.ts";

/** What a contract (« marché ») says from a day on: an amendment is another version. Amounts in cents, all taxes included. */
export interface ContractTerms {
  readonly label: string;
  readonly party: string;
  /** Who looks after it. */
  readonly unit: string;
  readonly notifiedOn: Day;
  readonly endsOn: Day;
  readonly minimum: Quantity | null;
  /** What may be committed on it, all years together; null: without a maximum. */
  readonly maximum: Quantity | null;
  readonly note: string;
}

/** In order: a label · days that exist, the end not before the notification · amounts within range, the minimum not above the maximum. */
export function checkContract(terms: ContractTerms): Result<ContractTerms> {
  const { label, notifiedOn, endsOn, minimum, maximum } = terms;
  if (label.trim() === "") return refuse({ kind: "wrong-form", fields: { label: "required" } });
  const wrong = [notifiedOn, endsOn].find((day) => !isDay(day));
  if (wrong !== undefined) return refuse({ kind: "not-a-day", text: wrong });
  if (endsOn < notifiedOn) return refuse({ kind: "dates-out-of-order", earlier: notifiedOn, later: endsOn });
  for (const amount of [minimum, maximum]) {
    if (amount !== null && amount < 0n) return refuse({ kind: "negative-amount", line: 1, amount });
    if (amount !== null && amount > largestQuantity) return refuse({ kind: "amount-out-of-range", line: 1, amount });
  }
  if (minimum !== null && maximum !== null && minimum > maximum)
    return refuse({ kind: "wrong-form", fields: { minimum: "above-maximum" } });
  return accept(terms);
}

/**
 * Says whether `asked` cents may be committed with `party` on a contract on a day, `used` being what it carries already: its own party · between
 * its notification and its end · within its maximum.
 */
export function checkUseOfContract(
  contract: string,
  terms: ContractTerms,
  { party, on, used, asked }: { readonly party: string; readonly on: Day; readonly used: Quantity; readonly asked: Quantity },
): Result<true> {
  const { notifiedOn: from, endsOn: until, maximum } = terms;
  if (terms.party !== party) return refuse({ kind: "contract-of-another-party", contract, party: terms.party });
  if (on < from || on > until) return refuse({ kind: "contract-not-in-force", contract, from, until, on });
  if (maximum !== null && used + asked > maximum) return refuse({ kind: "contract-exceeded", contract, maximum, used, asked });
  return accept(true);
}
