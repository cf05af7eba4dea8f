import { grouped } from "#app/domain/grouped.ts";
import { monthOfYear } from "#app/domain/month.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import { flowOf, type Move, type MoveKind, movesOf, schemeOfMoves } from "#app/domain/workforce/moves.ts";
import { staffOutlook } from "#app/domain/workforce/outlook.ts";
import { fteOn, headsOn, monthsOf } from "#app/domain/workforce/span.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import type { VisibleUnit } from "#db/queries/access.ts";
import { vacancies } from "#db/queries/workforce/post.ts";
import { conventionOf, staffCategories } from "#db/queries/workforce/settings.ts";
import { movingContracts, type StaffSpan, staffSpans } from "#db/queries/workforce/span.ts";
import { dataProcessingRows } from "../data-processing.ts";
import { dayOf } from "../day.ts";
import { type Booked, readBook } from "./read-book.ts";

/** What a year's staff is in the units that are looked at: present, consumed, to come, against the ceiling. */
export async function loadOverview(scene: LoaderScene, shown: readonly VisibleUnit[]) {
  const { db, year } = scene;
  const units = shown.map(({ code }) => code);
  const [from, to] = [`${year}-01-01`, `${year}-12-31`];
  const day = await dayOf(scene);
  const convention = await conventionOf(db, year);
  const categories = await staffCategories(db);
  const spans = await staffSpans(db, { units, from, to });
  const months = Array.from({ length: 12 }, (_, index) => monthOfYear(year, index + 1));
  const book = await readBook(scene, units, months);
  const outlookOf = ({ posted, ceiling }: Booked, own: readonly StaffSpan[]) =>
    staffOutlook(posted, monthsOf(own, year, convention), ceiling);
  const byUnit = grouped(spans, ({ unit }) => unit);
  const present = (own: readonly StaffSpan[]) => ({ heads: headsOn(own, day), fte: fteOn(own, day) });
  const moving = await movingContracts(db, { units, from, to });
  const inSight = new Set(units);
  const moves = movesOf(moving, { from, to, seen: ({ unit }) => inSight.has(unit) });
  const natures = [...grouped(categories, ({ nature }) => nature)];
  return {
    ...{ day, convention, months, ...present(spans), outlook: outlookOf(book.whole, spans) },
    known: spans.length > 0,
    natures: natures.map(([nature, own]) => {
      const codes = own.map(({ code }) => code);
      const ofNature = spans.filter(({ category }) => codes.includes(category));
      return {
        nature,
        categories: own.map(({ label }) => label),
        ...present(ofNature),
        ...outlookOf(book.ofNature(nature), ofNature),
      };
    }),
    categories: categories.map(({ code, label }) => {
      const own = spans.filter(({ category }) => category === code);
      return { code, label, ...present(own), etpt: sum(monthsOf(own, year, convention)) };
    }),
    units: shown
      .map(({ code, label, depth }) => {
        const own = byUnit.get(code) ?? [];
        return { code, label, depth, ...present(own), ...outlookOf(book.ofUnit(code), own) };
      })
      .filter(({ heads, landing, ceiling }) => heads > 0 || landing !== 0n || ceiling !== 0n),
    dataProcessing: scene.mayDo("workforce.people") ? dataProcessingRows(scene, shown, spans, day, convention) : null,
    flows: months.map((month) => flowsOf(moves.filter(({ on }) => on.startsWith(month)))),
    scheme: schemeOf(moves),
    vacancies: await vacancies(db, units, day),
  };
}

/** What comes and what leaves, in hundredths of a full-time equivalent, both ≥ 0; changes of working time on their side. */
function flowsOf(moves: readonly Move[]): Readonly<Record<"entry" | "transferIn" | "exit" | "transferOut" | "ratio", Quantity>> {
  const of = (kind: MoveKind) => sum(moves.filter((own) => own.kind === kind).map(({ fte }) => fte));
  return { entry: of("entry"), transferIn: of("transferIn"), exit: -of("exit"), transferOut: -of("transferOut"), ratio: of("ratio") };
}

function schemeOf(moves: readonly Move[]) {
  const kinds = (...own: readonly MoveKind[]) => moves.filter(({ kind }) => own.includes(kind));
  const [entries, exits] = [kinds("entry"), kinds("exit")];
  return {
    entries: flowOf(entries) ?? null,
    exits: flowOf(exits) ?? null,
    own: schemeOfMoves([...entries, ...exits]),
    others: schemeOfMoves(kinds("transferIn", "transferOut", "ratio")),
  };
}

export type Overview = Awaited<ReturnType<typeof loadOverview>>;
