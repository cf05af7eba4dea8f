import {
  BookOpenText,
  Building2,
  CalendarClock,
  ChartNoAxesCombined,
  ClipboardList,
  FileStack,
  History,
  House,
  ListTree,
  type LucideIcon,
  Megaphone,
  PencilRuler,
  Scale,
  Send,
  Users,
} from "lucide-react";
import type { Capability } from "#app/domain/access.ts";

/** A place of the navigation: its word (`shell.items.…`), its address below the exercise, and what one must be able to do to see it. */
export interface Place {
  readonly key:
    | "home"
    | "campaigns"
    | "forecast"
    | "arbitration"
    | "allotment"
    | "execution"
    | "review"
    | "workforce"
    | "ledger"
    | "works"
    | "reports"
    | "units"
    | "statementMapping"
    | "reopeningTerm";
  readonly path: string;
  readonly capability: Capability | "signed-in";
  /** Who can do this meets the place on the way there. */
  readonly unless?: Capability;
  readonly icon: LucideIcon;
}

/** The cycle, in its order. A place is listed when its pages exist. */
export const cyclePlaces: readonly Place[] = [
  { key: "home", path: "home", capability: "signed-in", icon: House },
  { key: "campaigns", path: "campaigns", capability: "planning.read", icon: Megaphone },
  { key: "forecast", path: "forecast", capability: "planning.read", icon: PencilRuler },
  { key: "arbitration", path: "arbitration", capability: "arbitration.read", icon: Scale },
  { key: "allotment", path: "allotment", capability: "allotment.read", icon: Send },
  { key: "execution", path: "execution", capability: "execution.read", icon: ChartNoAxesCombined },
  { key: "review", path: "review", capability: "execution.read", icon: History },
  { key: "workforce", path: "workforce", capability: "planning.read", icon: Users },
  { key: "ledger", path: "ledger", capability: "ledger.read", icon: BookOpenText },
  { key: "works", path: "works", capability: "planning.read", icon: ClipboardList },
  { key: "reports", path: "reports", capability: "execution.read", icon: FileStack },
];

/** How the books are arranged: for who arranges them without reading them, and so never passes by their pages. */
const arranging = { capability: "ledger.arrange", unless: "ledger.read" } as const;

/** What every phase refers to. */
export const referencePlaces: readonly Place[] = [
  { key: "units", path: "units", capability: "planning.read", icon: Building2 },
  { key: "statementMapping", path: "ledger/statements/mapping", ...arranging, icon: ListTree },
  { key: "reopeningTerm", path: "ledger/closing/reopening-term", ...arranging, icon: CalendarClock },
];

/** The places that somebody may enter. */
export function placesFor(places: readonly Place[], capabilities: readonly string[]): Place[] {
  return places.filter(
    ({ capability, unless }) =>
      (capability === "signed-in" || capabilities.includes(capability)) && (unless === undefined || !capabilities.includes(unless)),
  );
}

/** The address of a place in an exercise, within the unit that is looked at. */
export function placeAddress(place: Pick<Place, "path">, year: number, unit: string | undefined): string {
  return `/${year}/${place.path}${unit === undefined ? "" : `?unit=${encodeURIComponent(unit)}`}`;
}

/** The same phase in another exercise: `/2026/execution/DR44?unit=…` → `/2025/execution?unit=…`; details may not exist there. */
export function exerciseAddress(pathname: string, search: URLSearchParams, year: number): string {
  const phase = /^\/\d{4}\/([^/]+)/.exec(pathname)?.[1] ?? "home";
  return placeAddress({ path: phase }, year, search.get("unit") ?? undefined);
}

/** The same page for another unit, or for all of them. */
export function scopeAddress(pathname: string, search: URLSearchParams, unit: string | undefined): string {
  const next = new URLSearchParams(search);
  if (unit === undefined) next.delete("unit");
  else next.set("unit", unit);
  next.delete("after");
  return next.size > 0 ? `${pathname}?${next}` : pathname;
}

/** What the navigation asks about somebody. */
export const placeCapabilities: readonly Capability[] = [
  ...new Set([...cyclePlaces, ...referencePlaces].map(({ capability }) => capability).filter((capability) => capability !== "signed-in")),
];
