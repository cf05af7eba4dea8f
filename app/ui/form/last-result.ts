import type { FieldValues } from "./field-values.tsx";

/** What a refused form answers, as conform's `reply` makes it. */
export interface LastResult {
  readonly initialValue?: Readonly<Record<string, unknown>> | null | undefined;
  readonly error?: Readonly<Record<string, readonly string[] | null>> | null | undefined;
}

/** The answer of a refused form, as `Fields` and `ErrorSummary` take it. Nested values are named as conform does: `lines[0].amount`. */
export function fieldsOf(lastResult: LastResult | null | undefined): FieldValues & { readonly general: readonly string[] } {
  const values: Record<string, string> = {};
  flatten(lastResult?.initialValue ?? {}, "", values);
  const errors: Record<string, string> = {};
  for (const [name, sentences] of Object.entries(lastResult?.error ?? {})) {
    const first = sentences?.[0];
    if (name !== "" && first !== undefined) errors[name] = first;
  }
  return { values, errors, general: lastResult?.error?.[""] ?? [] };
}

function flatten(value: unknown, name: string, into: Record<string, string>): void {
  if (typeof value === "string") into[name] = value;
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) flatten(item, `${name}[${index}]`, into);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) flatten(item, name === "" ? key : `${name}.${key}`, into);
  }
}
