import { mayDo, systemAccess } from "#app/domain/access.ts";
import { loadStory } from "#app/routes/trace/load-story.ts";
import { createOrganisation } from "#db/migrate.ts";
import { demoOrganisation, seedDemo } from "#seeds/demo/seed.ts";
import { cloneTemplate } from "#tests/support/clone.ts";
import { startTestServer } from "#tests/support/server.ts";
import { atMost, type Bench } from "./report.ts";

const today = "2026-06-15";
const stories = [
  "cp:*:2026",
  "cp:*:2026:by=document",
  "cp:DR44:2026",
  "cp:DR44:2026:by=document",
  "ae:*:2026:by=activity",
  "notified.cp:*:2026:by=document",
  "released.cp:*:2026:by=month",
  "asked.cp:*:2026",
  "decided.cp:DR44:2026",
  "landing.cp:*:2026",
];
const runs = 5;

/** What the story of a figure of the demo costs the database, all its statements together. */
export const trace: Bench = {
  name: "trace",
  async *run() {
    const server = await startTestServer({});
    let spent = 0;
    const world = await cloneTemplate(server.provided, {
      connections: 1,
      onQuery: ({ durationMs }) => {
        spent += durationMs;
      },
    });
    try {
      const organisation = await createOrganisation(world.access, demoOrganisation);
      await seedDemo(world.database, { today, report: () => undefined });
      for (const story of stories) {
        const times: number[] = [];
        for (let run = 0; run < runs; run += 1) {
          spent = 0;
          await world.database.read(organisation, (db) =>
            loadStory({ db, access: systemAccess, today, mayDo: (capability, unit) => mayDo(systemAccess, capability, unit) }, story),
          );
          times.push(spent);
        }
        const [middle = 0] = times.sort((left, right) => left - right).slice(Math.floor(runs / 2));
        yield atMost(1, { work: `story of ${story}`, value: middle, unit: "ms", limit: 200 });
      }
    } finally {
      await world.close();
      await server.stop();
    }
  },
};
