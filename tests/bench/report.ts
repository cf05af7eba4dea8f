/** One line of a bench: what was done, how fast, the limit measured in the same run, their ratio and the goal for it. */
export interface BenchResult {
  readonly work: string;
  readonly value: number;
  readonly unit: string;
  readonly limit: number;
  readonly ratio: number;
  readonly goal: string;
  readonly met: boolean;
}

export interface BenchOptions {
  /** How large a ledger is filled, where the bench reads one. */
  readonly lines: number;
  /** The only part to run, of a bench that has several; without it, all. */
  readonly part?: string | undefined;
}

export interface Bench {
  readonly name: string;
  /** What may be asked for alone. */
  readonly parts?: readonly string[];
  /** Each result as soon as it is measured: a long bench that is stopped has said what it knew. */
  run(options: BenchOptions): AsyncGenerator<BenchResult, void>;
}

/** A result whose goal is a least ratio to the limit of the same run. */
export function atLeast(goal: number, measured: { work: string; value: number; unit: string; limit: number }): BenchResult {
  const ratio = round(measured.value / measured.limit);
  return { ...measured, value: round(measured.value), limit: round(measured.limit), ratio, goal: `>= ${goal}`, met: ratio >= goal };
}

/** A result that may be at most `goal` times the limit: the figure of the same run, or a bound that was set. */
export function atMost(goal: number, measured: { work: string; value: number; unit: string; limit: number }): BenchResult {
  const ratio = round(measured.value / measured.limit);
  return { ...measured, value: round(measured.value), limit: round(measured.limit), ratio, goal: `<= ${goal}`, met: ratio <= goal };
}

export function printed(name: string, results: readonly BenchResult[], json: boolean): string {
  if (json) return JSON.stringify({ bench: name, results });
  const rows = results.map(cells);
  const table = [["work", "value", "limit", "ratio", "goal", ""], ...rows];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** One result on a line, for the terminal of whoever waits. */
export function printedLine(result: BenchResult): string {
  return cells(result).join("  ");
}

function cells(result: BenchResult): string[] {
  return [
    result.work,
    `${result.value} ${result.unit}`,
    `${result.limit} ${result.unit}`,
    String(result.ratio),
    result.goal,
    result.met ? "met" : "missed",
  ];
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
