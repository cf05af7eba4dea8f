import type { Day } from "../month.ts";
import { accept, type Result, refuse } from "../result.ts";

/** What is said of a code during `[from, until)`; absent means without end on that side. */
export interface Validity {
  readonly from?: Day | undefined;
  readonly until?: Day | undefined;
}

/** One dated description of a node; the root has no parent. */
export interface TreeNode extends Validity {
  readonly code: string;
  readonly parent: string | null;
}

export type TreeDimension = "unit" | "nature" | "activity";

/** The rule of a nomenclature that is broken, and the code where it shows. */
export interface NomenclatureFault {
  readonly rule: "empty-validity" | "overlapping-validity" | "duplicate" | "two-roots" | "orphan-parent" | "cycle" | "unknown-code";
  readonly dimension: TreeDimension | "account" | "journal" | "party" | "centre";
  readonly code: string;
}

/** A code that stands for « before every day »: no day is smaller. */
const beginning = "0000-00-00";
const end = "9999-99-99";

/**
 * Says whether dated descriptions make one tree on every day. First fault, in this order: a validity that holds no day, two
 * descriptions of one code on one day, then on each day when something begins or ends: two roots, a parent that is not there, a cycle.
 */
export function checkTree(dimension: TreeDimension, nodes: readonly TreeNode[]): Result<readonly TreeNode[], NomenclatureFault> {
  const validity = checkValidity(dimension, nodes);
  if (!validity.ok) return validity;
  for (const day of turningDays(nodes)) {
    const fault = faultOn(
      dimension,
      nodes.filter((node) => covers(node, day)),
    );
    if (fault) return refuse(fault);
  }
  return accept(nodes);
}

/** No empty validity, and at most one description of a code on any day. */
export function checkValidity<Version extends Validity & { readonly code: string }>(
  dimension: NomenclatureFault["dimension"],
  versions: readonly Version[],
): Result<readonly Version[], NomenclatureFault> {
  const empty = versions.find((version) => (version.from ?? beginning) >= (version.until ?? end));
  if (empty) return refuse({ rule: "empty-validity", dimension, code: empty.code });
  for (const [code, own] of versionsByCode(versions)) {
    const ordered = own.toSorted((left, right) => ((left.from ?? beginning) < (right.from ?? beginning) ? -1 : 1));
    for (const [index, next] of ordered.entries()) {
      const before = ordered[index - 1];
      if (!before) continue;
      if (sameValidity(before, next)) return refuse({ rule: "duplicate", dimension, code });
      if ((before.until ?? end) > (next.from ?? beginning)) return refuse({ rule: "overlapping-validity", dimension, code });
    }
  }
  return accept(versions);
}

function versionsByCode<Version extends { readonly code: string }>(versions: readonly Version[]): Map<string, Version[]> {
  const byCode = new Map<string, Version[]>();
  for (const version of versions) byCode.set(version.code, [...(byCode.get(version.code) ?? []), version]);
  return byCode;
}

export function sameValidity(left: Validity, right: Validity): boolean {
  return left.from === right.from && left.until === right.until;
}

export function covers(validity: Validity, day: Day): boolean {
  return (validity.from ?? beginning) <= day && day < (validity.until ?? end);
}

/** The tree can only change on a day when a description begins or ends. */
function turningDays(nodes: readonly TreeNode[]): Day[] {
  return [...new Set(nodes.flatMap((node) => [node.from ?? beginning, ...(node.until ? [node.until] : [])]))].sort();
}

function faultOn(dimension: TreeDimension, nodes: readonly TreeNode[]): NomenclatureFault | undefined {
  const parents = new Map(nodes.map((node) => [node.code, node.parent]));
  const [, secondRoot] = nodes.filter((node) => node.parent === null);
  if (secondRoot) return { rule: "two-roots", dimension, code: secondRoot.code };
  const orphan = nodes.find((node) => node.parent !== null && !parents.has(node.parent));
  if (orphan) return { rule: "orphan-parent", dimension, code: orphan.code };
  const turning = nodes.find((node) => neverReachesRoot(node.code, parents));
  return turning && { rule: "cycle", dimension, code: turning.code };
}

function neverReachesRoot(code: string, parents: ReadonlyMap<string, string | null>): boolean {
  let step: string | null = code;
  for (let count = 0; count <= parents.size; count += 1) {
    step = parents.get(step) ?? null;
    if (step === null) return false;
  }
  return true;
}
