import type { EntryDraft, LineDraft } from "../ledger/entry.ts";
import type { FecEntry } from "./entries.ts";
import type { FecLine } from "./line.ts";

export interface FileCode {
  readonly code: string;
  readonly label: string;
  /** Where the file first writes it. */
  readonly line: number;
}

export interface FileParty extends FileCode {
  readonly kind: "supplier" | "customer" | "agent" | "body" | "other";
}

/** The journals, accounts and parties of a file, each with its first label. */
export interface FileCodes {
  readonly journals: readonly FileCode[];
  readonly accounts: readonly FileCode[];
  readonly parties: readonly FileParty[];
}

export function codesOf(lines: readonly FecLine[]): FileCodes {
  const journals = new Map<string, FileCode>();
  const accounts = new Map<string, FileCode>();
  const parties = new Map<string, FileParty>();
  for (const { line, journal, journalLabel, account, accountLabel, party, partyLabel } of lines) {
    if (!journals.has(journal)) journals.set(journal, { code: journal, label: journalLabel, line });
    if (!accounts.has(account)) accounts.set(account, { code: account, label: accountLabel, line });
    if (party !== null && !parties.has(party)) parties.set(party, { code: party, label: partyLabel ?? party, line, kind: kindOf(account) });
  }
  return { journals: [...journals.values()], accounts: [...accounts.values()], parties: [...parties.values()] };
}

/** The entry of the general book that a file's entry becomes: it keeps its number as the source number and takes the next one here. */
export function draftOf(entry: FecEntry, eventId: string): EntryDraft {
  return {
    book: "general",
    journal: entry.journal,
    entryDate: entry.date,
    validatedOn: entry.validatedOn,
    label: entry.lines[0]?.label ?? entry.number,
    eventId,
    sourceNumber: entry.number,
    lines: entry.lines.map(lineDraftOf),
  };
}

function lineDraftOf(line: FecLine): LineDraft {
  const { account, party, debit, credit, label, voucher, voucherDate, currency, currencyAmount } = line;
  return { account, party, resource: "EUR", debit, credit, label, voucher, voucherDate, currency, currencyAmount };
}

/** By the class-4 account of its first line: 40 suppliers, 41 customers, 42 agents, 43 and 44 public bodies. */
function kindOf(account: string): FileParty["kind"] {
  const kinds: Readonly<Record<string, FileParty["kind"]>> = {
    "40": "supplier",
    "41": "customer",
    "42": "agent",
    "43": "body",
    "44": "body",
  };
  return kinds[account.slice(0, 2)] ?? "other";
}
