import { accept, type Result } from "../result.ts";
import { checkTree, checkValidity, type NomenclatureFault, type TreeDimension, type TreeNode, type Validity } from "./tree.ts";

/** A description as it is kept, with its identifier. */
export type Kept<Version> = Version & { readonly id: bigint };

/** What has to be written so that the kept descriptions become the wanted ones. */
export interface Revision<Version> {
  readonly added: readonly Version[];
  /** Identifiers of descriptions that another one replaces; they are kept, marked as superseded. */
  readonly superseded: readonly bigint[];
}

type Versioned = Validity & { readonly code: string };

/**
 * A description that begins on the same day as a kept one of its code replaces it when it says something else (to end a code, say the
 * same with an end); codes not named are left alone.
 */
export function reviseTree<Version extends TreeNode>(
  dimension: TreeDimension,
  kept: readonly Kept<Version>[],
  wanted: readonly Version[],
): Result<Revision<Version>, NomenclatureFault> {
  const revision = revise(kept, wanted);
  const checked = checkTree(dimension, outcome(kept, revision));
  return checked.ok ? accept(revision) : checked;
}

/** The same for codes that form no tree. */
export function reviseList<Version extends Versioned>(
  dimension: NomenclatureFault["dimension"],
  kept: readonly Kept<Version>[],
  wanted: readonly Version[],
): Result<Revision<Version>, NomenclatureFault> {
  const revision = revise(kept, wanted);
  const checked = checkValidity(dimension, outcome(kept, revision));
  return checked.ok ? accept(revision) : checked;
}

function revise<Version extends Versioned>(kept: readonly Kept<Version>[], wanted: readonly Version[]): Revision<Version> {
  const byCode = new Map<string, Kept<Version>[]>();
  for (const version of kept) byCode.set(version.code, [...(byCode.get(version.code) ?? []), version]);
  const added: Version[] = [];
  const superseded: bigint[] = [];
  for (const version of wanted) {
    const present = byCode.get(version.code)?.find((candidate) => candidate.from === version.from);
    if (present && saysTheSame(present, version)) continue;
    if (present) superseded.push(present.id);
    added.push(version);
  }
  return { added, superseded };
}

function outcome<Version extends Versioned>(kept: readonly Kept<Version>[], { added, superseded }: Revision<Version>): Version[] {
  const gone = new Set(superseded);
  return [...kept.filter((version) => !gone.has(version.id)), ...added];
}

function saysTheSame<Version extends Versioned>(kept: Kept<Version>, wanted: Version): boolean {
  const held = new Map<string, unknown>(Object.entries(kept));
  const said = Object.entries(wanted).filter(([, value]) => value !== undefined);
  return kept.until === wanted.until && said.every(([field, value]) => held.get(field) === value);
}
