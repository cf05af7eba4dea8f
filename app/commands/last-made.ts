/** From a check to the import that follows it; what comes later is made again. */
const keptMs = 5 * 60_000;

/**
 * Remembers the last thing that was made, for whoever asks for the same within a few minutes: one at a time, and never for long, for such
 * things are large. Of this process only: another one makes its own. `Value` is never altered.
 */
export class LastMade<Value> {
  #last: { readonly name: string; readonly value: Value; readonly timer: NodeJS.Timeout } | undefined;

  /** What was made of the same `from`, else what `make` makes of it now; `last`: nobody will ask for it again. */
  async of(from: unknown, make: () => Promise<Value>, { last }: { readonly last: boolean }): Promise<Value> {
    const name = JSON.stringify(from, inOrder);
    const known = this.#last?.name === name ? this.#last : undefined;
    const value = known ? known.value : await make();
    if (last) this.#forget(name);
    else if (!known) this.#keep(name, value);
    return value;
  }

  #keep(name: string, value: Value): void {
    clearTimeout(this.#last?.timer);
    const timer = setTimeout(() => this.#forget(name), keptMs);
    timer.unref();
    this.#last = { name, value, timer };
  }

  #forget(name: string): void {
    if (this.#last?.name !== name) return;
    clearTimeout(this.#last.timer);
    this.#last = undefined;
  }
}

/** The same names and values are the same text, whatever the order in which they were written: PostgreSQL keeps none. */
function inOrder(_: string, value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}
