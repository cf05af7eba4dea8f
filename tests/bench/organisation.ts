import { cloneTemplate } from "#tests/support/clone.ts";
import { startTestServer } from "#tests/support/server.ts";
import { furnish, type SmallOrganisation } from "#tests/support/small-organisation.ts";

/** The small organisation on a server of its own that waits for the disk, as in production; `close` ends both. */
export async function benchOrganisation(): Promise<SmallOrganisation> {
  const server = await startTestServer({ durable: true });
  const books = await furnish(await cloneTemplate(server.provided, { connections: 8 }));
  const close = async () => {
    await books.close();
    await server.stop();
  };
  return { ...books, close };
}
