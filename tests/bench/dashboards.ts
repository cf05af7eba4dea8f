import type { SmallOrganisation } from "#tests/support/small-organisation.ts";
import { cubeRead } from "./dashboards-cube.ts";
import { pagesServed } from "./dashboards-pages.ts";
import { pagesPainted } from "./dashboards-paint.ts";
import { benchOrganisation } from "./organisation.ts";
import type { Bench, BenchOptions, BenchResult } from "./report.ts";

type Part = (options: BenchOptions) => AsyncGenerator<BenchResult>;

const parts: Readonly<Record<string, Part>> = { cube: overBooks(cubeRead), pages: pagesServed, paint: pagesPainted };

/** What the figures of dashboards take over a large journal, and their pages before somebody sees them. */
export const dashboards: Bench = {
  name: "dashboards",
  parts: Object.keys(parts),
  async *run(options) {
    for (const [name, measure] of Object.entries(parts)) if (options.part === undefined || options.part === name) yield* measure(options);
  },
};

/** A part that asks the database alone, on one of its own. */
function overBooks(measure: (books: SmallOrganisation, options: BenchOptions) => AsyncGenerator<BenchResult>): Part {
  return async function* (options) {
    const books = await benchOrganisation();
    try {
      yield* measure(books, options);
    } finally {
      await books.close();
    }
  };
}
