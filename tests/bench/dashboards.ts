import type { SmallOrganisation } from "#tests/support/small-organisation.ts";
import { cubeRead } from "./dashboards-cube.ts";
import { benchOrganisation } from "./organisation.ts";
import type { Bench, BenchOptions, BenchResult } from "./report.ts";

type Part = (books: SmallOrganisation, options: BenchOptions) => AsyncGenerator<BenchResult>;

/** Each part on a database of its own. */
const parts: Readonly<Record<string, Part>> = { cube: cubeRead };

/** What the figures of dashboards take over a large journal. */
export const dashboards: Bench = {
  name: "dashboards",
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
