import type { AlertCause, AlertLevel, AlertSign } from "../alerts/alert.ts";
import type { Obligation } from "../forecast/request-state.ts";
import type { VarianceCause } from "../review/cause.ts";
import type { SpendingClass } from "../stage.ts";

/** What documents call their parts, tables, columns and words: each has its words in the messages (`reports.parts.…` and so on). */

export type PartName =
  | "summary"
  | "execution"
  | "landing"
  | "variances"
  | "alerts"
  | "staff"
  | "credits"
  | "reserve"
  | "schedule"
  | "inescapable"
  | "acts"
  | "pictures"
  | "moves"
  | "payroll"
  | "outlook"
  | "ladder"
  | "months"
  | "words"
  | "asked";

export type TableName =
  | "byAction"
  | "byUnit"
  | "landings"
  | "causes"
  | "alerts"
  | "categories"
  | "votedByAction"
  | "creditsByUnit"
  | "reserve"
  | "bands"
  | "monthly"
  | "obligations"
  | "obliged"
  | "commitments"
  | "planned"
  | "staffMonths"
  | "staffMoves"
  | "payroll"
  | "nextStaff"
  | "ladder"
  | "unitMonths";

export type ColumnName =
  | "action"
  | "titles"
  | "unit"
  | "voted"
  | "opened"
  | "notified"
  | "toRelease"
  | "released"
  | "used"
  | "left"
  | "rate"
  | "share"
  | "likely"
  | "low"
  | "high"
  | "gap"
  | "measure"
  | "cause"
  | "note"
  | "sign"
  | "level"
  | "since"
  | "amount"
  | "category"
  | "ceiling"
  | "average"
  | "place"
  | "year"
  | "due"
  | "overdue"
  | "cover"
  | "room"
  | "month"
  | "planned"
  | "cumulated"
  | "previous"
  | "obligation"
  | "requests"
  | "asked"
  | "decided"
  | "number"
  | "object"
  | "party"
  | "day"
  | "paid"
  | "supplier"
  | "entries"
  | "exits"
  | "balance";

export type WordName =
  | SpendingClass
  | "allTitles"
  | VarianceCause
  | AlertCause
  | AlertSign
  | AlertLevel
  | Obligation
  | "AE"
  | "CP"
  | "ETPT"
  | "programmeReserve"
  | "unallocated"
  | "unitReserve"
  | "toRelease"
  | "asked"
  | "decided"
  | "notified"
  | "released"
  | "used"
  | "likely";

export type SentenceName =
  | "executed"
  | "lands"
  | "noLanding"
  | "noCause"
  | "alertCount"
  | "staffLands"
  | "noStaff"
  | "votedSum"
  | "reserveSum"
  | "dueSum"
  | "obligedSum"
  | "noObliged"
  | "noneObliged"
  | "actsSum"
  | "payrollLands"
  | "noMoves"
  | "movesOfContracts"
  | "movesOfRequests"
  | "unitStands"
  | "noteMessage"
  | "noteNoLanding";

export type FigureName = "usedCp" | "landingCp" | "staff";

export type PictureName = "monthsCp" | "unitsLanding" | "staffByMonth";
