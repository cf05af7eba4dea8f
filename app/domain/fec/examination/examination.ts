import { formatDecimal } from "../../money.ts";
import type { Day } from "../../month.ts";
import type { Quantity } from "../../quantity.ts";
import { readFecName } from "../exercise.ts";
import { FecFaults, type FecRuleCount } from "../fault.ts";
import { exportSeverity } from "../severity.ts";
import type { FecVariant } from "../variant.ts";
import { type AccountSides, EntryExaminer } from "./entry-examiner.ts";
import { FlatLines } from "./flat-lines.ts";
import { LineExaminer } from "./line-examiner.ts";
import { hasSirenKey } from "./siren.ts";
import { XmlLines } from "./xml-lines.ts";

/** What the file should be: whose, of which exercise, and what the books hold. */
export interface FecExpectation {
  readonly name: string;
  readonly siren: string;
  readonly firstDay: Day;
  readonly lastDay: Day;
  /** Of each account, closing journals apart; undefined: the file is judged by itself. */
  readonly accounts?: ReadonlyMap<string, AccountSides> | undefined;
}

export interface ExaminedFec {
  readonly verdict: "conforming" | "reserved" | "faulty";
  readonly lines: number;
  readonly entries: number;
  readonly debit: Quantity;
  readonly credit: Quantity;
  /** Each rule that is broken, with its first places; choices that the law leaves are none. */
  readonly findings: readonly FecRuleCount[];
}

/**
 * Reads the bytes of a produced file back, in pieces of any size, as whoever receives it will: by the law and by nothing that the writer
 * knew, every rule of the official tool and those that it does not look at (`docs/decisions/0069`). Memory does not grow with the file.
 */
export class FecExamination {
  readonly #faults = new FecFaults();
  readonly #expected: FecExpectation;
  readonly #decoder: TextDecoder;
  readonly #entries: EntryExaminer;
  readonly #source: { push(text: string): void; finish(): void };
  #examiner: LineExaminer | undefined;
  #decoded = true;

  constructor({ variant, expected }: { readonly variant: FecVariant; readonly expected: FecExpectation }) {
    this.#expected = expected;
    const latin9 = variant.format === "flat" && variant.charset === "iso-8859-15";
    this.#decoder = latin9 ? new TextDecoder("iso-8859-15") : new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    this.#entries = new EntryExaminer(this.#faults, expected, { nested: variant.format === "xml" });
    this.#source =
      variant.format === "xml"
        ? new XmlLines(this.#faults, expected.lastDay, (fields, line, directed) => this.#take(fields, line, directed))
        : new FlatLines(this.#faults, (fields, line, { directed }) => this.#take(fields, line, directed));
  }

  push(bytes: Uint8Array): void {
    if (!this.#decoded) return;
    try {
      this.#source.push(this.#decoder.decode(bytes, { stream: true }));
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      this.#decoded = false;
      this.#faults.add("charset", this.#entries.lines + 1, null, "?", "UTF-8");
    }
  }

  /** How many lines were read so far. */
  get lines(): number {
    return this.#entries.lines;
  }

  finish(): ExaminedFec {
    this.#source.finish();
    this.#entries.finish();
    this.#sayName();
    this.#sayBooks();
    const findings = this.#faults.counts().filter(({ rule }) => exportSeverity(rule) !== "none");
    const { lines, entries, debit, credit } = this.#entries;
    return { verdict: verdictOf(findings), lines, entries, debit, credit, findings };
  }

  #take(fields: readonly string[], line: number, directed: boolean): void {
    this.#examiner ??= new LineExaminer(this.#faults, directed);
    this.#entries.take(this.#examiner.examine(fields, line));
  }

  #sayName(): void {
    const { name, siren, lastDay } = this.#expected;
    const said = readFecName(name);
    if (said?.closingDay !== lastDay || said.siren !== siren) {
      this.#faults.add("file-name", 0, null, name, `${siren}FEC${lastDay.replaceAll("-", "")}`);
    }
    if (!hasSirenKey(siren)) this.#faults.add("siren-key", 0, null, siren, "");
  }

  /** The totals of each account are those of the trial balance: nothing was lost on the way, nothing came in. */
  #sayBooks(): void {
    const { accounts } = this.#expected;
    if (!accounts) return;
    const written = this.#entries.accounts;
    for (const account of [...new Set([...accounts.keys(), ...written.keys()])].sort()) {
      const [here, there] = [sidesOf(written.get(account)), sidesOf(accounts.get(account))];
      if (here !== there) this.#faults.add("books-differ", 0, "CompteNum", `${account} ${here}`, there);
    }
  }
}

function sidesOf(sides: AccountSides | undefined): string {
  return [sides?.debit ?? 0n, sides?.credit ?? 0n].map((quantity) => formatDecimal(quantity, 2, ",")).join(" ");
}

function verdictOf(findings: readonly FecRuleCount[]): ExaminedFec["verdict"] {
  if (findings.length === 0) return "conforming";
  return findings.some(({ rule }) => exportSeverity(rule) === "fault") ? "faulty" : "reserved";
}
