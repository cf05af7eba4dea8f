import { yearOf } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { makingsOf } from "#app/domain/trace/chain-measure.ts";
import type { ChainKey } from "#app/domain/trace/trace-key.ts";
import { chainTrace } from "#app/domain/trace/trace-of.ts";
import { waysDownOf } from "#app/domain/trace/ways-down.ts";
import type { VisibleUnit } from "#db/queries/access.ts";
import { exercise } from "#db/queries/execution-reference.ts";
import { type ChainFigure, type ChainPart, chainNumber, chainParts, chainTotal } from "#db/queries/trace/chain.ts";
import { commitmentAddress, paymentRequestAddress } from "../units/addresses.ts";
import { pageSize, type StoryPart, type ToldParts } from "./load-parts.ts";
import type { StoryScene } from "./story-scene.ts";

/** A figure that commitments tell, with its parts. */
export interface ToldChain extends ToldParts {
  /** The number of the commitment that it is of; null: of several. */
  readonly document: string | null;
  /** Commitments, or the documents of one. */
  readonly count: number;
}

/** Undefined where it is of a commitment of which the reader sees no line. */
export async function loadChain(scene: StoryScene, key: ChainKey, units: readonly VisibleUnit[]): Promise<ToldChain | undefined> {
  const { db } = scene;
  const figure = await figureOf(
    scene,
    key,
    units.map(({ code }) => code),
  );
  const number = figure.commitment === undefined ? null : await chainNumber(db, figure.commitment, figure.units);
  if (number === undefined) return undefined;
  const ways = waysDownOf(key, units.length > 1);
  const { amount, count } = await chainTotal(db, figure);
  const asked = ways.find((way) => way === key.by);
  const page = asked ? (key.page ?? 1) : 1;
  for (const way of asked ? [asked] : ways) {
    const found = await foundBy(scene, key, { figure, units, way, page });
    if (!asked && found.count <= 1 && way !== ways.at(-1)) continue;
    const shown = found.parts.reduce((total, part) => total + part.amount, 0n);
    return {
      ...{ amount, count, document: number, by: way, ways, page, parts: found.parts, personnel: 0n },
      others: { count: found.count - found.parts.length, amount: amount - shown },
      more: page * pageSize < found.count,
    };
  }
  throw new Error("A figure has a way down.");
}

/** On the day that it names, else today; what falls due is asked of the exercise of that day, of the next one once it is over. */
async function figureOf({ db, today }: StoryScene, key: ChainKey, units: readonly string[]): Promise<ChainFigure> {
  const { measure, asOf, since, exercise: committedIn, document, dueIn, dueFrom, year } = key;
  const on = asOf?.on ?? today;
  const days = await exercise(db, yearOf(on));
  const from = on === days?.lastDay ? yearOf(on) + 1 : yearOf(on);
  const due = { year: dueFrom ?? dueIn ?? year, onward: dueFrom !== undefined, from };
  return { measure, units, on, since, exercise: committedIn, commitment: document?.id, due };
}

interface Asked {
  readonly figure: ChainFigure;
  readonly units: readonly VisibleUnit[];
  readonly way: ToldParts["by"];
  readonly page: number;
}

async function foundBy(
  scene: StoryScene,
  key: ChainKey,
  { figure, units, way, page }: Asked,
): Promise<{ readonly parts: readonly StoryPart[]; readonly count: number }> {
  if (way === "step" || way === "standing") {
    const parts = page === 1 ? await makings(scene, key, figure, way) : [];
    return { parts, count: makingsOf[key.measure]?.[way]?.length ?? 0 };
  }
  if (way !== "unit" && way !== "exercise" && way !== "document") throw new Error(`No commitment is told by ${way}.`);
  const asked = { limit: pageSize, offset: (page - 1) * pageSize };
  const found = await chainParts(scene.db, figure, way, asked);
  const count =
    found.parts.length > 0 || page === 1 ? found.count : (await chainParts(scene.db, figure, way, { limit: 1, offset: 0 })).count;
  const labels = new Map(units.map(({ code, label }) => [code, label]));
  return { count, parts: found.parts.map((part) => partOf(key, way, part, labels)) };
}

function partOf(
  key: ChainKey,
  way: "unit" | "exercise" | "document",
  { code, kind, id, amount, number, label, who, on }: ChainPart,
  labels: ReadonlyMap<string, string>,
): StoryPart {
  const place = placeOf(key);
  const plain = { key: code, name: code, label: null, amount, to: null };
  if (way === "unit") {
    const trace = chainTrace(key.measure, { ...place, scope: { kind: "alone", unit: code } });
    return { ...plain, label: labels.get(code) ?? null, trace };
  }
  if (way === "exercise") return { ...plain, trace: chainTrace(key.measure, { ...place, exercise: Number(code) }) };
  const told = { ...plain, name: kind, label: number, about: label === "" ? null : label, who, on };
  if (key.document) return { ...told, trace: null, to: documentAddress(key, kind, id) };
  return { ...told, trace: chainTrace(key.measure, { ...place, commitment: id }), to: commitmentAddress(key.year, id) };
}

/** The page where a document of a chain is read. */
function documentAddress({ year, document }: ChainKey, kind: string, id: string): string {
  return kind === "paymentRequest" || kind === "payment" ? paymentRequestAddress(year, id) : commitmentAddress(year, document?.id ?? id);
}

/** The figures that it is made of, each with its sign and a story of its own. */
async function makings({ db }: StoryScene, key: ChainKey, figure: ChainFigure, way: "step" | "standing"): Promise<StoryPart[]> {
  const made = makingsOf[key.measure]?.[way] ?? [];
  const parts: StoryPart[] = [];
  for (const [measure, sign] of made) {
    const { amount } = await chainTotal(db, { ...figure, measure });
    const signed: Quantity = amount * BigInt(sign);
    parts.push({ key: measure, name: measure, label: null, amount: signed, trace: chainTrace(measure, placeOf(key)), to: null });
  }
  return parts.filter(({ amount }) => amount !== 0n);
}

function placeOf({ scope, year, since, exercise: committedIn, dueIn, dueFrom, asOf, document }: ChainKey) {
  return { scope, year, since, exercise: committedIn, dueIn, dueFrom, on: asOf?.on, commitment: document?.id };
}
