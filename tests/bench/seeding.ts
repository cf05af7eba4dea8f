import { createOrganisation } from "#db/migrate.ts";
import { demoOrganisation, seedDemo } from "#seeds/demo/seed.ts";
import { cloneTemplate } from "#tests/support/clone.ts";
import { startTestServer } from "#tests/support/server.ts";
import { atMost, type Bench } from "./report.ts";

const goalSeconds = 30;

/** The demo, from an empty organisation to its last campaign, against the half minute that a first start may take for it. */
export const seeding: Bench = {
  name: "seeding",
  async *run() {
    const server = await startTestServer();
    const world = await cloneTemplate(server.provided);
    try {
      await createOrganisation(world.access, demoOrganisation);
      const stages: { readonly step: string; readonly begun: number }[] = [];
      await seedDemo(world.database, { today: "2026-11-20", report: (step) => stages.push({ step, begun: performance.now() }) });
      const end = performance.now();
      const lasted = (work: string, begun: number, until: number) =>
        atMost(1, { work, value: (until - begun) / 1000, unit: "s", limit: goalSeconds });
      yield* stages.map(({ step, begun }, index) => lasted(step, begun, stages[index + 1]?.begun ?? end));
      yield lasted("the whole demo", stages[0]?.begun ?? end, end);
    } finally {
      await world.close();
      await server.stop();
    }
  },
};
