import { TransformStream } from "node:stream/web";
import type { Database, Db, Organisation } from "#db/client.ts";

const batchSize = 500;

/**
 * Rows of one snapshot that is open as long as somebody reads: for files longer than a page. They are read ahead by one batch at most;
 * whoever stops reading ends the snapshot. A reader who stalls for a minute loses it (the connection is needed elsewhere), and the file
 * breaks off rather than end too early.
 */
export async function* snapshotRows<Row>(
  database: Database,
  organisation: Organisation,
  rowsOf: (db: Db) => Iterable<Row> | AsyncIterable<Row>,
): AsyncGenerator<Row> {
  const { readable, writable } = new TransformStream<Row[], Row[]>();
  const writer = writable.getWriter();
  const reading = database
    .read(organisation, async (db) => {
      let batch: Row[] = [];
      for await (const row of rowsOf(db)) {
        batch.push(row);
        if (batch.length < batchSize) continue;
        await writer.write(batch);
        batch = [];
      }
      await writer.write(batch);
    })
    .then(
      () => writer.close(),
      (error: unknown) => writer.abort(error),
    );
  try {
    for await (const batch of readable) yield* batch;
  } finally {
    await reading.catch(() => undefined);
  }
}
