import type { Book } from "../refusal.ts";
import type { SpendingClass } from "../stage.ts";
import type { TreeNode, Validity } from "./tree.ts";

/** What a nomenclature may hold; each part is optional, and what is there already with the same words is left as it is. */
export interface Nomenclature {
  readonly units?: readonly UnitDescription[];
  readonly natures?: readonly NatureDescription[];
  readonly activities?: readonly ActivityDescription[];
  readonly accounts?: readonly AccountDescription[];
  readonly natureAccounts?: readonly NatureAccounts[];
  readonly journals?: readonly JournalDescription[];
  readonly parties?: readonly PartyDescription[];
  readonly centres?: readonly CentreOfUnit[];
  readonly successions?: readonly Succession[];
}

export interface UnitDescription extends TreeNode {
  readonly label: string;
  readonly shortLabel: string;
  readonly kind:
    | "institute"
    | "secretariat"
    | "directorate"
    | "department"
    | "subdirectorate"
    | "regionalDirectorate"
    | "centre"
    | "pending";
  /** The order among sisters; absent: 0. */
  readonly rank?: number | undefined;
}

export interface NatureDescription extends TreeNode {
  readonly label: string;
  readonly level: "programme" | "class" | "title" | "category" | "nature";
  /** The title of LOLF art. 5 (« T2 » …) that the node belongs to; none above the titles. */
  readonly title?: string | undefined;
  /** Absent on the programme's own node, which holds both. */
  readonly spendingClass?: SpendingClass | undefined;
}

export interface ActivityDescription extends TreeNode {
  readonly label: string;
  readonly level: "programme" | "action" | "activity" | "operation";
}

export interface AccountDescription extends Validity {
  readonly book: Book;
  readonly code: string;
  readonly label: string;
  readonly source: "pcg" | "extension" | "organisation" | "import" | "stage";
  /** A heading (class, group of accounts) takes no line; absent: true. */
  readonly postable?: boolean | undefined;
}

/** The accounts of the general book for one nature: expense or asset, accrued (408, 4084, 468), payable (401, 404, 468). */
export interface NatureAccounts extends Validity {
  readonly nature: string;
  readonly expense: string;
  readonly accrued: string;
  readonly payable: string;
}

export interface JournalDescription {
  readonly code: string;
  readonly book: Book;
  readonly label: string;
  /** Whether the FEC holds it; absent: every journal of the general book. */
  readonly inFec?: boolean | undefined;
}

export interface PartyDescription {
  readonly code: string;
  readonly label: string;
  readonly kind: "supplier" | "customer" | "agent" | "body" | "other";
  readonly siret?: string | undefined;
}

/** Which unit a centre financier or a centre de coûts of Chorus stands for. */
export interface CentreOfUnit extends Validity {
  readonly kind: "financialCentre" | "costCentre";
  readonly centre: string;
  readonly unit: string;
}

/** What was `from` is `to` since `on`, for the share numerator / denominator. */
export interface Succession {
  readonly dimension: "unit" | "nature" | "activity";
  readonly from: string;
  readonly to: string;
  readonly on: string;
  readonly numerator: bigint;
  readonly denominator: bigint;
}
