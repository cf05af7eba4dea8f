/**
 * `fault`: the file is refused. `tolerable`: refused too, unless the defects that do not touch the books are admitted.
 * `notice`: said, and accepted.
 */
export type FecSeverity = "fault" | "tolerable" | "notice";

/** Each rule with its severity, in the order of a report: the file, its header, its lines, its entries, what holds them together. */
export const fecRules = {
  "file-empty": "fault",
  charset: "fault",
  "nul-byte": "fault",
  "file-truncated": "fault",
  "file-name": "notice",
  "exercise-unknown": "fault",
  "exercise-differs": "fault",
  "siren-differs": "notice",
  "siren-key": "notice",
  "xml-structure": "fault",
  "byte-order-mark": "notice",
  "carriage-return-only": "notice",
  mojibake: "fault",
  "mojibake-kept": "notice",
  separator: "fault",
  "column-missing": "fault",
  "column-twice": "fault",
  "column-renamed": "notice",
  "columns-reordered": "notice",
  "columns-extra": "notice",
  "columns-absent": "notice",
  "amount-and-direction": "notice",
  "trailing-separator": "notice",
  "line-endless": "fault",
  "line-blank": "fault",
  "quote-open": "fault",
  "field-count": "fault",
  "separator-in-text": "fault",
  "field-empty": "fault",
  "field-padded": "tolerable",
  "date-form": "fault",
  "date-impossible": "fault",
  "date-outside-exercise": "fault",
  "voucher-date-later": "notice",
  "validation-missing": "tolerable",
  "validation-before-entry": "notice",
  "code-form": "fault",
  "account-form": "notice",
  "amount-form": "fault",
  "amount-decimals": "fault",
  "amount-range": "fault",
  "amount-empty": "notice",
  "amount-negative": "notice",
  "amount-missing": "fault",
  "two-sides": "fault",
  "currency-incomplete": "fault",
  "party-incomplete": "notice",
  "party-outside-class-4": "notice",
  "entry-dates": "fault",
  "entry-validations": "fault",
  "entry-one-line": "fault",
  "entry-unbalanced": "fault",
  "file-unbalanced": "fault",
  "number-twice": "fault",
  "number-shared": "notice",
  "number-gap": "notice",
  "number-order": "notice",
  "opening-late": "notice",
  "validation-order": "notice",
  "label-changed": "notice",
  "opening-with-result": "fault",
  "opening-differs": "fault",
  "books-differ": "fault",
  "matching-undated": "tolerable",
  "matching-without-code": "tolerable",
  "matching-unbalanced": "tolerable",
  "period-closed": "fault",
  "entries-imported": "fault",
  "journal-of-budget": "fault",
  "label-differs": "notice",
  "code-out-of-date": "fault",
  "journal-unknown": "fault",
  "account-unknown": "fault",
  "party-unknown": "fault",
} as const satisfies Record<string, FecSeverity>;
export type FecRule = keyof typeof fecRules;

export interface FecFault {
  readonly rule: FecRule;
  readonly severity: FecSeverity;
  /** Of the file, the header being 1; 0 for the file as a whole. */
  readonly line: number;
  readonly column: string | null;
  readonly value: string;
  /** What the rule wanted, or the figures that explain it; never a sentence. */
  readonly expected: string;
}

export interface FecRuleCount {
  readonly rule: FecRule;
  readonly severity: FecSeverity;
  readonly count: number;
  /** In the order of the file, {@link firstFaults} at most. */
  readonly first: readonly FecFault[];
}

export const firstFaults = 5;
const longestValue = 120;

/**
 * The faults of a file, counted by rule. The first ten thousand are kept; with `pass`, none is: each goes on as it is found, for a file
 * of millions of lines may have more of them than a memory holds.
 */
export class FecFaults {
  readonly #counts = new Map<FecRule, { count: number; first: FecFault[] }>();
  readonly #kept: FecFault[] = [];
  readonly #mostKept: number;
  readonly #pass: ((fault: FecFault) => void) | undefined;

  constructor(options: { pass?: (fault: FecFault) => void; mostKept?: number } = {}) {
    this.#pass = options.pass;
    this.#mostKept = options.mostKept ?? 10_000;
  }

  add(rule: FecRule, line: number, column: string | null = null, value = "", expected = ""): void {
    const short = value.length > longestValue ? `${value.slice(0, longestValue)}…` : value;
    const fault: FecFault = { rule, severity: fecRules[rule], line, column, value: short, expected };
    const held = this.#counts.get(rule) ?? { count: 0, first: [] };
    held.count += 1;
    if (held.first.length < firstFaults) held.first.push(fault);
    this.#counts.set(rule, held);
    this.#pass?.(fault);
    if (this.#kept.length < this.#mostKept) this.#kept.push(fault);
  }

  /** Counts further ones that nobody lists. */
  count(rule: FecRule, further: number): void {
    const held = this.#counts.get(rule) ?? { count: 0, first: [] };
    this.#counts.set(rule, { ...held, count: held.count + further });
  }

  has(rule: FecRule): boolean {
    return this.#counts.has(rule);
  }

  counts(): FecRuleCount[] {
    const rules = Object.entries(fecRules) as [FecRule, FecSeverity][];
    return rules.flatMap(([rule, severity]) => {
      const held = this.#counts.get(rule);
      return held ? [{ rule, severity, count: held.count, first: [...held.first].sort((left, right) => left.line - right.line) }] : [];
    });
  }

  /** Those that are kept, in the order of the file. */
  all(): FecFault[] {
    return [...this.#kept].sort((left, right) => left.line - right.line);
  }
}
