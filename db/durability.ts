import type { ConnectionTarget } from "./access.ts";
import { openPool } from "./client.ts";

/** Settings without which a committed entry may be lost with the power. */
const wanted: Readonly<Record<string, readonly string[]>> = {
  fsync: ["on"],
  full_page_writes: ["on"],
  synchronous_commit: ["on", "local", "remote_write", "remote_apply"],
};

/** One sentence for each setting of this server that makes it forget what it acknowledged. */
export async function durabilityFaults(target: ConnectionTarget): Promise<string[]> {
  const pool = openPool(target, { connections: 1 });
  try {
    const rows = await pool<{ name: string; setting: string }[]>`
      select name, setting from pg_settings where name in ${pool(Object.keys(wanted))}`;
    return rows
      .filter(({ name, setting }) => wanted[name]?.includes(setting) !== true)
      .map(({ name, setting }) => `PostgreSQL runs with ${name} = ${setting}: committed entries could be lost. Set it to on.`);
  } finally {
    await pool.end({ timeout: 5 });
  }
}
