import { notePeopleRead } from "#app/commands/note-people-read.ts";
import { addDays } from "#app/domain/month.ts";
import { type Move, movesOf } from "#app/domain/workforce/moves.ts";
import { guard } from "#app/http/guard.ts";
import type { LoaderScene } from "#app/http/scene.ts";
import { searchOf } from "#app/http/search.ts";
import { amountColumn, type TableColumn, type TableFile, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { formatterFor } from "#app/ui/format/formatter.ts";
import { type ContractLine, contractLines, peopleLines } from "#db/queries/workforce/contract.ts";
import { movingContracts } from "#db/queries/workforce/span.ts";
import { scopedUnit, unitsInScope } from "../../units/scope.ts";
import { dayOf } from "../day.ts";

const peopleLists = ["present", "contracts", "moves"] as const;

/** More than any organisation has people. */
const all = 1_000_000;

type List = Pick<TableFile, "fileName" | "title" | "facts" | "columns"> & {
  readonly rows: TableFile["rows"] & { readonly length: number };
};

/** Who is there, the contracts of the year, or who came and left in it, by name: for those who may see names, and written in the audit. */
export const loader = guard.loader({ capability: "workforce.people" }, async (scene) => {
  const { url, locale, services, organisation, person } = scene;
  const units = await unitsInScope(scene, "workforce.people");
  const unit = scopedUnit(url, units);
  const asked = url.searchParams.get("list");
  const name = peopleLists.find((own) => own === asked) ?? "present";
  const list = await lists[name](
    scene,
    units.map(({ code }) => code),
  );
  await notePeopleRead(services.database, organisation, person, { kind: "people", id: unit ?? "", shown: list.rows.length });
  const words = translatorFor(locale, "workforce");
  const facts = unit === null ? list.facts : [...list.facts, [words("columns.unit"), unit] as const];
  return await tableFileResponse(scene, { ...list, locale, facts, orientation: "landscape" });
});

const lists: Readonly<Record<(typeof peopleLists)[number], (scene: LoaderScene, units: readonly string[]) => Promise<List>>> = {
  present: async (scene, units) => {
    const { words, columns, format } = saying(scene);
    const on = await dayOf(scene);
    const people = await peopleLines(scene.db, { units, on, query: searchOf(scene.url).query, limit: all });
    return {
      ...{ fileName: `${words("lists.presentFile")}-${on}`, title: words("people.title"), facts: [[words("lists.on"), format.day(on)]] },
      columns: columns("number", "name", "unit", "category", "post", "ratio", "firstDay", "lastDay"),
      rows: people.map((own) => [own.number, own.name, own.unit, own.category, own.post, Number(own.ratio), own.firstDay, own.lastDay]),
    };
  },
  contracts: async (scene, units) => {
    const { words, columns } = saying(scene);
    const { db, year } = scene;
    const contracts = await contractLines(db, { units, from: `${year}-01-01`, to: `${year}-12-31` });
    return {
      ...{ fileName: `${words("lists.contractsFile")}-${year}`, title: words("lists.contractsTitle", { year: String(year) }), facts: [] },
      columns: columns("number", "name", "unit", "activity", "category", "post", "profile", "ratio", "firstDay", "lastDay"),
      rows: contracts.map((own) => [
        ...[own.number, own.name, own.unit, own.activity, own.category, own.post, own.profile],
        ...[Number(own.ratio), own.firstDay, own.lastDay],
      ]),
    };
  },
  moves: async (scene, units) => {
    const { words, columns } = saying(scene);
    const { db, year, locale } = scene;
    const [from, to] = [`${year}-01-01`, `${year}-12-31`];
    const inSight = new Set(units);
    const moves = movesOf(await movingContracts(db, { units, from, to }), { from, to, seen: ({ unit }) => inSight.has(unit) });
    const held = await contractLines(db, { units, from: addDays(from, -1), to });
    return {
      ...{ fileName: `${words("lists.movesFile")}-${year}`, title: words("lists.movesTitle", { year: String(year) }), facts: [] },
      columns: [
        { key: "on", head: words("lists.on"), kind: "day" },
        { key: "kind", head: words("lists.move"), kind: "text" },
        ...columns("number", "name", "unit", "category"),
        amountColumn(locale, { key: "fte", head: words("lists.fte"), resource: "ETPT" }),
      ],
      rows: moves.map((move) => {
        const own = contractOf(move, held);
        // Twelve months of that presence: what lists of full-time equivalents show.
        return [
          move.on,
          words(`lists.kinds.${move.kind}`),
          own?.number ?? "",
          own?.name ?? "",
          own?.unit ?? "",
          own?.category ?? "",
          move.fte * 12n,
        ];
      }),
    };
  },
};

/** The contract that a move begins, else the one that it ends. */
function contractOf({ person, on }: Move, held: readonly ContractLine[]): ContractLine | undefined {
  const own = held.filter(({ personId }) => personId === person);
  const eve = addDays(on, -1);
  return own.find(({ firstDay }) => firstDay === on) ?? own.find(({ lastDay }) => lastDay === eve);
}

function saying({ locale }: LoaderScene) {
  const words = translatorFor(locale, "workforce");
  const kinds = { ratio: "number", firstDay: "day", lastDay: "day" } as const;
  const heads = ["number", "name", "unit", "activity", "category", "post", "profile", "ratio", "firstDay", "lastDay"] as const;
  const columns = (...keys: readonly (typeof heads)[number][]) =>
    keys.map((key): TableColumn => {
      const head = words(`columns.${key}`);
      return { key, head: key === "ratio" ? `${head} (%)` : head, kind: key in kinds ? kinds[key as keyof typeof kinds] : "text" };
    });
  return { words, columns, format: formatterFor(locale, translatorFor(locale, "units")) };
}
