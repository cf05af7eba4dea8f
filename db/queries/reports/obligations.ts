import { sql } from "kysely";
import type { PlanMeasure } from "#app/domain/cube/measure.ts";
import type { Obligation } from "#app/domain/forecast/request-state.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import { amount, line, saidAmount, sentence, table, text, whole, word } from "#app/domain/reports/compose.ts";
import type { ReportPart } from "#app/domain/reports/report.ts";
import { plannedConditions } from "../cube/cube.ts";
import { planSource } from "../cube/plan-source.ts";
import { codesOf, type ReportFrame } from "./frame.ts";

const obligations = ["obligatory", "inescapable", "discretionary"] as const satisfies readonly Obligation[];
const listed = 20;

interface ObligedRequest {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly unit: string;
  readonly obligation: Obligation;
  readonly asked: Record<"AE" | "CP", Quantity>;
  readonly decided: Record<"AE" | "CP", Quantity>;
}

/** What the requests of the year said of themselves: due by law or contract, not to be avoided, or chosen; what was asked and decided of each, title 2 apart. */
export async function obligationParts(frame: ReportFrame): Promise<ReportPart> {
  const requests = await obligedRequests(frame);
  if (requests.length === 0) return { name: "inescapable", blocks: [sentence("noObliged")] };
  const shown = (["asked", "decided"] as const).flatMap((measure) =>
    (["AE", "CP"] as const).map((resource) => [measure, resource] as const),
  );
  const cells = (own: readonly ObligedRequest[]) => shown.map(([measure, resource]) => sum(own.map((each) => each[measure][resource])));
  const columns = shown.map(([measure, resource]) => amount(measure, resource));
  const of = (obligation: Obligation) => requests.filter((own) => own.obligation === obligation);
  const obliged = requests.filter(({ obligation }) => obligation !== "discretionary");
  const largest = [...obliged]
    .sort((one, other) => (one.decided.CP === other.decided.CP ? one.number - other.number : one.decided.CP < other.decided.CP ? 1 : -1))
    .slice(0, listed);
  const labels = new Map(frame.units.map(({ code, label }) => [code, label]));
  const decided = (own: readonly ObligedRequest[]) => sum(own.map((each) => each.decided.CP));
  return {
    name: "inescapable",
    blocks: [
      obliged.length === 0
        ? sentence("noneObliged", { requests: { kind: "count", count: BigInt(requests.length) } })
        : sentence("obligedSum", {
            amount: saidAmount(decided(obliged), "CP"),
            rate: { kind: "rate", part: decided(obliged), whole: decided(requests) },
          }),
      table(
        "obligations",
        [word("obligation"), { name: "requests", kind: "count" }, ...columns],
        [
          ...obligations.map((obligation) => line(obligation, [obligation, BigInt(of(obligation).length), ...cells(of(obligation))])),
          whole([null, BigInt(requests.length), ...cells(requests)]),
        ],
      ),
      ...(largest.length === 0
        ? []
        : [
            table(
              "obliged",
              [text("object"), text("unit"), word("obligation"), ...columns],
              largest.map((own) => line(own.id, [own.title, labels.get(own.unit) ?? own.unit, own.obligation, ...cells([own])])),
            ),
          ]),
    ],
  };
}

async function obligedRequests({ db, year, units }: ReportFrame): Promise<ObligedRequest[]> {
  const where = { unit: codesOf(units), spendingClass: ["nonPersonnel"] };
  const question = { resources: ["AE", "CP"], years: [year], by: ["unit"], where } as const;
  const found = new Map<string, ObligedRequest>();
  for (const measure of ["asked", "decided"] as const satisfies readonly PlanMeasure[]) {
    const { rows } = await sql<Omit<ObligedRequest, "asked" | "decided"> & { resource: "AE" | "CP"; amount: Quantity }>`
      select q.id, q.number, q.title, f.unit, q.obligation, f.resource, sum(f.amount)::bigint as amount
        from (${planSource({ ...question, measures: [measure] }, measure)}) f join request q on q.id = f.request_id
       where ${plannedConditions(question)}
       group by q.id, f.unit, f.resource order by q.number, q.id`.execute(db);
    for (const { resource, amount: part, ...request } of rows) {
      const own = found.get(request.id) ?? { ...request, asked: { AE: 0n, CP: 0n }, decided: { AE: 0n, CP: 0n } };
      own[measure][resource] += part;
      found.set(request.id, own);
    }
  }
  return [...found.values()];
}
