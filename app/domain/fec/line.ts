import { isThirdParty } from "../ledger/entry.ts";
import type { Day } from "../month.ts";
import { absolute, type Quantity } from "../quantity.ts";
import { type FecColumn, type FecHeader, type FileColumn, requiredColumns } from "./columns.ts";
import { parseFileAmount, parseFileDay } from "./dialect.ts";
import type { FecFaults } from "./fault.ts";

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

/** Codes as the reference keeps them: letters, digits and `._/ -`, forty at most. */
const codePattern = /^[A-Za-z0-9][A-Za-z0-9._/ -]{0,39}$/;
const mostRemembered = 5_000;

/**
 * Reads the lines of one file by its header; every fault is named with its column and value. One reader for all lines, for days and
 * codes come back: what was read once is not read again.
 */
export class LineReader {
  readonly #header: FecHeader;
  readonly #faults: FecFaults;
  readonly #required: readonly FecColumn[];
  readonly #hasParties: boolean;
  readonly #days = new Map<string, Day>();
  readonly #codes = new Set<string>();
  #cells: readonly string[] = [];
  #line = 0;
  #sound = true;

  constructor(header: FecHeader, faults: FecFaults) {
    this.#header = header;
    this.#faults = faults;
    this.#hasParties = header.positions.has("CompAuxNum") && header.positions.has("CompAuxLib");
    this.#required = requiredColumns.filter((column) => header.positions.has(column));
  }

  read(cells: readonly string[], line: number): FecLine {
    this.#line = line;
    this.#sound = true;
    this.#cells = cells;
    if (cells.some(isPadded)) this.#cells = cells.map((cell, index) => this.#trimmed(cell, index));
    for (const column of this.#required) if (this.#text(column) === "") this.#fault("field-empty", column, "");
    const { debit, credit } = this.#amounts();
    const { party, partyLabel } = this.#party();
    const { currency, currencyAmount } = this.#currency();
    const matching = this.#text("EcritureLet") || null;
    const matchedOn = this.#day("DateLet");
    const date = this.#day("EcritureDate") ?? "";
    return {
      line,
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

  #text(column: FileColumn): string {
    const position = this.#header.positions.get(column);
    return position === undefined ? "" : (this.#cells[position] ?? "");
  }

  #fault(rule: Parameters<FecFaults["add"]>[0], column: FileColumn | null, value: string, expected = ""): void {
    this.#faults.add(rule, this.#line, column, value, expected);
    this.#sound = false;
  }

  #say(rule: Parameters<FecFaults["add"]>[0], column: FileColumn, value: string, expected = ""): void {
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
    const known = this.#days.get(text);
    if (known !== undefined) return known;
    const day = parseFileDay(text, this.#header.dayForm);
    if (day.ok) {
      if (this.#days.size < mostRemembered) this.#days.set(text, day.value);
      return day.value;
    }
    this.#fault(day.refusal, column, text, this.#header.dayForm);
    return null;
  }

  #voucherDate(date: Day): Day | null {
    const day = this.#day("PieceDate");
    if (day !== null && date !== "" && day > date) this.#say("voucher-date-later", "PieceDate", day, date);
    return day;
  }

  #validation(date: Day): Day | null {
    const text = this.#text("ValidDate");
    if (text === "" && this.#header.positions.has("ValidDate")) this.#say("validation-missing", "ValidDate", "", this.#header.dayForm);
    const day = this.#day("ValidDate");
    if (day !== null && date !== "" && day < date) this.#say("validation-before-entry", "ValidDate", day, date);
    return day;
  }

  #code(column: FecColumn): string {
    const text = this.#text(column);
    if (text === "" || this.#codes.has(text)) return text;
    if (!codePattern.test(text)) this.#fault("code-form", column, text, "A–Z a–z 0–9 . _ / -");
    else if (this.#codes.size < mostRemembered) this.#codes.add(text);
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
    if ((party === "") !== (label === "") && this.#hasParties) {
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
    const written = this.#text("Sens").toUpperCase();
    const direction = this.#header.lawful ? written : (/^(D|C)[A-ZÉ.]*$/.exec(written)?.[1] ?? written);
    const isDebit = direction === "D" || direction === "+1" || direction === "1";
    if (!isDebit && direction !== "C" && direction !== "-1") this.#fault("amount-form", "Sens", direction, "D, C, +1, -1");
    // With +1 and −1 the amount may bear the sign that the direction repeats.
    const signed = direction.endsWith("1") ? absolute(amount) : amount;
    if (signed < 0n) this.#say("amount-negative", "Montant", this.#text("Montant"));
    const toDebit = isDebit === signed >= 0n;
    return toDebit ? { debit: absolute(signed), credit: 0n } : { debit: 0n, credit: absolute(signed) };
  }

  #amount(column: FileColumn): Quantity | null {
    const text = this.#text(column);
    if (text === "") return null;
    const amount = parseFileAmount(text, this.#header);
    if (amount.ok) return amount.value;
    this.#fault(amount.refusal, column, text, `9999${this.#header.decimal}99`);
    return 0n;
  }
}

function positive(quantity: Quantity): Quantity {
  return quantity > 0n ? quantity : 0n;
}

/** Blank before or after: told by the letters at the ends, for most cells have none. */
function isPadded(cell: string): boolean {
  return cell !== "" && (isBlank(cell.charCodeAt(0)) || isBlank(cell.charCodeAt(cell.length - 1)));
}

function isBlank(code: number): boolean {
  return code <= 32 || (code >= 160 && /\s/.test(String.fromCharCode(code)));
}
