import { sql } from "kysely";
import type { Dimension } from "#app/domain/cube/dimension.ts";
import type { Measure } from "#app/domain/cube/measure.ts";
import type { CubeQuestion } from "#app/domain/cube/question.ts";
import type { Quantity, Resource } from "#app/domain/quantity.ts";
import type { Db } from "#db/client.ts";

/** A line of the journal or a cell of the plan, with what it can be cut by: read once, whole, by statements that know no measure. */
export interface Fact {
  readonly at: Readonly<Record<Dimension, string | null>>;
  readonly book: "budget" | "general" | "asked" | "decided";
  readonly resource: Resource;
  readonly account: string;
  readonly ending: boolean;
  /** The day of the entry; none for what is planned. */
  readonly on: string | null;
  /** Debit − credit. */
  readonly amount: Quantity;
}

interface Row {
  readonly book: Fact["book"];
  readonly year: number;
  readonly month: string | null;
  readonly unit: string | null;
  readonly nature: string | null;
  readonly activity: string | null;
  readonly resource: Resource;
  readonly account: string;
  readonly movement: string | null;
  readonly ending: boolean;
  readonly on: string | null;
  readonly amount: Quantity;
}

/** Every fact of an organisation whose trees did not change over the years that are read. */
export async function allFacts(db: Db): Promise<Fact[]> {
  const { rows: lines } = await sql<Row>`
    select l.book, l.fiscal_year as year, left(p.last_day::text, 7) as month, l.unit, l.nature, l.activity, l.resource, l.account,
           case when m.origin is null then m.kind else m.origin end as movement, coalesce(m.kind = 'lapse', false) as ending, l.entry_date::text as "on", sum(l.debit - l.credit)::bigint as amount
      from entry_line l
      join period p on (p.fiscal_year, p.period) = (l.fiscal_year, l.period)
      left join movement m on m.id = l.document_id and l.document = 'movement'
     group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11`.execute(db);
  const { rows: asked } = await sql<Row>`
    select 'asked' as book, c.target_year as year, nullif(c.month, 0)::text as month, s.unit, l.nature, l.activity, c.measure as resource,
           '' as account, null as movement, false as ending, null as "on", c.amount
      from plan_cell c
      join plan_line l on l.id = c.line_id
      join request r on r.id = l.request_id
      join sheet s on s.id = l.sheet_id
      join campaign k on k.id = s.campaign
     where k.kind = 'initial' and k.target_year = c.target_year and r.state <> 'draft'`.execute(db);
  const { rows: decided } = await sql<Row>`
    select 'decided' as book, c.target_year as year, nullif(c.month, 0)::text as month, s.unit, l.nature, l.activity, c.measure as resource,
           '' as account, null as movement, false as ending, null as "on", c.amount
      from scenario o
      join standing_decision d on d.scenario_id = o.id
      join decision_cell c on c.decision_id = d.decision_id
      join plan_line l on l.id = c.line_id
      join sheet s on s.id = l.sheet_id
      join campaign k on k.id = o.campaign and k.target_year = c.target_year
     where o.state = 'adopted'`.execute(db);
  const trees = await treesOf(db);
  return [...lines, ...asked, ...decided].map((row) => factOf(row, trees));
}

interface Node {
  readonly code: string;
  readonly parent: string | null;
  readonly level: string;
  readonly title: string | null;
  readonly spendingClass: string | null;
}
type Tree = ReadonlyMap<string, Node>;
interface Trees {
  readonly natures: Tree;
  readonly activities: Tree;
  readonly root: string;
}

async function treesOf(db: Db): Promise<Trees> {
  const { rows: natures } = await sql<Node>`
    select v.code, v.parent, v.level, v.title, n.spending_class as "spendingClass"
      from nature_version v join nature n using (code) where v.superseded_at is null and upper_inf(v.valid)`.execute(db);
  const { rows: activities } = await sql<Node>`
    select code, parent, level, null as title, null as "spendingClass"
      from activity_version where superseded_at is null and upper_inf(valid)`.execute(db);
  const { rows } = await sql<{ code: string }>`
    select code from unit_version where superseded_at is null and parent is null and kind = 'institute'`.execute(db);
  const byCode = (nodes: readonly Node[]) => new Map(nodes.map((node) => [node.code, node]));
  return { natures: byCode(natures), activities: byCode(activities), root: rows[0]?.code ?? "" };
}

function nodeOfLevel(tree: Tree, code: string | null, level: string): string | null {
  for (let node = tree.get(code ?? ""); node; node = tree.get(node.parent ?? "")) if (node.level === level) return node.code;
  return null;
}

function factOf({ book, year, month, unit, nature, activity, movement, resource, account, ending, on, amount }: Row, trees: Trees): Fact {
  const own = trees.natures.get(nature ?? "");
  const planned = book === "asked" || book === "decided";
  const at: Fact["at"] = {
    year: String(year),
    month: planned && month !== null ? `${year}-${month.padStart(2, "0")}` : month,
    unit,
    spendingClass: book === "general" ? null : (own?.spendingClass ?? null),
    title: own?.title ?? null,
    category: nodeOfLevel(trees.natures, nature, "category"),
    nature,
    action: nodeOfLevel(trees.activities, activity, "action"),
    activity,
    movement,
  };
  const place = book === "general" ? account.slice(0, 1) : account;
  return {
    at,
    book,
    resource,
    account: place === "reserve" && unit === trees.root ? "reserve of the programme" : place,
    ending,
    on,
    amount,
  };
}

/** What a measure takes of a fact, said once more and otherwise than the cube says it. */
export function takes(measure: Measure, { book, resource, account, amount }: Fact): Quantity {
  if (book === "asked" || book === "decided") return measure === book ? amount : 0n;
  if (book === "general") {
    if (measure === "expense") return account === "6" ? amount : 0n;
    return measure === "income" && account === "7" ? -amount : 0n;
  }
  const counted = (yes: boolean) => (yes ? amount : 0n);
  switch (measure) {
    case "opened":
      return counted(account !== "voted");
    case "programmeReserve":
      return counted(account === "reserve of the programme");
    case "unallocated":
      return counted(account === "unallocated");
    case "notified":
      return counted(!["voted", "unallocated", "reserve of the programme", "lapsed"].includes(account));
    case "reserve":
      return counted(account === "reserve");
    case "toRelease":
      return counted(account === "notified");
    case "released":
      return counted(!["voted", "unallocated", "reserve of the programme", "reserve", "notified", "lapsed"].includes(account));
    case "available":
      return counted(account === "allotted");
    case "earmarked":
    case "requested":
    case "lapsed":
      return counted(account === measure);
    case "used":
      return counted(account === "consumed" || (resource === "AE" && account === "committed"));
    case "overrun":
      return account === "overrun" ? -amount : 0n;
    default:
      return 0n;
  }
}

/** The answer to a question, everything having been recorded after its day if it has one, by adding up facts one by one: « resource, codes » to the amounts in the order of the measures; nothing where nothing stands. */
export function independentAnswer(facts: readonly Fact[], question: CubeQuestion): Map<string, Quantity[]> {
  const { measures, resources, years, by, where = {}, upTo, lapse = "putBack", asOf } = question;
  const found = new Map<string, Quantity[]>();
  for (const fact of facts) {
    if (!years.includes(Number(fact.at.year)) || !resources.includes(fact.resource)) continue;
    if (upTo !== undefined && fact.at.month !== null && fact.at.month > upTo) continue;
    if (asOf && (asOf.known || fact.on === null || fact.on > asOf.on)) continue;
    if (fact.ending && lapse === "putBack") continue;
    const cut = Object.entries(where) as [Dimension, readonly string[]][];
    if (!cut.every(([dimension, codes]) => codes.includes(fact.at[dimension] ?? "\u0000"))) continue;
    const key = JSON.stringify([fact.resource, ...by.map((dimension) => fact.at[dimension])]);
    const amounts = found.get(key) ?? measures.map(() => 0n);
    found.set(
      key,
      amounts.map((amount, index) => amount + takes(measures[index] as Measure, fact)),
    );
  }
  return new Map([...found].filter(([, amounts]) => amounts.some((amount) => amount !== 0n)));
}
