import type { AsOf } from "../as-of.ts";
import { type Dimension, dimensions } from "../cube/dimension.ts";
import { isPlanned, journalMeasures, type Measure, partsOf, planMeasures } from "../cube/measure.ts";
import { type Day, isDay, isMonth, type Month } from "../month.ts";
import { type BudgetResource, budgetResources, type Resource, resources } from "../quantity.ts";
import { accept, type Result, refuse } from "../result.ts";
import { type ChainMeasure, chainMeasures, chainResource, isChain } from "./chain-measure.ts";

export const tracedMeasures = [...planMeasures, ...journalMeasures, "landing", ...chainMeasures] as const;
export type TracedMeasure = Measure | "landing" | ChainMeasure;

/** Over which units: those that the reader sees (of one kind), a unit with those below it, or a unit alone. */
export type Scope =
  | { readonly kind: "all" }
  | { readonly kind: "group"; readonly group: UnitGroup }
  | { readonly kind: "below"; readonly unit: string }
  | { readonly kind: "alone"; readonly unit: string };
export const unitGroups = ["regional", "central"] as const;
export type UnitGroup = (typeof unitGroups)[number];

/** What a figure may be cut by besides its units and its year. */
export const cutDimensions = dimensions.filter((each): each is CutDimension => each !== "year" && each !== "unit");
export type CutDimension = Exclude<Dimension, "year" | "unit">;

export function isCut(way: string): way is CutDimension {
  return (cutDimensions as readonly string[]).includes(way);
}

/**
 * How the parts of a figure are told: by what the cube is cut by, by what a landing is made of, by document, and within one by entry; what
 * commitments tell, by the exercise of their AE, by how it came about, and by how far it has come.
 */
export const waysDown = ["unit", ...cutDimensions, "making", "exercise", "step", "standing", "document", "entry"] as const;
export type WayDown = (typeof waysDown)[number];

/** A document of the journal, or a request of the plan. */
export interface TracedDocument {
  readonly kind: string;
  readonly id: string;
}

/** One figure: what is measured, where, and when; and how its parts are told. */
export interface TraceKey {
  readonly measure: TracedMeasure;
  readonly resource: Resource;
  readonly scope: Scope;
  readonly year: number;
  readonly cut?: Readonly<Partial<Record<CutDimension, string | undefined>>> | undefined;
  /** Only the months up to this one; of a landing, the last month that is over. */
  readonly upTo?: Month | undefined;
  readonly asOf?: AsOf | undefined;
  readonly document?: TracedDocument | undefined;
  /** Of what commitments tell: only the documents from this day on; only the commitments of this exercise. */
  readonly since?: Day | undefined;
  readonly exercise?: number | undefined;
  /** Of what falls due: in which year, or from which year on; in the one that is told unless said. */
  readonly dueIn?: number | undefined;
  readonly dueFrom?: number | undefined;
  readonly by?: WayDown | undefined;
  /** From 1, the largest parts first. */
  readonly page?: number | undefined;
}

/** A figure of the cube, or a landing. */
export type CubeKey = TraceKey & { readonly measure: Measure | "landing" };
/** A figure that commitments tell. */
export type ChainKey = TraceKey & { readonly measure: ChainMeasure };

export function isChainKey(key: TraceKey): key is ChainKey {
  return isChain(key.measure);
}
export function isCubeKey(key: TraceKey): key is CubeKey {
  return !isChain(key.measure);
}

export interface TraceFault {
  readonly kind: "measure" | "scope" | "year" | "facet";
  /** What was read there. */
  readonly text: string;
}

/** The measures that are said by their resource alone: what was used of it. */
const short: Readonly<Record<BudgetResource, string>> = { AE: "ae", CP: "cp", ETPT: "etpt", DAY: "days" };
const codes: Readonly<Record<Resource, string>> = { ...short, EUR: "eur" };
/** What the longest key takes, each of its codes written in an address. */
const longest = 3000;

/**
 * A key as it stands in an address: « cp:DR44:2026 » (CP paid by DR44 and the units below it in 2026), « notified.ae:.DR44:2026:nature=31 »
 * (DR44 alone), « landing.cp:*:2026:upTo=2026-05 » (everything that the reader sees), « due.cp:DR44:2026:on=2026-06-15:dueIn=2027 » (what
 * the commitments of that day give DR44 to pay in 2027).
 */
export function printTrace({
  measure,
  resource,
  scope,
  year,
  cut = {},
  upTo,
  asOf,
  document,
  since,
  exercise,
  dueIn,
  dueFrom,
  by,
  page,
}: TraceKey): string {
  const facets: [string, string][] = cutDimensions.flatMap((each): [string, string][] => {
    const code = cut[each];
    return code === undefined ? [] : [[each, code]];
  });
  if (upTo !== undefined) facets.push(["upTo", upTo]);
  if (asOf) facets.push([asOf.known ? "known" : "on", asOf.on]);
  if (document) facets.push(["document", `${document.kind}.${document.id}`]);
  if (since !== undefined) facets.push(["since", since]);
  if (exercise !== undefined) facets.push(["exercise", String(exercise)]);
  if (dueIn !== undefined) facets.push(["dueIn", String(dueIn)]);
  if (dueFrom !== undefined) facets.push(["dueFrom", String(dueFrom)]);
  if (by) facets.push(["by", by]);
  if (page !== undefined && page > 1) facets.push(["page", String(page)]);
  const head = measure === "used" && resource !== "EUR" ? short[resource] : `${measure}.${codes[resource]}`;
  return [head, printScope(scope), String(year), ...facets.map(([name, value]) => `${name}=${encodeURIComponent(value)}`)].join(":");
}

function printScope(scope: Scope): string {
  if (scope.kind === "all") return "*";
  if (scope.kind === "group") return `*${scope.group}`;
  return `${scope.kind === "alone" ? "." : ""}${encodeURIComponent(scope.unit)}`;
}

/** The key that a text says; else the first part of it that says nothing. */
export function parseTrace(text: string): Result<TraceKey, TraceFault> {
  // Cut short, it might name another figure.
  if (text.length > longest) return refuse({ kind: "facet", text: `${text.slice(0, 40)}…` });
  const [head = "", scopeText = "", yearText = "", ...facets] = text.split(":");
  const measured = measuredIn(head);
  if (!measured) return refuse({ kind: "measure", text: head });
  const scope = scopeIn(scopeText);
  if (!scope) return refuse({ kind: "scope", text: scopeText });
  if (!isYear(yearText)) return refuse({ kind: "year", text: yearText });
  let key: TraceKey = { ...measured, scope, year: Number(yearText) };
  for (const facet of facets) {
    const next = withFacet(key, facet);
    if (!next) return refuse({ kind: "facet", text: facet });
    key = next;
  }
  return accept(key);
}

function measuredIn(head: string): Pick<TraceKey, "measure" | "resource"> | undefined {
  const used = budgetResources.find((each) => short[each] === head);
  if (used) return { measure: "used", resource: used };
  const [name, code] = head.split(".");
  const measure = tracedMeasures.find((each) => each === name);
  const resource = resources.find((each) => codes[each] === code);
  if (!measure || !resource) return undefined;
  return stands(measure, resource) ? { measure, resource } : undefined;
}

function stands(measure: TracedMeasure, resource: Resource): boolean {
  if (isChain(measure)) return resource === chainResource(measure);
  if (measure === "landing") return resource !== "EUR" && resource !== "DAY";
  return isPlanned(measure) ? resource !== "EUR" : partsOf(measure, resource).places.length > 0;
}

function scopeIn(text: string): Scope | undefined {
  if (text === "*") return { kind: "all" };
  const group = unitGroups.find((each) => text === `*${each}`);
  if (group) return { kind: "group", group };
  const alone = text.startsWith(".");
  const unit = decoded(alone ? text.slice(1) : text);
  return unit === undefined || !isCode(unit) ? undefined : { kind: alone ? "alone" : "below", unit };
}

/** What an address may say of a figure that commitments tell, and what of the others. */
const chainFacets: readonly string[] = ["on", "since", "exercise", "dueIn", "dueFrom", "document", "by", "page"];
const cubeFacets: readonly string[] = [...cutDimensions, "upTo", "on", "known", "document", "by", "page"];

function withFacet(key: TraceKey, facet: string): TraceKey | undefined {
  const at = facet.indexOf("=");
  const name = facet.slice(0, at);
  const value = at < 1 ? undefined : decoded(facet.slice(at + 1));
  if (value === undefined || !(isChainKey(key) ? chainFacets : cubeFacets).includes(name)) return undefined;
  const cut = cutDimensions.find((each) => each === name);
  if (cut) return isCode(value) && (cut !== "month" || isMonth(value)) ? { ...key, cut: { ...key.cut, [cut]: value } } : undefined;
  switch (name) {
    case "upTo":
      return isMonth(value) ? { ...key, upTo: value } : undefined;
    case "on":
    case "known":
      return isDay(value) ? { ...key, asOf: { on: value, known: name === "known" } } : undefined;
    case "document": {
      const [kind = "", id = ""] = value.split(".");
      if (isChainKey(key) && kind !== "commitment") return undefined;
      return /^[a-zA-Z]{1,30}$/.test(kind) && /^[0-9a-f-]{1,36}$/.test(id) ? { ...key, document: { kind, id } } : undefined;
    }
    case "since":
      return isDay(value) && key.measure !== "due" ? { ...key, since: value } : undefined;
    case "exercise":
      return isYear(value) ? { ...key, exercise: Number(value) } : undefined;
    case "dueIn":
      return isYear(value) && key.measure === "due" && key.dueFrom === undefined ? { ...key, dueIn: Number(value) } : undefined;
    case "dueFrom":
      return isYear(value) && key.measure === "due" && key.dueIn === undefined ? { ...key, dueFrom: Number(value) } : undefined;
    case "by": {
      const by = waysDown.find((each) => each === value);
      return by && { ...key, by };
    }
    case "page":
      if (!/^[1-9]\d{0,5}$/.test(value)) return undefined;
      return value === "1" ? key : { ...key, page: Number(value) };
    default:
      return undefined;
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text).normalize("NFC");
  } catch {
    return undefined;
  }
}

function isYear(text: string): boolean {
  return /^[1-9]\d{3}$/.test(text);
}

function isCode(text: string): boolean {
  return text.length > 0 && text.length <= 40 && !/\p{C}/u.test(text);
}
