import type { ExtractField } from "#app/domain/chorus/kind.ts";
import { type Day, firstDayOf, monthOf } from "#app/domain/month.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import { communes, financialCentreOf, parties, partiesOf } from "#seeds/nomenclature/parties.ts";
import { currentYear, dayIn, executedMonths, lastDayIn, type Progress } from "./calendar.ts";
import type { PlannedCommitment } from "./chain.ts";
import type { MonthlyLine } from "./personnel.ts";
import { euros } from "./requests.ts";
import * as words from "./words.ts";
import type { DemoPlan } from "./year.ts";

/** One row of an extract: what each of its columns says. */
export type ExtractRow = Readonly<Partial<Record<ExtractField, string>>>;

/** Units whose execution of the year under way comes by the extracts of Chorus: nothing of it is typed (« fictif »). */
const importedUnits: ReadonlySet<string> = new Set([
  ...["DSE", "DESE", "DDAR", "CSM", "CEFIL"],
  ...["CNI-AIX", "CNI-LIL", "CNI-NAN", "CNI-ORL", "CNI-PAR"],
]);

export function isImported({ unit, year }: { readonly unit: string; readonly year: number }): boolean {
  return year === currentYear && importedUnits.has(unit);
}

/** A centre that the table of codes does not know: what it bears lands on « À affecter ». */
export const unknownCentre = "0220-CENT-PART";
/** The order that an extract brings to whoever had planned it. */
export const printing = {
  label: "Impression des avis de passage",
  amount: euros(4_500),
  nature: "31-FOU",
  unit: "DR44",
  activity: "01-ENQ",
};

const loweredBy = euros(1_200);

/** Which extract of the year, and so what it knows already. */
export interface ExtractDay {
  readonly asOf: Day;
  /** The first ends with the last executed month; the next one, of the month under way, brings news. */
  readonly isNews: boolean;
}

export function extractDays(progress: Progress): readonly [first: ExtractDay, news: ExtractDay] {
  const first = lastDayIn(currentYear, executedMonths(currentYear, progress));
  const begun = firstDayOf(monthOf(progress.today));
  return [
    { asOf: first, isNews: false },
    { asOf: begun > first ? begun : first, isNews: true },
  ];
}

/** EJ and their items, with what remains to be paid of them on the day of the extract. */
export function commitmentRows(plan: DemoPlan, progress: Progress, { asOf, isNews }: ExtractDay): ExtractRow[] {
  const imported = importedCommitments(plan, progress);
  const paidOf = ({ instalments }: PlannedCommitment) =>
    sum(instalments.filter(({ year, month }) => dayIn(year, month, 25) <= asOf).map(({ amount }) => amount));
  // Chorus has lowered one of them since the last extract.
  const lowered = imported.findLast(({ own }) => own.amount - paidOf(own) > loweredBy);
  const rows = imported.map(({ number, own, party, on }) => {
    const paid = paidOf(own);
    const amount = own.amount - (isNews && number === lowered?.number ? loweredBy : 0n);
    const label = words.commitment(own.place.nature, own.place.unit, own.year, own.month);
    return commitmentRow({ number, label, party, on, amount, left: amount - paid, ...own.place });
  });
  const stray = {
    ...{ number: "2100004800", label: "Abonnement documentaire partagé (fictif)", party: "F018", on: dayIn(currentYear, 1, 22) },
    ...{ amount: euros(3_200), left: euros(3_200), nature: "31-AFF", activity: "09-PIL" },
  };
  // One that the last extract still had is there no more: it is listed, and stays in the books.
  const gone = { ...stray, number: "2100004801", label: "Vidéoprojecteur, commande annulée (fictif)", party: "F013", unit: "CEFIL" };
  rows.push(commitmentRow({ ...stray, unit: null }));
  if (!isNews) rows.push(commitmentRow({ ...gone, amount: euros(640), left: euros(640), nature: "31-FOU", activity: "09-FOR" }));
  else {
    const { label, amount, nature, unit, activity } = printing;
    const on = firstDayOf(monthOf(progress.today));
    rows.push(
      commitmentRow({ number: "2100004901", label: `${label} (fictif)`, party: "F013", on, amount, left: amount, nature, unit, activity }),
    );
  }
  return rows;
}

/** DP on these commitments: asked on the 18th, paid on the 25th, as those that are typed. */
export function paymentRows(plan: DemoPlan, progress: Progress, { asOf }: ExtractDay): ExtractRow[] {
  let rank = 0;
  return importedCommitments(plan, progress).flatMap(({ number, own, party }) =>
    own.instalments
      .filter(({ year, month }) => year === currentYear && dayIn(year, month, 18) <= asOf)
      .map(({ year, month, amount }): ExtractRow => {
        rank += 1;
        const paidOn = dayIn(year, month, 25);
        return {
          ...{ request: String(4_000_004_000 + rank), requestItem: "1", number, item: "10" },
          ...{ label: `Facture ${rank} (fictif)`, on: frenchDay(dayIn(year, month, 18)), paidOn: paidOn <= asOf ? frenchDay(paidOn) : "" },
          ...{ amount: frenchAmount(amount), ...partyOf(party), financialCentre: financialCentreOf(own.place.unit) },
          ...codingOf(own.place),
        };
      }),
  );
}

/** The payroll of the imported units, month by month and category by category: no name, no person. */
export function payrollRows(payroll: readonly (readonly MonthlyLine[])[], progress: Progress): ExtractRow[] {
  return payroll.slice(0, executedMonths(currentYear, progress)).flatMap((lines, index) =>
    lines
      .filter(({ unit }) => isImported({ unit, year: currentYear }))
      .map(({ unit, nature, activity, amount }): ExtractRow => {
        return {
          ...{ month: `${String(index + 1).padStart(2, "0")}/${currentYear}`, financialCentre: financialCentreOf(unit) },
          ...{ nature, amount: frenchAmount(amount), ...codingOf({ nature, activity }) },
        };
      }),
  );
}

interface ImportedCommitment {
  readonly number: string;
  readonly own: PlannedCommitment;
  readonly party: string;
  readonly on: Day;
}

/** Numbered as Chorus numbers them, in the order of the plan. */
function importedCommitments({ commitments }: DemoPlan, progress: Progress): ImportedCommitment[] {
  const months = executedMonths(currentYear, progress);
  return commitments
    .filter(({ place, year, month }) => isImported({ unit: place.unit, year }) && month <= months)
    .map((own, index) => {
      const suppliers = partiesOf(own.place.nature);
      return {
        ...{ own, number: String(2_100_004_001 + index), on: dayIn(own.year, own.month, 10) },
        party: suppliers[(index + own.month) % suppliers.length] ?? communes,
      };
    });
}

interface CommitmentSaid {
  readonly number: string;
  readonly label: string;
  readonly party: string;
  readonly on: Day;
  readonly amount: Quantity;
  readonly left: Quantity;
  /** Null: its centre is unknown here. */
  readonly unit: string | null;
  readonly nature: string;
  readonly activity: string;
}

function commitmentRow({ number, label, party, on, amount, left, unit, nature, activity }: CommitmentSaid): ExtractRow {
  return {
    ...{ number, item: "10", label, ...partyOf(party), on: frenchDay(on), amount: frenchAmount(amount), outstanding: frenchAmount(left) },
    ...{ financialCentre: unit === null ? unknownCentre : financialCentreOf(unit), ...codingOf({ nature, activity }) },
  };
}

function partyOf(party: string): ExtractRow {
  return { party, partyName: parties.find(({ code }) => code === party)?.label ?? party };
}

function codingOf({ nature, activity }: { readonly nature: string; readonly activity: string }): ExtractRow {
  return { nature, functionalDomain: `0220-${activity.slice(0, 2)}`, activityCode: `0220${activity.replace("-", "")}` };
}

/** As French spreadsheets write it: « 1234,50 ». */
export function frenchAmount(cents: Quantity): string {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, "0");
  return `${cents < 0n ? "-" : ""}${digits.slice(0, -2)},${digits.slice(-2)}`;
}

function frenchDay(day: Day): string {
  return day.split("-").reverse().join("/");
}
