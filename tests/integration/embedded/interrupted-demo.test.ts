import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { discardHalfDemo } from "#app/server/demo.ts";
import { Database } from "#db/client.ts";
import { claim } from "#db/embedded/sharing.ts";
import { type EmbeddedServer, startEmbedded } from "#db/embedded.ts";
import { createOrganisation, migrate } from "#db/migrate.ts";
import { freePort } from "#tests/support/application.ts";

const dataDir = mkdtempSync(path.join(tmpdir(), "enveloppe-demo-"));
const mark = path.join(dataDir, "demo-in-progress");
const ofADeadProcess = "999999999 1";
let server: EmbeddedServer;

beforeAll(async () => {
  chmodSync(dataDir, 0o711);
  server = await startEmbedded({ dataDir, preferredPort: await freePort() });
  await migrate(server.access);
  await createOrganisation(server.access, { slug: "insee", name: "Half a demo", siren: "120027016" });
});

afterAll(async () => {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function organisations(): Promise<string[]> {
  const database = new Database(server.access.app);
  const slugs = (await database.organisations()).map(({ slug }) => slug);
  await database.close();
  return slugs;
}

test("a database without the mark is left alone", async () => {
  await discardHalfDemo(server, dataDir, () => undefined);
  expect(await organisations()).toEqual(["insee"]);
});

test("a demo that a living process is making is waited for", async () => {
  claim(mark);
  await expect(discardHalfDemo(server, dataDir, () => undefined)).rejects.toThrow(/Another process is filling/);
  expect(await organisations()).toEqual(["insee"]);
});

test("half a demo beside another organisation is nobody's to throw away", async () => {
  writeFileSync(mark, ofADeadProcess);
  await createOrganisation(server.access, { slug: "other", name: "Someone's work", siren: "120027016" });
  await expect(discardHalfDemo(server, dataDir, () => undefined)).rejects.toThrow(/interrupted half-way beside other:/);
  expect(await organisations()).toEqual(["insee", "other"]);
});

test("half a demo alone is thrown away, and the database is ready to be filled again", async () => {
  await server.recreate();
  await migrate(server.access);
  await createOrganisation(server.access, { slug: "insee", name: "Half a demo", siren: "120027016" });
  writeFileSync(mark, ofADeadProcess);
  const said: string[] = [];
  await discardHalfDemo(server, dataDir, (message) => said.push(message));
  expect(said).toEqual(["The demo was interrupted half-way: making it again."]);
  expect(existsSync(mark)).toBe(false);
  await migrate(server.access);
  expect(await organisations()).toEqual([]);
});
