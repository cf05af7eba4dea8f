import { migrate, createOrganisation } from "#db/migrate.ts";
import { accessTo } from "#db/roles.ts";
import { Database } from "#db/client.ts";
import { seedDemo, demoOrganisation } from "#seeds/demo/seed.ts";
const access = accessTo({ host: "127.0.0.1", port: 54400, database: "postgres", user: "postgres" }, "seeds", { migrator: "x", app: "x", reader: "x" });
await migrate(access);
await createOrganisation(access, demoOrganisation);
const database = new Database(access.app);
let t = performance.now();
const t0 = t;
try {
await seedDemo(database, { today: process.argv[2] ?? "2026-09-15", report: (s) => { const n = performance.now(); console.log(`  (${Math.round(n - t)} ms)\n${s}`); t = n; } });
console.log(`  (${Math.round(performance.now() - t)} ms)\ntotal ${Math.round(performance.now() - t0)} ms`);
} finally { await database.close(); }
