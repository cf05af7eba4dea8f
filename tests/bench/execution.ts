import type { SmallOrganisation } from "#tests/support/small-organisation.ts";
import { chainAgainstRaw } from "./execution-chain.ts";
import { extractsImported } from "./execution-import.ts";
import { creditRaced } from "./execution-race.ts";
import { unitPage } from "./execution-unit.ts";
import { benchOrganisation } from "./organisation.ts";
import type { Bench, BenchOptions, BenchResult } from "./report.ts";

type Part = (books: SmallOrganisation, options: BenchOptions) => AsyncGenerator<BenchResult>;

/** Each part on a database of its own. */
const parts: Readonly<Record<string, Part>> = {
  chain: chainAgainstRaw,
  race: creditRaced,
  import: extractsImported,
  unit: unitPage,
};

/** What spending takes over the statement that it sends, one credit under 64 clients, an extract of many rows, and the page of a unit over a large journal. */
export const execution: Bench = {
  name: "execution",
  parts: Object.keys(parts),
  async *run(options) {
    for (const [name, measure] of Object.entries(parts)) {
      if (options.part !== undefined && options.part !== name) continue;
      const books = await benchOrganisation();
      try {
        yield* measure(books, options);
      } finally {
        await books.close();
      }
    }
  },
};
