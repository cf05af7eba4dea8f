import { FlatLines } from "../examination/flat-lines.ts";
import { XmlLines } from "../examination/xml-lines.ts";
import { FecFaults } from "../fault.ts";
import { Latin9Writer } from "../latin9.ts";
import { type FecVariant, separatorText } from "../variant.ts";
import { type ComparedEntry, type ComparedLine, comparedLine, textOf } from "./compared-entry.ts";
import { type Sieve, sieveFor } from "./journal-sieve.ts";

export interface EntryReaderOptions {
  readonly variant: FecVariant;
  /** Read as ISO 8859-15 would have written it (`LineForm`). */
  readonly asLatin9: boolean;
  /** Only this journal; every one unless said. */
  readonly journal?: string | undefined;
}

/**
 * Gives the entries of a kept FEC as its bytes pass, in pieces of any size and whatever its variant. What is wrong with the file was said
 * when it was made; here it is read.
 */
export class EntryReader {
  readonly #journal: string | undefined;
  readonly #take: (entry: ComparedEntry) => void;
  readonly #latin9: Latin9Writer | undefined;
  readonly #decoder: TextDecoder;
  readonly #sieve: Sieve | undefined;
  readonly #source: { push(text: string): void; finish(): void };
  #held: { journal: string; number: string; validatedOn: string; lines: ComparedLine[] } | undefined;

  constructor({ variant, asLatin9, journal }: EntryReaderOptions, take: (entry: ComparedEntry) => void) {
    this.#journal = journal;
    this.#take = take;
    this.#latin9 = asLatin9 ? new Latin9Writer() : undefined;
    this.#decoder = new TextDecoder(variant.format === "flat" ? variant.charset : "utf-8");
    this.#sieve =
      journal === undefined ? undefined : sieveFor(journal, variant.format === "xml" ? "xml" : separatorText[variant.separator]);
    const faults = new FecFaults({ mostKept: 0 });
    this.#source =
      variant.format === "xml"
        ? new XmlLines(faults, "", (fields, _, directed) => this.#line(fields, directed))
        : new FlatLines(faults, (fields, _, { directed }) => this.#line(fields, directed));
  }

  push(bytes: Uint8Array): void {
    const text = this.#decoder.decode(bytes, { stream: true });
    this.#source.push(this.#sieve ? this.#sieve.push(text) : text);
  }

  finish(): void {
    if (this.#sieve) this.#source.push(this.#sieve.rest());
    this.#source.finish();
    this.#give();
  }

  #line(fields: readonly string[], directed: boolean): void {
    const line = comparedLine(fields, { directed, latin9: this.#latin9 });
    const [journal, number] = [textOf(line, "JournalCode"), textOf(line, "EcritureNum")];
    if (this.#journal !== undefined && journal !== this.#journal) return;
    if (this.#held?.journal === journal && this.#held.number === number) {
      this.#held.lines.push(line);
      return;
    }
    this.#give();
    this.#held = { journal, number, validatedOn: textOf(line, "ValidDate"), lines: [line] };
  }

  #give(): void {
    if (this.#held) this.#take(this.#held);
    this.#held = undefined;
  }
}
