import loadHighs, { type Highs, type Model, type ModelData, type VariableType } from "highs";
import type { Column, Program } from "./proposal/program.ts";

/** How far to search, and who is told on the way. */
export interface Search {
  /** Stop once the answer is proven this close to the best there is: 0.0005 is 0.05 %. 0: search until it is the best. */
  readonly gap: number;
  readonly seconds: number;
  /** Columns may hold any number between 0 and their upper bound: fast, and nothing is worth more than the answer. */
  readonly relaxed?: boolean;
  /** What is known already, column by column: the search starts from it. */
  readonly start?: readonly number[] | undefined;
  /** Told at times; true stops the search, and what was found so far is the answer. */
  readonly onProgress?: ((progress: { readonly cost: number; readonly bound: number }) => boolean) | undefined;
  /** Told each better answer as it is found, column by column, with what no answer costs more than. */
  readonly onBetter?: ((answer: { readonly columns: readonly number[]; readonly bound: number }) => void) | undefined;
}

export type Answer =
  | { readonly kind: "infeasible" }
  /** Nothing was found in the time given, and nothing is proven either. */
  | { readonly kind: "nothing" }
  /** Column by column; no answer costs more than `bound`. */
  | { readonly kind: "found"; readonly columns: readonly number[]; readonly cost: number; readonly bound: number };

/**
 * The columns of a program that make its cost the largest, by HiGHS (branch and cut; MIT), in this thread until it ends. The same program gets the
 * same answer, unless time ends the search: the seed is fixed and there is one thread. Its figures are floating: whoever asks judges the answer exactly.
 */
export async function optimumOf(program: Program, search: Search): Promise<Answer> {
  const highs = await solver();
  return highs.withModel(modelOf(highs, program, search.relaxed === true), (model) => {
    model.options.set({
      output_flag: false,
      random_seed: 1,
      mip_rel_gap: search.gap,
      // Costs are whole: an answer less than one below the bound is the best.
      mip_abs_gap: 0.999,
      time_limit: search.seconds,
    });
    if (search.start) model.setSolution({ colValue: [...search.start] });
    model.run({
      [highs.constants.callbackType.mipInterrupt](event) {
        const { mip_primal_bound: cost, mip_dual_bound: bound } = event.data;
        if (cost !== undefined && bound !== undefined && search.onProgress?.({ cost, bound })) event.interrupt();
        return undefined;
      },
      [highs.constants.callbackType.mipImprovingSolution](event) {
        const { mip_solution: columns, mip_dual_bound: bound } = event.data;
        if (columns && bound !== undefined && search.onBetter) search.onBetter({ columns: Array.from(columns, Math.round), bound });
        return undefined;
      },
    });
    return answerOf(highs, model, program, search.relaxed === true);
  });
}

let loading: Promise<Highs> | undefined;

async function solver(): Promise<Highs> {
  loading ??= loadHighs();
  return await loading;
}

function answerOf(highs: Highs, model: Model, { columns }: Program, relaxed: boolean): Answer {
  if (model.getModelStatus() === highs.constants.modelStatus.infeasible) return { kind: "infeasible" };
  const cost = model.getObjectiveValue();
  const values = Array.from(model.getSolution().colValue, (value) => (relaxed ? value : Math.round(value)));
  if (!Number.isFinite(cost) || values.length !== columns.length) return { kind: "nothing" };
  if (model.info.get("primal_solution_status") !== feasiblePoint) return { kind: "nothing" };
  return { kind: "found", columns: values, cost, bound: relaxed ? cost : Number(model.info.get("mip_dual_bound")) };
}

/** `kSolutionStatusFeasible` of HiGHS. */
const feasiblePoint = 2;

function modelOf(highs: Highs, program: Program, relaxed: boolean): ModelData {
  const columns = program.columns;
  const { rows } = program;
  const entries = rows.flatMap((row, index) => row.entries.map(([column, coefficient]) => ({ index, column, coefficient })));
  const starts = [0];
  for (const row of rows) starts.push((starts.at(-1) ?? 0) + row.entries.length);
  return {
    numCols: columns.length,
    numRows: rows.length,
    sense: highs.constants.objectiveSense.maximize,
    colCost: columns.map(({ cost }) => cost),
    colLower: columns.map((column) => (column.optional && (relaxed || typeOf(column) === whole) ? 0 : column.lower)),
    colUpper: columns.map(({ upper }) => upper),
    rowLower: rows.map(({ lower }) => lower),
    rowUpper: rows.map(({ upper }) => upper),
    matrix: {
      format: "csr",
      numRows: rows.length,
      numCols: columns.length,
      starts,
      indices: entries.map(({ column }) => column),
      values: entries.map(({ coefficient }) => coefficient),
    },
    ...(relaxed ? {} : { integrality: columns.map(typeOf) }),
  };
}

const whole: VariableType = 1;
/** Semi-integer: 0, or a whole number between the bounds. */
const wholeOrNone: VariableType = 3;

function typeOf({ optional, lower }: Column): VariableType {
  return optional && lower > 1 ? wholeOrNone : whole;
}
