import type { Day } from "../month.ts";
import type { Validity } from "../reference/tree.ts";
import type { SpendingClass } from "../stage.ts";

export type CentreKind = "financialCentre" | "costCentre";

/** What the codes of Chorus stand for here, as the reference data say it. */
export interface KnownCodes {
  readonly centres: readonly (Validity & { readonly kind: CentreKind; readonly centre: string; readonly unit: string })[];
  readonly natures: readonly KnownNature[];
  readonly activities: readonly { readonly code: string; readonly level: string }[];
  /** « À affecter »: where what maps to nothing lands. */
  readonly pendingUnit: string;
  readonly accounts: ReadonlySet<string>;
}

export interface KnownNature {
  readonly code: string;
  readonly spendingClass: SpendingClass | undefined;
  readonly level: string;
  /** The category of LOLF art. 5 that it belongs to. */
  readonly category: string | undefined;
}

/** Finds what the codes of an extract stand for; whatever stands for nothing is told, and lands where everybody sees it. */
export class CodeFinder {
  readonly pendingUnit: string;
  readonly accounts: ReadonlySet<string>;
  readonly #centres = new Map<string, { readonly from: string; readonly until: string; readonly unit: string }[]>();
  readonly #natures = new Map<string, KnownNature>();
  readonly #activities = new Map<string, string>();
  readonly #programme: string;
  /** What texts were found to stand for: an extract says the same few a hundred thousand times. */
  readonly #seenNatures = new Map<string, KnownNature | undefined>();
  readonly #seenActivities = new Map<string, string | undefined>();
  readonly #bare = new Map<string, string>();
  readonly #belowProgramme: RegExp;
  readonly #rest: Readonly<Record<SpendingClass, KnownNature>>;

  constructor({ centres, natures, activities, pendingUnit, accounts }: KnownCodes) {
    this.pendingUnit = pendingUnit;
    this.accounts = accounts;
    for (const { kind, centre, from = "", until = "9999", unit } of centres) {
      const name = `${kind} ${bareCode(centre)}`;
      this.#centres.set(name, [...(this.#centres.get(name) ?? []), { from, until, unit }]);
    }
    for (const nature of natures) this.#natures.set(bareCode(nature.code), nature);
    for (const { code } of activities) this.#activities.set(bareCode(code), code);
    this.#programme = activities.find(({ level }) => level === "programme")?.code ?? "";
    this.#belowProgramme = new RegExp(`^0*${bareCode(this.#programme)}(?=.)`);
    const restOf = (spendingClass: SpendingClass): KnownNature => {
      const found = natures.find((own) => own.level === "class" && own.spendingClass === spendingClass);
      return found ?? { code: spendingClass === "personnel" ? "T2" : "HT2", spendingClass, level: "class", category: undefined };
    };
    this.#rest = { personnel: restOf("personnel"), nonPersonnel: restOf("nonPersonnel") };
  }

  /** The unit of a centre on a day; undefined when the table says nothing of it. */
  unitOf(kind: CentreKind, centre: string | undefined, on: Day): string | undefined {
    if (centre === undefined) return undefined;
    return this.#centres.get(`${kind} ${seen(this.#bare, centre, bareCode)}`)?.find(({ from, until }) => from <= on && on < until)?.unit;
  }

  /** « 31 », « T3 », « 3 », « Titre 3 », a nature of ours; undefined when it is none. */
  nature(text: string | undefined): KnownNature | undefined {
    return text === undefined ? undefined : seen(this.#seenNatures, text, (own) => this.#natureOf(own));
  }

  /** The node of a whole class: where what names no nature is counted. */
  rest(spendingClass: SpendingClass): KnownNature {
    return this.#rest[spendingClass];
  }

  /** « 022001ENQ » or « 01-ENQ » is the activity, « 0220-01 » the action; undefined when neither is known. */
  activity(code: string | undefined, domain: string | undefined): string | undefined {
    return this.#named(code) ?? this.#named(domain) ?? this.#named(domain?.split("-").slice(0, 2).join("-"));
  }

  natures(): readonly KnownNature[] {
    return [...this.#natures.values()];
  }

  /** The programme's own node. */
  get programme(): string {
    return this.#programme;
  }

  #natureOf(text: string): KnownNature | undefined {
    const bare = bareCode(text).replace(/^(?:TITRE|CATEGORIE)/, "");
    return this.#natures.get(bare) ?? (/^\d$/.test(bare) ? this.#natures.get(`T${bare}`) : undefined);
  }

  #named(text: string | undefined): string | undefined {
    if (text === undefined || text === "") return undefined;
    return seen(this.#seenActivities, text, (own) => {
      const bare = bareCode(own);
      return this.#activities.get(bare) ?? this.#activities.get(bare.replace(this.#belowProgramme, ""));
    });
  }
}

/** What a text was found to be, or is found to be now. */
function seen<Found>(known: Map<string, Found>, text: string, find: (text: string) => Found): Found {
  const found = known.get(text);
  if (found !== undefined || known.has(text)) return found as Found;
  const now = find(text);
  known.set(text, now);
  return now;
}

/** A code without what people and programs put between its letters and figures. */
export function bareCode(text: string): string {
  return text
    .normalize("NFKD")
    .replaceAll(/[^0-9A-Za-z]/g, "")
    .toUpperCase();
}
