import { createHash, type Hash } from "node:crypto";
import type { Quantity } from "../../quantity.ts";
import { type ComparedEntry, type ComparedLine, textOf } from "./compared-entry.ts";

/** What a part of a file sums to; cents. */
export interface SurveyedPart {
  readonly label: string;
  readonly lines: number;
  readonly debit: Quantity;
  readonly credit: Quantity;
}

export interface SurveyedJournal extends SurveyedPart {
  /** Of what its lines say, in their order: two files that agree on it agree on the journal, however each was written. */
  readonly digest: string;
}

export interface FecSurvey {
  readonly lines: number;
  readonly entries: number;
  readonly debit: Quantity;
  readonly credit: Quantity;
  readonly journals: ReadonlyMap<string, SurveyedJournal>;
  readonly accounts: ReadonlyMap<string, SurveyedPart>;
}

/** Reads a file once: its totals by journal and by account, and whether a journal will have to be looked at line by line. Holds no line. */
export class FecSurveyor {
  readonly #journals = new Map<string, Part & { digest: TextDigest }>();
  readonly #accounts = new Map<string, Part>();
  readonly #total = newPart("");
  #entries = 0;

  take({ journal, lines }: ComparedEntry): void {
    this.#entries += 1;
    const [first] = lines;
    const held = this.#journals.get(journal) ?? { ...newPart(first ? textOf(first, "JournalLib") : ""), digest: new TextDigest() };
    this.#journals.set(journal, held);
    for (const line of lines) {
      held.digest.take(`${line.texts.join("\t")}\n`);
      add(held, line);
      add(this.#total, line);
      add(this.#accountOf(line), line);
    }
  }

  finish(): FecSurvey {
    const { lines, debit, credit } = this.#total;
    const journals = [...this.#journals].map(([code, { digest, ...part }]): [string, SurveyedJournal] => [
      code,
      { ...part, digest: digest.finish() },
    ]);
    return { lines, entries: this.#entries, debit, credit, journals: new Map(journals), accounts: this.#accounts };
  }

  #accountOf(line: ComparedLine): Part {
    const account = textOf(line, "CompteNum");
    const held = this.#accounts.get(account);
    if (held) return held;
    const part = newPart(textOf(line, "CompteLib"));
    this.#accounts.set(account, part);
    return part;
  }
}

interface Part {
  label: string;
  lines: number;
  debit: Quantity;
  credit: Quantity;
}

function newPart(label: string): Part {
  return { label, lines: 0, debit: 0n, credit: 0n };
}

function add(part: Part, { debit, credit }: ComparedLine): void {
  part.lines += 1;
  if (debit !== 0n) part.debit += debit;
  if (credit !== 0n) part.credit += credit;
}

const longestWaiting = 65_536;

/** SHA-256 of texts that come in small pieces; gathered, for each call costs more than a line. */
class TextDigest {
  readonly #hash: Hash = createHash("sha256");
  #waiting = "";

  take(text: string): void {
    this.#waiting += text;
    if (this.#waiting.length < longestWaiting) return;
    this.#hash.update(this.#waiting);
    this.#waiting = "";
  }

  finish(): string {
    return this.#hash.update(this.#waiting).digest("hex");
  }
}
