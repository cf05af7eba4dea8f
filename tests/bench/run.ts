import { parseArgs } from "node:util";
import { arbitration } from "./arbitration.ts";
import { dashboards } from "./dashboards.ts";
import { execution } from "./execution.ts";
import { forecast } from "./forecast.ts";
import { landing } from "./landing.ts";
import { ledger } from "./ledger.ts";
import { posting } from "./posting.ts";
import { type Bench, type BenchResult, printed, printedLine } from "./report.ts";
import { seeding } from "./seeding.ts";
import { trace } from "./trace.ts";
import { workload } from "./workload.ts";

/** `npm run bench -- NAME [--json] [--lines N] [--part PART]`: without a name, the names. A machine that is slow fails no bench; a bench that breaks exits 1. */
const benches: readonly Bench[] = [posting, ledger, forecast, arbitration, execution, dashboards, landing, trace, workload, seeding];

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "boolean", default: false }, lines: { type: "string", default: "1000000" }, part: { type: "string" } },
});
const bench = benches.find(({ name }) => name === positionals[0]);
if (!bench) {
  refuse(`Which bench? ${benches.map(({ name }) => name).join(", ")}`);
} else if (values.part !== undefined && !bench.parts?.includes(values.part)) {
  refuse(`Which part of ${bench.name}? ${bench.parts?.join(", ") ?? "it has none"}`);
} else {
  const results: BenchResult[] = [];
  for await (const result of bench.run({ lines: Number(values.lines), part: values.part })) {
    results.push(result);
    process.stderr.write(`${printedLine(result)}\n`);
  }
  process.stdout.write(`${printed(bench.name, results, values.json)}\n`);
}

function refuse(words: string): void {
  process.stderr.write(`${words}\n`);
  process.exitCode = 2;
}
