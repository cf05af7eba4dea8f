import type { RowFault } from "../forecast/import/headed-rows.ts";
import { grouped } from "../grouped.ts";
import type { Refusal } from "../refusal.ts";
import { type ContractTerms, faultOfPerson, faultOfPost, faultOfTerms, type PostTerms } from "./contract.ts";
import type { PersonRow } from "./people-file.ts";

/** A contract as it stands, with whose it is. */
export interface KnownContract extends ContractTerms {
  readonly id: string;
  /** The person's staff number. */
  readonly number: string;
}

/** What a file is judged against. */
export interface StaffScene {
  readonly contracts: readonly KnownContract[];
  readonly people: ReadonlyMap<string, { readonly id: string; readonly name: string }>;
  readonly posts: ReadonlyMap<string, PostTerms>;
  readonly categories: ReadonlySet<string>;
  /** The units that the person may write in, each with the activity that its people have unless said. */
  readonly units: ReadonlyMap<string, string | null>;
  readonly activities: ReadonlySet<string>;
}

/** What a row changes: a contract that comes, or one that is no longer the same; `before` null: a new one. */
export interface PeopleChange {
  readonly row: number;
  readonly number: string;
  readonly name: string;
  readonly isNewPerson: boolean;
  readonly contractId: string | null;
  readonly before: ContractTerms | null;
  readonly after: ContractTerms;
}

export interface PeoplePlan {
  readonly changes: readonly PeopleChange[];
  readonly renamed: readonly { readonly row: number; readonly number: string; readonly before: string; readonly after: string }[];
  readonly faults: readonly RowFault[];
  /** Rows that say what is known already. */
  readonly same: number;
  /** Contracts of the file's units that run and that the file does not say: listed, never ended. */
  readonly unsaid: readonly KnownContract[];
}

/**
 * What a file of people changes. A contract is known by its person, its unit and its first day: the same again changes nothing. Contracts that
 * change go first, so that one that ends leaves room for the next; then those that come, in the order of their days. Each is judged with those
 * that were taken before it, and a row that breaks a rule is left out alone.
 */
export function planPeople(rows: readonly PersonRow[], faults: readonly RowFault[], scene: StaffScene): PeoplePlan {
  const work = new WorkingStaff(scene);
  const [changes, renamed, own]: [PeopleChange[], PeoplePlan["renamed"][number][], RowFault[]] = [[], [], [...faults]];
  let same = 0;
  const said = new Set<string>();
  const known = (row: PersonRow) => work.standing(row.number, row.terms.unit, row.terms.firstDay) !== undefined;
  const ordered = [
    ...rows.filter(known),
    ...rows.filter((row) => !known(row)).toSorted((left, right) => (left.terms.firstDay < right.terms.firstDay ? -1 : 1)),
  ];
  for (const row of ordered) {
    const judged = work.judge(row);
    if ("refusal" in judged) {
      own.push({ row: row.row, refusal: judged.refusal });
      continue;
    }
    if (judged.contractId !== null) said.add(judged.contractId);
    const before = scene.people.get(row.number)?.name;
    if (before !== undefined && before !== row.name && !renamed.some(({ number }) => number === row.number))
      renamed.push({ row: row.row, number: row.number, before, after: row.name });
    if (judged.before && sameTerms(judged.before, judged.after)) {
      same += 1;
      continue;
    }
    changes.push(judged);
  }
  const units = new Set(rows.map(({ terms }) => terms.unit));
  const unsaid = scene.contracts.filter(({ id, unit, lastDay }) => units.has(unit) && lastDay === null && !said.has(id));
  return { changes, renamed, faults: own.toSorted((left, right) => left.row - right.row), same, unsaid };
}

export function sameTerms(left: ContractTerms, right: ContractTerms): boolean {
  const keys = ["unit", "activity", "category", "post", "ratio", "firstDay", "lastDay", "profile", "dataProcessing"] as const;
  return keys.every((key) => left[key] === right[key]);
}

/** Staff as it would stand after the rows that were taken so far. */
class WorkingStaff {
  readonly #scene: StaffScene;
  readonly #byPerson: Map<string, KnownContract[]>;
  readonly #byPost: Map<string, KnownContract[]>;
  readonly #new = new Set<string>();
  /** The contracts that a row of this file has told already. */
  readonly #told = new Set<KnownContract>();

  constructor(scene: StaffScene) {
    this.#scene = scene;
    this.#byPerson = grouped(scene.contracts, ({ number }) => number);
    this.#byPost = grouped(
      scene.contracts.filter(({ post }) => post !== null),
      ({ post }) => post ?? "",
    );
  }

  standing(number: string, unit: string, firstDay: string): KnownContract | undefined {
    return this.#byPerson.get(number)?.find((own) => own.unit === unit && own.firstDay === firstDay);
  }

  judge(row: PersonRow): PeopleChange | { readonly refusal: Refusal } {
    const { number, name } = row;
    const standing = this.standing(number, row.terms.unit, row.terms.firstDay);
    const post = row.terms.post === null ? undefined : this.#scene.posts.get(row.terms.post);
    const unknown = this.#unknown(row, post);
    if (unknown) return { refusal: unknown };
    if (standing && this.#told.has(standing)) {
      const { unit, firstDay, lastDay } = standing;
      return { refusal: { kind: "contracts-overlap", person: number, unit, firstDay, lastDay } };
    }
    const usual = standing?.activity ?? post?.activity ?? this.#scene.units.get(row.terms.unit);
    const activity = row.terms.activity ?? usual;
    if (activity === undefined || activity === null) return { refusal: { kind: "staff-cell-missing", column: "activity" } };
    const after = { ...row.terms, activity };
    const others = (held: readonly KnownContract[] | undefined) => (held ?? []).filter((own) => own !== standing);
    const fault =
      faultOfTerms(after) ??
      faultOfPerson(number, after, others(this.#byPerson.get(number))) ??
      (post ? faultOfPost(post, after, others(this.#byPost.get(post.number))) : undefined);
    if (fault) return { refusal: fault };
    this.#put({ ...after, id: standing?.id ?? `new ${row.row}`, number }, standing);
    const isNewPerson = !this.#scene.people.has(number) && !this.#new.has(number);
    if (isNewPerson) this.#new.add(number);
    return {
      row: row.row,
      number,
      name,
      isNewPerson,
      contractId: standing?.id ?? null,
      before: standing ? termsOf(standing) : null,
      after,
    };
  }

  #unknown({ terms }: PersonRow, post: PostTerms | undefined): Refusal | undefined {
    const { units, categories, activities } = this.#scene;
    if (!units.has(terms.unit)) return { kind: "unknown-code", dimension: "unit", code: terms.unit };
    if (!categories.has(terms.category)) return { kind: "employment-category-unknown", category: terms.category };
    if (terms.activity !== null && !activities.has(terms.activity))
      return { kind: "unknown-code", dimension: "activity", code: terms.activity };
    if (terms.post !== null && !post) return { kind: "not-found", what: "post", id: terms.post };
    return undefined;
  }

  #put(contract: KnownContract, standing: KnownContract | undefined): void {
    const without = (held: readonly KnownContract[] | undefined) => (held ?? []).filter((own) => own !== standing);
    this.#told.add(contract);
    this.#byPerson.set(contract.number, [...without(this.#byPerson.get(contract.number)), contract]);
    const left = standing?.post ?? null;
    if (left !== null) this.#byPost.set(left, without(this.#byPost.get(left)));
    if (contract.post !== null) this.#byPost.set(contract.post, [...without(this.#byPost.get(contract.post)), contract]);
  }
}

function termsOf({ unit, activity, category, post, ratio, firstDay, lastDay, profile, dataProcessing }: ContractTerms): ContractTerms {
  return { unit, activity, category, post, ratio, firstDay, lastDay, profile, dataProcessing };
}
