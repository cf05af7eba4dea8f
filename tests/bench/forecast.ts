import type { SmallOrganisation } from "#tests/support/small-organisation.ts";
import { cellsPasted } from "./forecast-cells.ts";
import { filesImported } from "./forecast-import.ts";
import { pageTraced } from "./forecast-page.ts";
import { panorama } from "./forecast-panorama.ts";
import { projectionForetold } from "./forecast-projection.ts";
import { referencesRead } from "./forecast-references.ts";
import { totalsKept } from "./forecast-totals.ts";
import { benchOrganisation } from "./organisation.ts";
import type { Bench, BenchResult } from "./report.ts";

type Part = (books: SmallOrganisation) => AsyncGenerator<BenchResult>;

/** Each part on a database of its own. */
const parts: Readonly<Record<string, Part>> = {
  panorama,
  totals: totalsKept,
  cells: cellsPasted,
  import: filesImported,
  references: referencesRead,
};

/** Each on a demo. */
const onDemo: Readonly<Record<string, () => AsyncGenerator<BenchResult, void>>> = { page: pageTraced, projection: projectionForetold };

/** What forecasting takes at the size of the largest campaigns and of the largest pastes, what its page takes in a browser, and how far its proposals err. */
export const forecast: Bench = {
  name: "forecast",
  parts: [...Object.keys(parts), ...Object.keys(onDemo)],
  async *run({ part }) {
    for (const [name, measure] of Object.entries(parts)) {
      if (part !== undefined && part !== name) continue;
      const books = await benchOrganisation();
      try {
        yield* measure(books);
      } finally {
        await books.close();
      }
    }
    for (const [name, measure] of Object.entries(onDemo)) if (part === undefined || part === name) yield* measure();
  },
};
