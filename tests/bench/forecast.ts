import { cellsPasted } from "./forecast-cells.ts";
import { benchOrganisation } from "./organisation.ts";
import type { Bench } from "./report.ts";

const parts = { cells: cellsPasted };

/** Forecasting: what is pasted into a sheet, from its texts to the disk. */
export const forecast: Bench = {
  name: "forecast",
  parts: Object.keys(parts),
  async *run({ part: asked }) {
    const books = await benchOrganisation();
    try {
      for (const [name, part] of Object.entries(parts)) if (asked === undefined || asked === name) yield* part(books);
    } finally {
      await books.close();
    }
  },
};
