import { sign, verifySignature } from "#app/http/signature.server.ts";
import { type AccountCursor, type AccountScope, type BroughtForward, cursorText } from "#db/queries/ledger/account.ts";

/** The page that a sealed figure is for: of one organisation, one account and its months, after one line. */
export interface SealedPlace {
  readonly sessionSecret: string;
  readonly slug: string;
  readonly scope: Pick<AccountScope, "fiscalYear" | "account" | "from" | "to">;
  readonly after: AccountCursor;
}

/** What a page brings forward to the next, for its address: whoever alters it is not believed, and the lines are summed again. */
export function sealForward({ balance, debit, credit }: BroughtForward, place: SealedPlace): string {
  return sign(place.sessionSecret, purposeOf(place), `${balance}_${debit}_${credit}`);
}

export function unsealForward(sealed: string | null, place: SealedPlace): BroughtForward | undefined {
  const payload = sealed === null ? undefined : verifySignature(place.sessionSecret, purposeOf(place), sealed);
  const [balance, debit, credit] = payload?.split("_").map(BigInt) ?? [];
  return balance === undefined || debit === undefined || credit === undefined ? undefined : { balance, debit, credit };
}

function purposeOf({ slug, scope: { fiscalYear, account, from, to }, after }: SealedPlace): string {
  return ["brought forward", slug, fiscalYear, account, from ?? "", to ?? "", cursorText(after)].join("\u0000");
}
