import { formatDecimal } from "../money.ts";
import { largestQuantity, type Quantity } from "../quantity.ts";
import type { Exercise } from "../reference/fiscal-year.ts";
import type { FecFaults } from "./fault.ts";
import type { FecLine } from "./line.ts";

/** A journal of opening balances (« à-nouveaux »), by its code or its label: its entries come first in a FEC. */
export function isOpeningJournal(code: string, label: string): boolean {
  const plain = label
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
  return /^(AN|ANO|RAN)$/i.test(code) || /\ba[- ]?nouveaux?\b/.test(plain);
}

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

/** What a part of a file sums to; cents. */
export interface PartTotal {
  readonly part: string;
  readonly lines: number;
  readonly debit: Quantity;
  readonly credit: Quantity;
}

/** The balance that the à-nouveaux of a file give to an account: debit − credit, and where it is first opened. */
export interface OpenedAccount {
  readonly account: string;
  readonly balance: Quantity;
  readonly line: number;
}

/**
 * What holds the lines of a file together and can be told as they pass: days of another exercise, labels that change, results in the
 * à-nouveaux, validations that go back. Holds codes and totals, never lines.
 */
export class LineCoherence {
  readonly #exercise: Pick<Exercise, "firstDay" | "lastDay"> | undefined;
  readonly #faults: FecFaults;
  readonly #journals = new Map<string, FileCode>();
  readonly #accounts = new Map<string, FileCode>();
  readonly #parties = new Map<string, FileParty>();
  readonly #opened = new Map<string, { account: string; balance: Quantity; line: number }>();
  readonly #byJournal = new Map<string, Sum>();
  readonly #byMonth = new Map<string, Sum>();
  readonly #openingJournals = new Map<string, boolean>();
  #latest = "";
  #sound = true;
  readonly total = new Sum();

  constructor(exercise: Pick<Exercise, "firstDay" | "lastDay"> | undefined, faults: FecFaults) {
    this.#exercise = exercise;
    this.#faults = faults;
  }

  take(line: FecLine): void {
    const { journal, account, party, date } = line;
    if (!this.#isKnown("JournalLib", this.#journals.get(journal), line.journalLabel, line.line)) {
      this.#journals.set(journal, { code: journal, label: line.journalLabel, line: line.line });
    }
    if (!this.#isKnown("CompteLib", this.#accounts.get(account), line.accountLabel, line.line)) {
      this.#accounts.set(account, { code: account, label: line.accountLabel, line: line.line });
    }
    const partyLabel = line.partyLabel ?? party ?? "";
    if (party !== null && !this.#isKnown("CompAuxLib", this.#parties.get(party), partyLabel, line.line)) {
      this.#parties.set(party, { code: party, label: partyLabel, line: line.line, kind: kindOf(account) });
    }
    if (date !== "" && this.#exercise && (date < this.#exercise.firstDay || date > this.#exercise.lastDay)) {
      this.#faults.add("date-outside-exercise", line.line, "EcritureDate", date, `${this.#exercise.firstDay} ${this.#exercise.lastDay}`);
    }
    this.#letter(line);
    this.#order(line);
    this.#sound &&= line.sound;
    this.total.add(line);
    sumOf(this.#byJournal, journal).add(line);
    sumOf(this.#byMonth, date.slice(0, 7)).add(line);
  }

  /** The file as a whole: what a cut or a lost line leaves behind even when no number tells. */
  finish(): void {
    const { debit, credit } = this.total;
    if (debit !== credit && this.#sound) this.#faults.add("file-unbalanced", 0, "Debit", "", sidesAndGap(debit, credit));
    if (debit > largestQuantity || credit > largestQuantity) {
      this.#faults.add("amount-range", 0, "Debit", formatDecimal(debit > credit ? debit : credit, 2, ","));
    }
  }

  codes(): FileCodes {
    return { journals: [...this.#journals.values()], accounts: [...this.#accounts.values()], parties: [...this.#parties.values()] };
  }

  opened(): OpenedAccount[] {
    return [...this.#opened.values()];
  }

  totals(): { journals: PartTotal[]; months: PartTotal[] } {
    const parts = (sums: ReadonlyMap<string, Sum>) =>
      [...sums]
        .map(([part, { lines, debit, credit }]) => ({ part, lines, debit, credit }))
        .sort((left, right) => (left.part < right.part ? -1 : 1));
    return { journals: parts(this.#byJournal), months: parts(this.#byMonth) };
  }

  /** One label for each code, or the reader of a balance does not know which account he reads. */
  #isKnown(column: string, first: FileCode | undefined, label: string, line: number): boolean {
    if (first && first.label !== label) this.#faults.add("label-changed", line, column, `${first.code} ${label}`, first.label);
    return first !== undefined;
  }

  /** The law orders a file by validation; the opening balances come first whatever their own, and hold neither expenses nor income. */
  #order({ line, journal, journalLabel, account, debit, credit, validatedOn }: FecLine): void {
    if (this.#opens(journal, journalLabel)) {
      const balance = debit - credit;
      const held = this.#opened.get(account);
      if (held) held.balance += balance;
      else this.#opened.set(account, { account, balance, line });
      if (/^[67]/.test(account)) this.#faults.add("opening-with-result", line, "CompteNum", account, "1–5");
      return;
    }
    if (validatedOn === null) return;
    if (validatedOn < this.#latest) this.#faults.add("validation-order", line, "ValidDate", validatedOn, this.#latest);
    else this.#latest = validatedOn;
  }

  /** A letter and its date go together. */
  #letter({ line, matching, matchedOn }: FecLine): void {
    if (matching === null && matchedOn !== null) this.#faults.add("matching-without-code", line, "EcritureLet", "", matchedOn);
    if (matching !== null && matchedOn === null) this.#faults.add("matching-undated", line, "DateLet", matching, "AAAAMMJJ");
  }

  #opens(journal: string, label: string): boolean {
    const key = `${journal}\u0000${label}`;
    const known = this.#openingJournals.get(key);
    if (known !== undefined) return known;
    const opens = isOpeningJournal(journal, label);
    this.#openingJournals.set(key, opens);
    return opens;
  }
}

/** A running total. */
class Sum {
  lines = 0;
  debit: Quantity = 0n;
  credit: Quantity = 0n;

  add({ debit, credit }: Pick<FecLine, "debit" | "credit">): void {
    this.lines += 1;
    if (debit !== 0n) this.debit += debit;
    if (credit !== 0n) this.credit += credit;
  }
}

export function sidesAndGap(debit: Quantity, credit: Quantity): string {
  return [debit, credit, debit - credit].map((quantity) => formatDecimal(quantity, 2, ",")).join(" ");
}

function sumOf(sums: Map<string, Sum>, part: string): Sum {
  const known = sums.get(part);
  if (known) return known;
  const fresh = new Sum();
  sums.set(part, fresh);
  return fresh;
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
