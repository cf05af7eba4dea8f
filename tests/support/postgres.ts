import { inject } from "vitest";
import type { DatabaseOptions } from "#db/client.ts";
import { cloneTemplate, type TestDatabase } from "./clone.ts";

export type { TestDatabase } from "./clone.ts";

/** A migrated database of its own with one empty organisation, on the server of this run. */
export async function testDatabase(options: DatabaseOptions = {}): Promise<TestDatabase> {
  return await cloneTemplate(inject("postgres"), options);
}
