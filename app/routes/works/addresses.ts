/** The addresses of the pages about operations and what they cost. */
const base = (year: number) => `/${year}/works`;
const of = (year: number, code: string) => `${base(year)}/operations/${encodeURIComponent(code)}`;

export const worksAddress = base;
export const newOperationAddress = (year: number) => `${base(year)}/operations/new`;
export const allocationAddress = (year: number) => `${base(year)}/allocation`;
export const operationAddress = of;
export const operationChangeAddress = (year: number, code: string) => `${of(year, code)}/change`;

/** What is told of an operation, each on a form of its own; `id`: the one to tell otherwise. */
export type OperationPart = "phase" | "date" | "volume" | "item" | "expense";

export const partAddress = (year: number, code: string, part: OperationPart, id?: string) =>
  `${of(year, code)}/${part}${id === undefined ? "" : `?id=${encodeURIComponent(id)}`}`;
