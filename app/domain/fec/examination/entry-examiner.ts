import { formatDecimal } from "../../money.ts";
import type { Quantity } from "../../quantity.ts";
import type { Exercise } from "../../reference/fiscal-year.ts";
import { isOpeningJournal } from "../coherence.ts";
import type { FecFaults } from "../fault.ts";
import type { ExaminedLine } from "./line-examiner.ts";

export interface AccountSides {
  debit: Quantity;
  credit: Quantity;
}

/**
 * What holds the lines together, told as they pass: in the order of the law the lines of an entry are neighbours, its numbers follow each
 * other, the à-nouveaux come first. Holds codes, totals and the matchings that are not balanced yet; never lines.
 */
export class EntryExaminer {
  readonly #faults: FecFaults;
  readonly #exercise: Pick<Exercise, "firstDay" | "lastDay">;
  readonly #opening = new Map<string, boolean>();
  readonly #sequences = new Map<string, { last: bigint; journal: string }>();
  readonly #matchings = new Map<string, { balance: Quantity; line: number }>();
  #entry: { first: ExaminedLine; lines: number; debit: Quantity; credit: Quantity; sound: boolean } | undefined;
  /** In a nested file validations follow each other within a journal; in a flat one, within the file. */
  readonly #nested: boolean;
  #latest = "";
  #journal = "";
  #past = false;
  #sound = true;
  readonly accounts = new Map<string, AccountSides>();
  lines = 0;
  entries = 0;
  debit: Quantity = 0n;
  credit: Quantity = 0n;

  constructor(faults: FecFaults, exercise: Pick<Exercise, "firstDay" | "lastDay">, { nested }: { readonly nested: boolean }) {
    this.#nested = nested;
    this.#faults = faults;
    this.#exercise = exercise;
  }

  take(line: ExaminedLine): void {
    const held = this.#entry;
    if (held && held.first.number === line.number && held.first.journal === line.journal) this.#sayOther(held.first, line);
    else this.#begin(line);
    this.#add(line);
    this.#sayOrder(line);
    if (line.matching !== "") this.#match(line);
  }

  finish(): void {
    this.#end();
    if (this.lines === 0) this.#faults.add("file-empty", 0);
    if (this.debit !== this.credit && this.#sound) this.#faults.add("file-unbalanced", 0, "Debit", "", gap(this.debit, this.credit));
    for (const [key, { balance, line }] of this.#matchings) {
      const name = key
        .split("\u0000")
        .filter((part) => part !== "")
        .join(" ");
      this.#faults.add("matching-unbalanced", line, "EcritureLet", name, formatDecimal(balance, 2, ","));
    }
  }

  #begin(line: ExaminedLine): void {
    this.#end();
    this.#entry = { first: line, lines: 0, debit: 0n, credit: 0n, sound: true };
    this.entries += 1;
    this.#sayNumber(line);
  }

  #end(): void {
    const held = this.#entry;
    if (!held) return;
    const { first, lines, debit, credit, sound } = held;
    const name = `${first.journal} ${first.number}`;
    if (lines === 1) this.#faults.add("entry-one-line", first.line, "EcritureNum", name, "2");
    else if (debit !== credit && sound) this.#faults.add("entry-unbalanced", first.line, "EcritureNum", name, gap(debit, credit));
  }

  #sayOther(first: ExaminedLine, { line, date, validatedOn, journal, number }: ExaminedLine): void {
    const name = `${journal} ${number}`;
    if (date !== first.date) this.#faults.add("entry-dates", line, "EcritureDate", name, `2 ${first.date} ${date}`);
    if (validatedOn !== first.validatedOn) {
      this.#faults.add("entry-validations", line, "ValidDate", name, `${first.validatedOn} ${validatedOn}`);
    }
  }

  #add({ account, debit, credit, sound }: ExaminedLine): void {
    const entry = this.#entry;
    if (!entry) return;
    entry.lines += 1;
    entry.sound &&= sound;
    this.#sound &&= sound;
    this.lines += 1;
    const sides = this.accounts.get(account) ?? { debit: 0n, credit: 0n };
    if (sides.debit === 0n && sides.credit === 0n) this.accounts.set(account, sides);
    for (const total of [entry, this, sides]) {
      if (debit !== 0n) total.debit += debit;
      if (credit !== 0n) total.credit += credit;
    }
  }

  /** Each journal counts from 1 by the digits that end its numbers; what stands before them belongs to one journal alone. */
  #sayNumber({ line, journal, number }: ExaminedLine): void {
    const digits = /\d{1,18}$/.exec(number)?.[0];
    if (digits === undefined) return;
    const prefix = number.slice(0, -digits.length);
    const held = this.#sequences.get(prefix);
    if (held && held.journal !== journal) this.#faults.add("number-shared", line, "EcritureNum", number, `${held.journal}, ${journal}`);
    const [value, next] = [BigInt(digits), (held?.last ?? 0n) + 1n];
    if (value < next) this.#faults.add("number-order", line, "EcritureNum", number, String(next));
    else if (value > next) this.#faults.add("number-gap", line, "EcritureNum", `${journal} ${next}–${value - 1n}`, String(value - next));
    this.#sequences.set(prefix, { journal, last: value < next ? next - 1n : value });
  }

  #sayOrder({ line, journal, journalLabel, number, account, date, validatedOn }: ExaminedLine): void {
    const { firstDay, lastDay } = this.#exercise;
    if (date !== "" && (date < firstDay || date > lastDay)) {
      this.#faults.add("date-outside-exercise", line, "EcritureDate", date, `${firstDay} ${lastDay}`);
    }
    if (this.#opens(journal, journalLabel)) {
      if (this.#past) this.#faults.add("opening-late", line, "JournalCode", number);
      if (/^[67]/.test(account)) this.#faults.add("opening-with-result", line, "CompteNum", account, "1–5");
      return;
    }
    this.#past = true;
    if (this.#nested && journal !== this.#journal) this.#latest = "";
    this.#journal = journal;
    if (validatedOn === "") return;
    if (validatedOn < this.#latest) this.#faults.add("validation-order", line, "ValidDate", validatedOn, this.#latest);
    else this.#latest = validatedOn;
  }

  #opens(journal: string, label: string): boolean {
    const key = `${journal}\u0000${label}`;
    const known = this.#opening.get(key);
    if (known !== undefined) return known;
    const opens = isOpeningJournal(journal, label);
    this.#opening.set(key, opens);
    return opens;
  }

  /** Lines of one account, party and code sum to zero; small letters say that the matching is partial. A balanced group is forgotten. */
  #match({ line, account, party, matching, debit, credit }: ExaminedLine): void {
    if (/\p{Ll}/u.test(matching)) return;
    const key = `${account}\u0000${party}\u0000${matching}`;
    const held = this.#matchings.get(key);
    const balance = (held?.balance ?? 0n) + debit - credit;
    if (balance === 0n) this.#matchings.delete(key);
    else this.#matchings.set(key, { balance, line: held?.line ?? line });
  }
}

function gap(debit: Quantity, credit: Quantity): string {
  return [debit, credit, debit - credit].map((quantity) => formatDecimal(quantity, 2, ",")).join(" ");
}
