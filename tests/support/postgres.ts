import postgres from "postgres";
import { inject } from "vitest";
import type { DatabaseAccess } from "#db/access.ts";
import { Database, type DatabaseOptions, type Organisation } from "#db/client.ts";
import { accessTo, openDatabase } from "#db/roles.ts";

export interface TestDatabase {
  /** As the application sees it: the role without any right to define. */
  readonly database: Database;
  readonly access: DatabaseAccess;
  readonly organisation: Organisation;
  /** The superuser's way in, for tests that play the intruder or end connections. */
  readonly superuser: postgres.Sql;
  close(): Promise<void>;
}

let made = 0;

/** A migrated database of its own with one empty organisation, cloned from the template in some tens of milliseconds. */
export async function testDatabase(options: DatabaseOptions = {}): Promise<TestDatabase> {
  const { superuser: target, password, organisation } = inject("postgres");
  made += 1;
  const name = `test_${process.pid}_${process.env.VITEST_WORKER_ID ?? "0"}_${Date.now()}_${made}`;
  const server = connect(target, "postgres");
  // file_copy, for the template is small and a checkpoint costs nothing without fsync.
  await server.unsafe(`create database ${name} template enveloppe_template strategy file_copy`);
  await openDatabase(server, name);
  const access = accessTo(target, name, { migrator: password, app: password, reader: password });
  const database = new Database(access.app, options);
  const superuser = connect(target, name);
  const close = async () => {
    await Promise.all([database.close(), superuser.end({ timeout: 5 })]);
    await server.unsafe(`drop database ${name} with (force)`);
    await server.end({ timeout: 5 });
  };
  return { database, access, organisation, superuser, close };
}

function connect(target: ReturnType<typeof inject<"postgres">>["superuser"], database: string): postgres.Sql {
  return postgres({
    host: target.host ?? "127.0.0.1",
    port: target.port,
    database,
    username: target.user,
    password: target.password ?? "",
    max: 1,
    onnotice: () => undefined,
  });
}
