/** Lets pass the part of a text that concerns one journal; the rest is not even taken apart. */
export interface Sieve {
  push(piece: string): string;
  /** What was still held back. */
  rest(): string;
}

/** By the form of our own files; none for a code that could stand in a file otherwise than here (letters that a charset replaces). */
export function sieveFor(journal: string, form: "xml" | "\t" | "|"): Sieve | undefined {
  if (!/^[\w .-]+$/.test(journal)) return undefined;
  return form === "xml" ? new NestedSieve(`<JournalCode>${journal}</JournalCode>`) : new FlatSieve(journal + form);
}

/** The header, and the lines that begin with the code of the journal, which is the first column. */
class FlatSieve implements Sieve {
  readonly #beginning: string;
  #held = "";
  #headed = false;

  constructor(beginning: string) {
    this.#beginning = beginning;
  }

  push(piece: string): string {
    const text = this.#held + piece;
    let kept = "";
    let start = 0;
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", start)) {
      if (!this.#headed || text.startsWith(this.#beginning, start)) kept += text.slice(start, end + 1);
      this.#headed = true;
      start = end + 1;
    }
    this.#held = text.slice(start);
    return kept;
  }

  rest(): string {
    return this.#held.startsWith(this.#beginning) ? this.#held : "";
  }
}

/** The one `<journal>` that bears the code. */
class NestedSieve implements Sieve {
  readonly #name: string;
  #held = "";
  #state: "before" | "inside" | "after" = "before";

  constructor(name: string) {
    this.#name = name;
  }

  push(piece: string): string {
    if (this.#state === "after") return "";
    if (this.#state === "inside") return this.#inside(piece);
    const text = this.#held + piece;
    const found = text.indexOf(this.#name);
    this.#held = found < 0 ? text.slice(-this.#name.length) : "";
    if (found < 0) return "";
    this.#state = "inside";
    return this.#inside(`<journal>${text.slice(found)}`);
  }

  rest(): string {
    return this.#state === "inside" ? this.#held : "";
  }

  #inside(piece: string): string {
    const text = this.#held + piece;
    const end = text.indexOf(journalEnd);
    if (end < 0) {
      this.#held = text.slice(-journalEnd.length);
      return text.slice(0, -journalEnd.length);
    }
    this.#held = "";
    this.#state = "after";
    return text.slice(0, end + journalEnd.length);
  }
}

const journalEnd = "</journal>";
