import postgres from "postgres";
import type { DatabaseAccess } from "#db/access.ts";
import { Database, type DatabaseOptions, type Organisation } from "#db/client.ts";
import { accessTo, openDatabase } from "#db/roles.ts";
import { type TestServer, templateName } from "./server.ts";

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

/** A database of its own, cloned in a tenth of a second from the migrated template with one empty organisation, or from another. */
export async function cloneTemplate(
  server: TestServer["provided"],
  { template = templateName, ...options }: DatabaseOptions & { readonly template?: string } = {},
): Promise<TestDatabase> {
  const { superuser: target, password, organisation } = server;
  made += 1;
  const name = `test_${process.pid}_${process.env.VITEST_WORKER_ID ?? "0"}_${Date.now()}_${made}`;
  const administrator = connect(target, "postgres");
  // file_copy, for a template is small and a checkpoint costs nothing without fsync.
  await administrator.unsafe(`create database ${name} template ${template} strategy file_copy`);
  await openDatabase(administrator, name);
  const access = accessTo(target, name, { migrator: password, app: password, reader: password });
  const database = new Database(access.app, options);
  const superuser = connect(target, name);
  const close = async () => {
    await Promise.all([database.close(), superuser.end({ timeout: 5 })]);
    await administrator.unsafe(`drop database ${name} with (force)`);
    await administrator.end({ timeout: 5 });
  };
  return { database, access, organisation, superuser, close };
}

export function connect(target: TestServer["provided"]["superuser"], database: string): postgres.Sql {
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
