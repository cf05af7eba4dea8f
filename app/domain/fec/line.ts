import { isThirdParty } from "../ledger/entry.ts";
import type { Day } from "../month.ts";
import { absolute, type Quantity } from "../quantity.ts";
import { type FecColumn, type FecHeader, type ReadColumn, requiredColumns } from "./columns.ts";
import type { FecFaults } from "./fault.ts";
import { parseFecAmount, parseFecDay } from "./field.ts";

/** One line of the file, trimmed; blank is null where the law lets a field be blank. */
export interface FecLine {
  /** In the file, the header being 1. */
  readonly line: number;
  readonly journal: string;
  readonly journalLabel: string;
  readonly number: string;
  readonly date: Day;
  readonly account: string;
  readonly accountLabel: string;
  readonly party: string | null;
  readonly partyLabel: string | null;
  readonly voucher: string;
  readonly voucherDate: Day | null;
  readonly label: string;
  /** Cents; a negative amount of the file stands on the other side. */
  readonly debit: Quantity;
  readonly credit: Quantity;
  readonly matching: string | null;
  readonly matchedOn: Day | null;
  readonly validatedOn: Day | null;
  readonly currency: string | null;
  readonly currencyAmount: Quantity | null;
  /** False when a field could not be read: its entry is then not asked to balance. */
  readonly sound: boolean;
}

/** Reads the fields of one line by the header; every fault is named with its column and value. */
export function readLine(cells: readonly string[], line: number, header: FecHeader, faults: FecFaults): FecLine {
  return new LineReader(cells, line, header, faults).read();
}

/** Codes as the reference keeps them: letters, digits and `._/ -`, forty at most. */
const codePattern = /^[A-Za-z0-9][A-Za-z0-9._/ -]{0,39}$/;

class LineReader {
  readonly #cells: readonly string[];
  readonly #line: number;
  readonly #header: FecHeader;
  readonly #faults: FecFaults;
  #sound = true;

  constructor(cells: readonly string[], line: number, header: FecHeader, faults: FecFaults) {
    this.#line = line;
    this.#header = header;
    this.#faults = faults;
    this.#cells = cells.map((cell, index) => this.#trimmed(cell, index));
  }

  read(): FecLine {
    for (const column of requiredColumns) if (this.#text(column) === "") this.#fault("field-empty", column, "");
    const { debit, credit } = this.#amounts();
    const { party, partyLabel } = this.#party();
    const { currency, currencyAmount } = this.#currency();
    const matching = this.#text("EcritureLet") || null;
    const matchedOn = this.#day("DateLet");
    const date = this.#day("EcritureDate") ?? "";
    return {
      line: this.#line,
      journal: this.#code("JournalCode"),
      journalLabel: this.#text("JournalLib"),
      number: this.#text("EcritureNum"),
      date,
      account: this.#account(),
      accountLabel: this.#text("CompteLib"),
      party,
      partyLabel,
      voucher: this.#text("PieceRef"),
      voucherDate: this.#voucherDate(date),
      label: this.#text("EcritureLib"),
      debit,
      credit,
      matching,
      matchedOn,
      validatedOn: this.#validation(date),
      currency,
      currencyAmount,
      sound: this.#sound,
    };
  }

  #text(column: ReadColumn): string {
    const position = this.#header.positions.get(column);
    return position === undefined ? "" : (this.#cells[position] ?? "");
  }

  #fault(rule: Parameters<FecFaults["add"]>[0], column: ReadColumn | null, value: string, expected = ""): void {
    this.#faults.add(rule, this.#line, column, value, expected);
    this.#sound = false;
  }

  #say(rule: Parameters<FecFaults["add"]>[0], column: ReadColumn, value: string, expected = ""): void {
    this.#faults.add(rule, this.#line, column, value, expected);
  }

  #trimmed(cell: string, index: number): string {
    const content = cell.trim();
    if (content.length !== cell.length) this.#faults.add("field-padded", this.#line, this.#header.names[index] ?? null, cell, content);
    return content;
  }

  #day(column: FecColumn): Day | null {
    const text = this.#text(column);
    if (text === "") return null;
    const day = parseFecDay(text);
    if (day.ok) return day.value;
    this.#fault(day.refusal, column, text, "AAAAMMJJ");
    return null;
  }

  #voucherDate(date: Day): Day | null {
    const day = this.#day("PieceDate");
    if (day !== null && date !== "" && day > date) this.#say("voucher-date-later", "PieceDate", day, date);
    return day;
  }

  #validation(date: Day): Day | null {
    const text = this.#text("ValidDate");
    if (text === "") this.#say("validation-missing", "ValidDate", "", "AAAAMMJJ");
    const day = this.#day("ValidDate");
    if (day !== null && date !== "" && day < date) this.#say("validation-before-entry", "ValidDate", day, date);
    return day;
  }

  #code(column: FecColumn): string {
    const text = this.#text(column);
    if (text !== "" && !codePattern.test(text)) this.#fault("code-form", column, text, "A–Z a–z 0–9 . _ / -");
    return text;
  }

  #account(): string {
    const account = this.#code("CompteNum");
    if (account !== "" && !/^\d{3}/.test(account)) this.#say("account-form", "CompteNum", account, "999");
    return account;
  }

  #party(): { party: string | null; partyLabel: string | null } {
    const party = this.#code("CompAuxNum");
    const label = this.#text("CompAuxLib");
    if ((party === "") !== (label === "")) {
      this.#say("party-incomplete", party === "" ? "CompAuxNum" : "CompAuxLib", "", "CompAuxNum, CompAuxLib");
    }
    const account = this.#text("CompteNum");
    if (party !== "" && !isThirdParty(account)) this.#say("party-outside-class-4", "CompAuxNum", account, "4");
    return party === "" ? { party: null, partyLabel: null } : { party, partyLabel: label || party };
  }

  #currency(): { currency: string | null; currencyAmount: Quantity | null } {
    const currency = this.#text("Idevise");
    const amount = this.#amount("Montantdevise") ?? 0n;
    if (currency === "" && amount === 0n) return { currency: null, currencyAmount: null };
    if (/^[A-Z]{3}$/.test(currency) && this.#text("Montantdevise") !== "") return { currency, currencyAmount: amount };
    this.#fault(
      "currency-incomplete",
      currency === "" ? "Idevise" : "Montantdevise",
      `${this.#text("Montantdevise")} ${currency}`,
      "ISO 4217",
    );
    return { currency: null, currencyAmount: null };
  }

  #amounts(): { debit: Quantity; credit: Quantity } {
    const { debit, credit } = this.#header.directed ? this.#directed() : this.#sided();
    if (this.#sound && debit === 0n && credit === 0n) this.#fault("amount-missing", this.#header.directed ? "Montant" : "Debit", "0,00");
    return { debit, credit };
  }

  #sided(): { debit: Quantity; credit: Quantity } {
    const [left, right] = [this.#amount("Debit"), this.#amount("Credit")];
    if (left === null && right === null) this.#fault("amount-missing", "Debit", "", "9,99");
    else if (left === null || right === null) this.#say("amount-empty", left === null ? "Debit" : "Credit", "", "0,00");
    const [debit, credit] = [left ?? 0n, right ?? 0n];
    if (debit !== 0n && credit !== 0n) this.#fault("two-sides", "Credit", `${this.#text("Debit")} ${this.#text("Credit")}`, "0,00");
    if (debit < 0n || credit < 0n)
      this.#say("amount-negative", debit < 0n ? "Debit" : "Credit", this.#text(debit < 0n ? "Debit" : "Credit"));
    return { debit: positive(debit) + positive(-credit), credit: positive(credit) + positive(-debit) };
  }

  #directed(): { debit: Quantity; credit: Quantity } {
    const amount = this.#amount("Montant") ?? 0n;
    const direction = this.#text("Sens").toUpperCase();
    const isDebit = direction === "D" || direction === "+1" || direction === "1";
    if (!isDebit && direction !== "C" && direction !== "-1") this.#fault("amount-form", "Sens", direction, "D, C, +1, -1");
    // With +1 and −1 the amount may bear the sign that the direction repeats.
    const signed = direction.endsWith("1") ? absolute(amount) : amount;
    if (signed < 0n) this.#say("amount-negative", "Montant", this.#text("Montant"));
    const toDebit = isDebit === signed >= 0n;
    return toDebit ? { debit: absolute(signed), credit: 0n } : { debit: 0n, credit: absolute(signed) };
  }

  #amount(column: ReadColumn): Quantity | null {
    const text = this.#text(column);
    if (text === "") return null;
    const amount = parseFecAmount(text);
    if (amount.ok) return amount.value;
    this.#fault(amount.refusal, column, text, "9999,99");
    return 0n;
  }
}

function positive(quantity: Quantity): Quantity {
  return quantity > 0n ? quantity : 0n;
}
