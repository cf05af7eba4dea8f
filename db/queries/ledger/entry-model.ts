import { sql } from "kysely";
import type { EntryModel, ModelLine, ModelParameter } from "#app/domain/ledger/entry-model.ts";
import type { Db } from "../../client.ts";

export interface StoredModel extends EntryModel {
  readonly id: string;
  readonly name: string;
  readonly version: bigint;
  readonly author: string;
  readonly updatedAt: Date;
  readonly archivedAt: Date | null;
  /** How many subscriptions follow it and are not stopped. */
  readonly subscriptions: number;
}

/** By name; the archived ones too when asked. */
export async function entryModels(db: Db, { archived = false }: { archived?: boolean } = {}): Promise<StoredModel[]> {
  const query = models(db).orderBy(sql`lower(m.name)`).orderBy("m.id");
  return await withLines(db, await (archived ? query : query.where("m.archived_at", "is", null)).execute());
}

export async function entryModelById(db: Db, id: string): Promise<StoredModel | undefined> {
  return (await withLines(db, await models(db).where("m.id", "=", id).execute()))[0];
}

export async function insertModel(db: Db, model: EntryModel & { id: string; name: string; author: bigint }): Promise<void> {
  const { id, name, journal, label, parameters, author } = model;
  await db
    .insertInto("entry_model")
    .values({ id, name, journal, label, parameters: { named: parameters }, author })
    .execute();
  await insertLines(db, id, model.lines);
}

/** Over the version that was seen; false when it has moved since. */
export async function updateModel(db: Db, model: EntryModel & { id: string; name: string; seen: bigint }): Promise<boolean> {
  const { id, name, journal, label, parameters, seen } = model;
  const row = await db
    .updateTable("entry_model")
    .set({ name, journal, label, parameters: { named: parameters }, version: seen + 1n, updated_at: sql<Date>`clock_timestamp()` })
    .where("id", "=", id)
    .where("version", "=", seen)
    .returning("id")
    .executeTakeFirst();
  if (!row) return false;
  await db.deleteFrom("entry_model_line").where("model_id", "=", id).execute();
  await insertLines(db, id, model.lines);
  return true;
}

export async function markModel(db: Db, id: string, archived: boolean): Promise<boolean> {
  const row = await db
    .updateTable("entry_model")
    .set({ archived_at: archived ? sql<Date>`clock_timestamp()` : null })
    .where("id", "=", id)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** A name is taken once among the models that are not archived. */
export async function modelNameTaken(db: Db, name: string, except: string): Promise<boolean> {
  const row = await db
    .selectFrom("entry_model")
    .select("id")
    .where(sql<string>`lower(name)`, "=", sql<string>`lower(${name})`)
    .where("archived_at", "is", null)
    .where("id", "<>", except)
    .executeTakeFirst();
  return row !== undefined;
}

function models(db: Db) {
  return db
    .selectFrom("entry_model as m")
    .innerJoin("app_user as u", "u.id", "m.author")
    .select(["m.id", "m.name", "m.journal", "m.label", "m.parameters", "m.version", "u.name as author", "m.updated_at as updatedAt"])
    .select("m.archived_at as archivedAt")
    .select((outer) =>
      outer
        .selectFrom("subscription as s")
        .select(({ fn }) => fn.countAll<bigint>().as("count"))
        .whereRef("s.model_id", "=", "m.id")
        .where("s.state", "<>", "stopped")
        .as("subscriptions"),
    );
}

type ModelRow = Omit<StoredModel, "lines" | "parameters" | "subscriptions"> & {
  readonly parameters: unknown;
  readonly subscriptions: bigint | null;
};

async function withLines(db: Db, rows: readonly ModelRow[]): Promise<StoredModel[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const lines = await db
    .selectFrom("entry_model_line")
    .select(["model_id as modelId", "account", "party", "unit", "label", "side", "amount"])
    .where("model_id", "in", ids)
    .orderBy("model_id")
    .orderBy("line")
    .execute();
  const byModel = new Map<string, ModelLine[]>(ids.map((id) => [id, []]));
  for (const { modelId, ...line } of lines) byModel.get(modelId)?.push(line);
  return rows.map(({ parameters, subscriptions, ...row }) => ({
    ...row,
    // Written by `insertModel` and `updateModel` alone.
    parameters: (parameters as { named: readonly ModelParameter[] }).named,
    lines: byModel.get(row.id) ?? [],
    subscriptions: Number(subscriptions ?? 0n),
  }));
}

async function insertLines(db: Db, modelId: string, lines: readonly ModelLine[]): Promise<void> {
  const rows = lines.map(({ account, party, unit, label, side, amount }, index) => ({
    ...{ model_id: modelId, line: index + 1, account, party, unit, label, side, amount },
  }));
  await db.insertInto("entry_model_line").values(rows).execute();
}
