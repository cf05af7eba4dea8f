import { isThirdParty } from "../../ledger/entry.ts";
import { type Day, isDay } from "../../month.ts";
import { largestQuantity, type Quantity } from "../../quantity.ts";
import { fecColumns, requiredColumns } from "../columns.ts";
import type { FecFaults, FecRule } from "../fault.ts";
import type { Fields } from "./flat-lines.ts";

/** What the rules that look beyond a line need of it. */
export interface ExaminedLine {
  readonly line: number;
  readonly journal: string;
  readonly journalLabel: string;
  readonly number: string;
  readonly date: Day;
  readonly validatedOn: Day;
  readonly account: string;
  readonly party: string;
  readonly debit: Quantity;
  readonly credit: Quantity;
  readonly matching: string;
  /** False when an amount could not be read: its entry is not asked to balance. */
  readonly sound: boolean;
}

const at = Object.fromEntries(fecColumns.map((name, index) => [name, index])) as Record<(typeof fecColumns)[number], number>;
const required = requiredColumns.map((name) => [name, at[name]] as const);
const amountForm = /^([+-]?)(\d+)(?:,(\d*))?([+-]?)$/;
const mostRemembered = 5_000;

/** Reads the eighteen fields of a line by the law (LPF art. A47 A-1, VII), in words of its own: a second opinion on what was written. */
export class LineExaminer {
  readonly #faults: FecFaults;
  readonly #directed: boolean;
  readonly #days = new Map<string, Day>();
  readonly #accounts = new Map<string, string>();
  readonly #journals = new Map<string, string>();
  readonly #parties = new Map<string, string>();
  #fields: Fields = [];
  #line = 0;
  #sound = true;

  constructor(faults: FecFaults, directed: boolean) {
    this.#faults = faults;
    this.#directed = directed;
  }

  examine(fields: Fields, line: number): ExaminedLine {
    this.#fields = fields;
    this.#line = line;
    this.#sound = true;
    for (const [name, place] of required) if (fields[place] === "") this.#say("field-empty", name, "");
    const [journal, journalLabel, account] = [this.#text("JournalCode"), this.#text("JournalLib"), this.#text("CompteNum")];
    const date = this.#day("EcritureDate");
    const { debit, credit } = this.#directed ? this.#byDirection() : this.#bySides();
    this.#sayLabel(this.#journals, "JournalLib", journal, journalLabel);
    this.#sayLabel(this.#accounts, "CompteLib", account, this.#text("CompteLib"));
    if (account !== "" && !isAccount(account)) this.#say("account-form", "CompteNum", account, "999");
    this.#sayParty(account);
    this.#sayCurrency();
    const matching = this.#text("EcritureLet");
    const matchedOn = this.#day("DateLet");
    if (matching !== "" && matchedOn === "") this.#say("matching-undated", "DateLet", matching, "AAAAMMJJ");
    if (matching === "" && matchedOn !== "") this.#say("matching-without-code", "EcritureLet", "", matchedOn);
    const validatedOn = this.#validation(date);
    const voucherDate = this.#day("PieceDate");
    if (voucherDate > date && date !== "") this.#say("voucher-date-later", "PieceDate", voucherDate, date);
    const [number, party] = [this.#text("EcritureNum"), this.#text("CompAuxNum")];
    return { line, journal, journalLabel, number, date, validatedOn, account, party, debit, credit, matching, sound: this.#sound };
  }

  #text(name: (typeof fecColumns)[number]): string {
    return this.#fields[at[name]] ?? "";
  }

  #say(rule: FecRule, column: string, value: string, expected = ""): void {
    this.#faults.add(rule, this.#line, column, value, expected);
  }

  /** A day that exists, AAAAMMJJ; empty when the field is, or says none. */
  #day(column: "EcritureDate" | "PieceDate" | "DateLet" | "ValidDate"): Day {
    const text = this.#text(column);
    if (text === "") return "";
    const known = this.#days.get(text);
    if (known !== undefined) return known;
    const day = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
    const written = /^\d{8}$/.test(text);
    if (written && isDay(day)) {
      if (this.#days.size < mostRemembered) this.#days.set(text, day);
      return day;
    }
    this.#say(written ? "date-impossible" : "date-form", column, text, "AAAAMMJJ");
    return "";
  }

  #validation(date: Day): Day {
    if (this.#text("ValidDate") === "") this.#say("validation-missing", "ValidDate", "", "AAAAMMJJ");
    const day = this.#day("ValidDate");
    if (day !== "" && day < date) this.#say("validation-before-entry", "ValidDate", day, date);
    return day;
  }

  #sayLabel(known: Map<string, string>, column: string, code: string, label: string): void {
    const first = known.get(code);
    if (first === undefined) known.set(code, label);
    else if (first !== label) this.#say("label-changed", column, `${code} ${label}`, first);
  }

  #sayParty(account: string): void {
    const [party, label] = [this.#text("CompAuxNum"), this.#text("CompAuxLib")];
    if (party === "" && label === "") return;
    if (party === "" || label === "")
      this.#say("party-incomplete", party === "" ? "CompAuxNum" : "CompAuxLib", "", "CompAuxNum, CompAuxLib");
    else this.#sayLabel(this.#parties, "CompAuxLib", party, label);
    if (party !== "" && !isThirdParty(account)) this.#say("party-outside-class-4", "CompAuxNum", account, "4");
  }

  #sayCurrency(): void {
    const [amount, currency] = [this.#text("Montantdevise"), this.#text("Idevise")];
    if (amount === "" && currency === "") return;
    if (amount === "" || !/^[A-Z]{3}$/.test(currency)) {
      this.#say("currency-incomplete", currency === "" ? "Idevise" : "Montantdevise", `${amount} ${currency}`, "ISO 4217");
    } else this.#amount("Montantdevise", amount);
  }

  #bySides(): { debit: Quantity; credit: Quantity } {
    const [left, right] = [this.#text("Debit"), this.#text("Credit")];
    const blank = left === "" && right === "";
    if (!blank && (left === "" || right === "")) this.#say("amount-empty", left === "" ? "Debit" : "Credit", "", "0,00");
    const [debit, credit] = [this.#amount("Debit", left), this.#amount("Credit", right)];
    if (debit !== 0n && credit !== 0n) this.#say("two-sides", "Credit", `${left} ${right}`, "0,00");
    if (blank || (debit === 0n && credit === 0n && this.#sound)) this.#say("amount-missing", "Debit", left);
    return sided(debit, credit);
  }

  #byDirection(): { debit: Quantity; credit: Quantity } {
    const [text, direction] = [this.#text("Debit"), this.#text("Credit").toUpperCase()];
    const amount = this.#amount("Montant", text);
    const toDebit = direction === "D" || direction === "+1";
    if (!toDebit && direction !== "C" && direction !== "-1") this.#unsound("amount-form", "Sens", direction, "D, C, +1, -1");
    if (amount === 0n && this.#sound) this.#say("amount-missing", "Montant", text || "0,00");
    const signed = direction.endsWith("1") && amount < 0n ? -amount : amount;
    return toDebit ? sided(signed, 0n) : sided(0n, signed);
  }

  #amount(column: string, text: string): Quantity {
    if (text === "" || text === "0,00") return 0n;
    const [whole, before, digits = "", decimals = "", after] = amountForm.exec(text) ?? [];
    if (whole === undefined || (before !== "" && after !== "")) return this.#unsound("amount-form", column, text, "9999,99");
    if (decimals.length > 2 && !/^0*$/.test(decimals.slice(2))) return this.#unsound("amount-decimals", column, text, "9999,99");
    const cents = BigInt(digits + decimals.slice(0, 2).padEnd(2, "0"));
    if (cents > largestQuantity) return this.#unsound("amount-range", column, text, "9999,99");
    const negative = before === "-" || after === "-";
    if (negative && cents > 0n && column !== "Montantdevise") this.#say("amount-negative", column, text);
    return negative ? -cents : cents;
  }

  #unsound(rule: FecRule, column: string, value: string, expected: string): Quantity {
    this.#say(rule, column, value, expected);
    this.#sound = false;
    return 0n;
  }
}

/** A negative amount stands on the other side. */
function sided(debit: Quantity, credit: Quantity): { debit: Quantity; credit: Quantity } {
  const positive = (quantity: Quantity) => (quantity > 0n ? quantity : 0n);
  if (debit >= 0n && credit >= 0n) return { debit, credit };
  return { debit: positive(debit) + positive(-credit), credit: positive(credit) + positive(-debit) };
}

function isAccount(account: string): boolean {
  for (let index = 0; index < 3; index += 1) {
    const code = account.charCodeAt(index);
    if (!(code >= 48 && code <= 57)) return false;
  }
  return true;
}
