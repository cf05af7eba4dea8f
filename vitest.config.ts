import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The journey that ends the demo's campaign comes last: after it nothing of that campaign can be decided. */
const lastJourney = "arbitration-to-notification.test.ts";
class LastJourneyLast extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const ends = ({ moduleId }: TestSpecification) => moduleId.endsWith(lastJourney);
    return [...sorted.filter((file) => !ends(file)), ...sorted.filter(ends)];
  }
}

/**
 * Four suites. A test that touches SQL belongs to `integration` (or to `e2e`): those two start one PostgreSQL for the run, and
 * each of their files takes a database of its own (`tests/support/postgres.ts`). The time zone is the caller's (`TZ`).
 */
export default defineConfig({
  esbuild: { jsx: "automatic" },
  test: {
    reporters: ["default"],
    // `npm test` runs vitest four times: what was read once is not transformed again.
    experimental: { fsModuleCache: true, fsModuleCachePath: ".cache/vitest" },
    maxWorkers: 2,
    maxConcurrency: 2,
    sequence: { sequencer: LastJourneyLast },
    projects: [
      // Pure functions keep nothing between two files: a worker reads each module once.
      suite("unit", { testTimeout: 15_000, isolate: false }),
      suite("property", { testTimeout: 60_000, isolate: false }),
      suite("integration", { isolate: false, globalSetup: ["tests/support/global-setup.ts"], testTimeout: 60_000, hookTimeout: 120_000 }),
      suite("e2e", {
        globalSetup: ["tests/e2e/global-setup.ts"],
        testTimeout: 120_000,
        hookTimeout: 180_000,
        fileParallelism: false,
      }),
    ],
  },
});

function suite(name: string, options: object) {
  return {
    extends: true as const,
    test: { name, include: [`tests/${name}/**/*.test.{ts,tsx}`], setupFiles: ["tests/support/console.ts"], ...options },
  };
}
