import { parseArgs } from "node:util";
import { ledger } from "./ledger.ts";
import { posting } from "./posting.ts";
import { type Bench, printed } from "./report.ts";
import { seeding } from "./seeding.ts";

/** `npm run bench -- NAME [--json] [--lines N]`: without a name, the names. A machine that is slow fails no bench; a bench that breaks exits 1. */
const benches: readonly Bench[] = [posting, ledger, seeding];

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "boolean", default: false }, lines: { type: "string", default: "1000000" } },
});
const bench = benches.find(({ name }) => name === positionals[0]);
if (!bench) {
  process.stderr.write(`Which bench? ${benches.map(({ name }) => name).join(", ")}\n`);
  process.exitCode = 2;
} else {
  process.stdout.write(`${printed(bench.name, await bench.run({ lines: Number(values.lines) }), values.json)}\n`);
}
