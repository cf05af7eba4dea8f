import type { Place } from "../allotment/movement.ts";
import type { CodingBlock } from "../execution/commitment.ts";
import { isComplementary } from "../execution/year-end/complementary.ts";
import { type Day, lastDayOf, type Month, yearOf } from "../month.ts";
import type { Quantity } from "../quantity.ts";
import { accept, type Result } from "../result.ts";
import { bareCode, type CodeFinder, type KnownNature } from "./codes.ts";
import type { ExtractKind } from "./kind.ts";
import type { ExtractFault, ExtractRow } from "./read-rows.ts";

/** What stands for nothing here, and where it therefore lands: the row is taken all the same. */
export type Unplaced = "unit" | "nature" | "activity" | "suspense";

/** Where a fact is counted: the unit that manages the credit, and the one that benefits. */
export interface FactPlace extends Place {
  readonly beneficiaryUnit: string;
}

/** What an extract says of one thing, in all since it began. Amounts are in the smallest unit: cents, hundredths of a person-month. */
export interface ExtractFact {
  readonly row: number;
  readonly key: string;
  readonly place: FactPlace;
  readonly label: string;
  readonly party: string | null;
  readonly partyName: string | null;
  /** The day of the commitment, of the request; the last day of the month of a payroll. */
  readonly on: Day;
  readonly settledOn: Day | null;
  /** The day itself, in the complementary period of the exercise: `settledOn` is then its last day (`books.md`). */
  readonly complementaryOn: Day | null;
  readonly amount: Quantity;
  /** Paid, of a request; consumed as Chorus says it, of a credit; nothing for the others. */
  readonly settled: Quantity;
  /** « Reste à payer » as the extract of commitments says it. */
  readonly outstanding: Quantity | null;
  /** The commitment that a request is of: its number, and its item where the extract says it. */
  readonly commitment: { readonly number: string; readonly item: string } | null;
  readonly coding: CodingBlock;
  readonly unplaced: readonly Unplaced[];
}

export interface FactScene {
  readonly kind: ExtractKind;
  readonly codes: CodeFinder;
  /** The day up to which the extract speaks. */
  readonly asOf: Day;
  readonly exercise: { readonly firstDay: Day; readonly lastDay: Day };
}

/** Gives each row its place; rows that cannot have one are faults. A row of credits is two facts, for its AE and for its CP. */
export function factsOf(
  rows: readonly ExtractRow[],
  scene: FactScene,
): { readonly facts: readonly ExtractFact[]; readonly faults: readonly ExtractFault[] } {
  const facts: ExtractFact[] = [];
  const faults: ExtractFault[] = [];
  for (const row of rows) {
    const made = makers[scene.kind](row, scene);
    if (made.ok) facts.push(...made.value);
    else faults.push(made.refusal);
  }
  return { facts, faults };
}

type Maker = (row: ExtractRow, scene: FactScene) => Result<readonly ExtractFact[], ExtractFault>;

const makers: Readonly<Record<ExtractKind, Maker>> = {
  commitments: commitmentFact,
  payments: paymentFact,
  payroll: (row, scene) => monthlyFact(row, scene, row.amounts.amount ?? 0n),
  staffing: (row, scene) => monthlyFact(row, scene, row.amounts.staff ?? 0n),
  credits: creditFacts,
  opening: balanceFact,
  balance: balanceFact,
};

function commitmentFact(row: ExtractRow, scene: FactScene): Result<readonly ExtractFact[], ExtractFault> {
  const { texts, amounts } = row;
  const { amount = 0n, outstanding } = amounts;
  const on = texts.on ?? scene.asOf;
  if (amount < 0n) return fault(row, "amount", "negative");
  if (on > scene.exercise.lastDay) return fault(row, "on", "other-year");
  const placed = spendingPlace(row, scene, on);
  if (!placed.ok) return placed;
  return accept([{ ...head(row, on), ...placed.value, amount, outstanding: outstanding ?? null }]);
}

function paymentFact(row: ExtractRow, scene: FactScene): Result<readonly ExtractFact[], ExtractFault> {
  const { texts, amounts } = row;
  const { amount = 0n } = amounts;
  const { on = scene.asOf, paidOn = null, number } = texts;
  if (on > scene.exercise.lastDay) return fault(row, "on", "other-year");
  const isLate = paidOn !== null && paidOn > scene.exercise.lastDay;
  if (isLate && !isComplementary(scene.exercise, paidOn)) return fault(row, "paidOn", "complementary-over");
  const placed = spendingPlace(row, scene, on);
  if (!placed.ok) return placed;
  const days = isLate ? { settledOn: scene.exercise.lastDay, complementaryOn: paidOn } : { settledOn: paidOn };
  const paid = { settled: paidOn === null ? 0n : amount, ...days };
  const commitment = number === undefined ? null : { number, item: texts.item ?? "" };
  return accept([{ ...head(row, on), ...placed.value, amount, ...paid, commitment }]);
}

/** A month of payroll or of staff, on a category of title 2. */
function monthlyFact(row: ExtractRow, scene: FactScene, amount: Quantity): Result<readonly ExtractFact[], ExtractFault> {
  const { texts } = row;
  const month: Month = texts.month ?? "";
  const on = lastDayOf(month);
  if (on < scene.exercise.firstDay || on > scene.exercise.lastDay) return fault(row, "month", "other-year");
  const nature = scene.codes.nature(texts.nature);
  if (nature?.spendingClass !== "personnel" || (scene.kind === "payroll" && nature.category === undefined))
    return fault(row, "nature", "category-unknown");
  if (scene.kind === "staffing" && amount < 0n) return fault(row, "staff", "negative");
  return accept([{ ...head(row, on), ...placeOf(row, scene, on, nature), amount }]);
}

function creditFacts(row: ExtractRow, scene: FactScene): Result<readonly ExtractFact[], ExtractFault> {
  const { amounts, texts } = row;
  const nature = scene.codes.nature(texts.nature);
  const { place, unplaced } = placeOf(row, scene, scene.asOf, nature ?? scene.codes.rest("nonPersonnel"));
  const missed: readonly Unplaced[] = nature ? unplaced : [...unplaced, "nature"];
  const parts = [
    { resource: "AE", amount: amounts.ae ?? 0n, settled: amounts.aeUsed ?? 0n },
    { resource: "CP", amount: amounts.cp ?? 0n, settled: amounts.cpUsed ?? 0n },
  ];
  return accept(
    parts.map(({ resource, amount, settled }) => {
      return { ...head(row, scene.asOf), key: `${ofYear(row, scene.exercise)}|${resource}`, place, unplaced: missed, amount, settled };
    }),
  );
}

/** Debit − credit of an account; a place is of no use to it. */
function balanceFact(row: ExtractRow, { kind, codes, asOf, exercise }: FactScene): Result<readonly ExtractFact[], ExtractFault> {
  const { texts, amounts } = row;
  const { account = "" } = texts;
  if (kind === "opening" && !codes.accounts.has(account)) return fault(row, "account", "account-unknown");
  const amount = amounts.balance ?? (amounts.debit ?? 0n) - (amounts.credit ?? 0n);
  const place = { unit: codes.pendingUnit, nature: account, activity: codes.programme, beneficiaryUnit: codes.pendingUnit };
  const day = kind === "opening" ? exercise.firstDay : asOf;
  return accept([{ ...head(row, day), key: ofYear(row, exercise), place, unplaced: [], amount }]);
}

function head({ row, key, texts }: ExtractRow, on: Day) {
  const { label = "", partyName = null } = texts;
  const nothing = { settled: 0n, settledOn: null, complementaryOn: null, outstanding: null, commitment: null };
  return { row, key, label, party: partyCode(texts), partyName, on, ...nothing, coding: codingOf(texts) };
}

/** The code of a party as ours are written; one that is only named is called by its name. */
function partyCode({ party, partyName }: ExtractRow["texts"]): string | null {
  const code = (party ?? (partyName === undefined ? "" : bareCode(partyName).slice(0, 40))).normalize("NFC");
  return /^[\p{L}\p{N}][\p{L}\p{N}._/ -]{0,39}$/u.test(code) ? code : null;
}

/** What is cumulated since the beginning of an exercise is another thing in the next one. */
function ofYear({ key }: ExtractRow, { lastDay }: FactScene["exercise"]): string {
  return `${yearOf(lastDay)}|${key}`;
}

type Placed = Pick<ExtractFact, "place" | "unplaced">;

/** Where an expense other than personnel is counted; one on title 2 is not committed, and is refused. */
function spendingPlace(row: ExtractRow, scene: FactScene, on: Day): Result<Placed, ExtractFault> {
  const { texts } = row;
  const nature = scene.codes.nature(texts.nature) ?? scene.codes.nature(texts.goodsGroup);
  if (nature && nature.spendingClass !== "nonPersonnel") return fault(row, "nature", "category-unknown");
  if (nature) return accept(placeOf(row, scene, on, nature));
  const { place, unplaced } = placeOf(row, scene, on, scene.codes.rest("nonPersonnel"));
  return accept({ place, unplaced: [...unplaced, "nature"] });
}

const whole: readonly Unplaced[] = [];

/**
 * The financial centre says which unit manages, the cost centre which one benefits. Where the first says nothing the second manages too; where
 * neither does the unit is « À affecter ».
 */
function placeOf({ texts }: ExtractRow, { codes }: FactScene, on: Day, nature: KnownNature): Placed {
  const managing = codes.unitOf("financialCentre", texts.financialCentre, on);
  const benefiting = codes.unitOf("costCentre", texts.costCentre, on);
  const activity = codes.activity(texts.activityCode, texts.functionalDomain);
  const unit = managing ?? benefiting ?? codes.pendingUnit;
  const place = { unit, nature: nature.code, activity: activity ?? codes.programme, beneficiaryUnit: benefiting ?? unit };
  const hasUnit = managing !== undefined || benefiting !== undefined;
  if (hasUnit && activity !== undefined) return { place, unplaced: whole };
  return { place, unplaced: [...(hasUnit ? [] : (["unit"] as const)), ...(activity === undefined ? (["activity"] as const) : [])] };
}

function codingOf(texts: ExtractRow["texts"]): CodingBlock {
  const coding: Record<string, string> = {};
  for (const [name, field] of codingFields) {
    const text = texts[field];
    if (text !== undefined) coding[name] = text;
  }
  return coding;
}

const codingFields = [
  ["financialCentre", "financialCentre"],
  ["functionalDomain", "functionalDomain"],
  ["activityCode", "activityCode"],
  ["budgetAccount", "nature"],
  ["fund", "fund"],
  ["functionalTranche", "functionalTranche"],
  ["costCentre", "costCentre"],
  ["goodsGroup", "goodsGroup"],
  ["legalCommitmentNumber", "number"],
  ["legalCommitmentItem", "item"],
  ["paymentRequestNumber", "request"],
  ["contractNumber", "contractNumber"],
] as const;

function fault(
  { row, texts, amounts }: ExtractRow,
  field: ExtractFault["field"],
  kind: ExtractFault["kind"],
): { ok: false; refusal: ExtractFault } {
  return { ok: false, refusal: { row, field, kind, text: texts[field] ?? String(amounts[field] ?? "") } };
}
