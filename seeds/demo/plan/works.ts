import type { AverageCost, CostHypotheses } from "#app/domain/forecast/staff/cost.ts";
import { type Day, type Month, monthOfYear } from "#app/domain/month.ts";
import { type Quantity, spread } from "#app/domain/quantity.ts";
import type { WorkLoad } from "#app/domain/workload/plan.ts";
import type { ExpenseClaim } from "#app/domain/works/allocation.ts";
import type { DateKind, OperationKind, Output, PhaseKind } from "#app/domain/works/operation.ts";
import { executedMonths, type Progress } from "./calendar.ts";
import { hazard } from "./hazard.ts";
import { natureOfCategory } from "./personnel.ts";
import { regionWeights } from "./places.ts";
import { euros } from "./requests.ts";
import { hypotheses } from "./staff-requests.ts";

/** The years that works are told of. */
export const workedYears = [2024, 2025, 2026] as const;
type WorkedYear = (typeof workedYears)[number];

/** An item of the workload plan: who gives how many days a year, in whole days. */
interface DemoItem {
  readonly code: string;
  readonly label: string;
  readonly phase: PhaseKind;
  readonly unit: string;
  readonly by: readonly { readonly unit: string | "regions"; readonly profile: string; readonly days: number }[];
}

export interface DemoOperation {
  readonly code: string;
  readonly label: string;
  readonly kind: OperationKind;
  readonly unit: string;
  readonly activity: string;
  readonly output: Output;
  readonly firstMonth: Month;
  readonly lastMonth: Month | null;
  readonly phases: readonly {
    readonly kind: PhaseKind;
    readonly label: string;
    readonly firstDay: Day;
    readonly lastDay: Day;
    readonly done: number;
  }[];
  readonly dates: readonly {
    readonly kind: DateKind;
    readonly phase: PhaseKind;
    readonly label: string;
    readonly dueOn: Day;
    readonly doneOn: Day | null;
  }[];
  /** Of whole years, by year. */
  readonly volumes: readonly { readonly output: Output; readonly byYear: readonly [number, number, number] }[];
  readonly items: readonly DemoItem[];
  readonly expenses: readonly (Pick<ExpenseClaim, "key" | "code" | "unit" | "share"> & { readonly phase: PhaseKind })[];
}

const wholeOf = (code: string, phase: PhaseKind) => ({ key: "activity", code, unit: null, share: 1000, phase }) as const;
const shareOf = (code: string, share: number, phase: PhaseKind, unit: string | null = null) =>
  ({ key: "activity", code, unit, share, phase }) as const;
const endless = { firstMonth: "2024-01", lastMonth: null } as const;
const years = { firstDay: "2024-01-01", lastDay: "2026-12-31" } as const;

/** Six operations of the institute; their phases, their days and their volumes are invented (« fictif »). */
export const demoOperations: readonly DemoOperation[] = [
  {
    ...{
      code: "RP",
      label: "Recensement de la population",
      kind: "census",
      unit: "DSDS",
      activity: "01-REC",
      output: "questionnaire",
      ...endless,
    },
    phases: [
      { kind: "design", label: "Préparation de la collecte 2026", firstDay: "2025-09-01", lastDay: "2026-01-14", done: 100 },
      { kind: "collection", label: "Collecte annuelle", ...years, done: 84 },
      { kind: "control", label: "Contrôle et redressement", firstDay: "2024-03-01", lastDay: "2026-10-31", done: 71 },
      { kind: "dissemination", label: "Diffusion des populations légales", firstDay: "2024-09-01", lastDay: "2026-12-31", done: 62 },
    ],
    dates: [
      { kind: "milestone", phase: "collection", label: "Ouverture de la collecte", dueOn: "2026-01-15", doneOn: "2026-01-15" },
      {
        kind: "milestone",
        phase: "collection",
        label: "Fin de la collecte, communes de 10 000 habitants et plus",
        dueOn: "2026-02-25",
        doneOn: "2026-03-04",
      },
      { kind: "deliverable", phase: "control", label: "Bilan de qualité de la collecte", dueOn: "2026-05-29", doneOn: null },
      { kind: "deliverable", phase: "dissemination", label: "Populations légales au 1er janvier 2024", dueOn: "2026-12-29", doneOn: null },
    ],
    volumes: [{ output: "questionnaire", byYear: [4_912_000, 4_957_000, 5_004_000] }],
    items: [
      {
        code: "OP-RP-COL",
        label: "Collecte du recensement",
        phase: "collection",
        unit: "DSDS",
        by: [{ unit: "regions", profile: "GEST", days: 21_400 }],
      },
      {
        code: "OP-RP-TRT",
        label: "Contrôle et traitement du recensement",
        phase: "control",
        unit: "DSDS",
        by: [{ unit: "DSDS", profile: "STAT", days: 6_800 }],
      },
      {
        code: "OP-RP-DIF",
        label: "Diffusion du recensement",
        phase: "dissemination",
        unit: "DSDS",
        by: [{ unit: "DSDS", profile: "STAT", days: 1_900 }],
      },
    ],
    expenses: [wholeOf("01-REC", "collection")],
  },
  {
    ...{
      code: "EEC",
      label: "Enquête Emploi en continu",
      kind: "survey",
      unit: "DSDS",
      activity: "08-MEN",
      output: "questionnaire",
      ...endless,
    },
    phases: [
      { kind: "collection", label: "Collecte en continu", ...years, done: 81 },
      { kind: "control", label: "Apurement trimestriel", ...years, done: 77 },
      { kind: "dissemination", label: "Publication du taux de chômage", ...years, done: 79 },
    ],
    dates: [
      {
        kind: "deliverable",
        phase: "dissemination",
        label: "Taux de chômage du 1er trimestre 2026",
        dueOn: "2026-05-20",
        doneOn: "2026-05-20",
      },
      { kind: "deliverable", phase: "dissemination", label: "Taux de chômage du 2e trimestre 2026", dueOn: "2026-08-14", doneOn: null },
      {
        kind: "milestone",
        phase: "collection",
        label: "Passage du questionnaire web à tous les logements",
        dueOn: "2026-06-01",
        doneOn: null,
      },
    ],
    volumes: [
      { output: "questionnaire", byYear: [408_000, 412_000, 416_000] },
      { output: "interviewerMonth", byYear: [5_150, 5_060, 4_980] },
    ],
    items: [
      {
        code: "OP-EEC-COL",
        label: "Collecte de l’enquête Emploi",
        phase: "collection",
        unit: "DSDS",
        by: [{ unit: "regions", profile: "ENQ", days: 61_500 }],
      },
      {
        code: "OP-EEC-CTL",
        label: "Apurement de l’enquête Emploi",
        phase: "control",
        unit: "DSDS",
        by: [
          { unit: "regions", profile: "GEST", days: 7_200 },
          { unit: "DSDS", profile: "STAT", days: 2_600 },
        ],
      },
      {
        code: "OP-EEC-DIF",
        label: "Publication de l’enquête Emploi",
        phase: "dissemination",
        unit: "DSDS",
        by: [{ unit: "DSDS", profile: "STAT", days: 1_450 }],
      },
    ],
    expenses: [shareOf("08-MEN", 600, "collection")],
  },
  {
    ...{
      code: "ESA",
      label: "Enquête sectorielle annuelle",
      kind: "survey",
      unit: "DSE",
      activity: "01-ENQ",
      output: "questionnaire",
      ...endless,
    },
    phases: [
      { kind: "design", label: "Rénovation du questionnaire", firstDay: "2025-10-01", lastDay: "2026-04-30", done: 100 },
      { kind: "collection", label: "Collecte par internet et relances", firstDay: "2024-02-01", lastDay: "2026-07-31", done: 86 },
      { kind: "processing", label: "Apurement et redressement", firstDay: "2024-06-01", lastDay: "2026-12-15", done: 58 },
    ],
    dates: [
      { kind: "milestone", phase: "collection", label: "Fin de la collecte 2026", dueOn: "2026-07-31", doneOn: null },
      { kind: "deliverable", phase: "processing", label: "Fichier 2025 remis à Eurostat", dueOn: "2026-06-05", doneOn: null },
    ],
    volumes: [{ output: "questionnaire", byYear: [111_800, 112_600, 112_100] }],
    items: [
      {
        code: "OP-ESA-COL",
        label: "Collecte de l’enquête sectorielle",
        phase: "collection",
        unit: "DSE",
        by: [{ unit: "regions", profile: "GEST", days: 11_800 }],
      },
      {
        code: "OP-ESA-TRT",
        label: "Traitement de l’enquête sectorielle",
        phase: "processing",
        unit: "DSE",
        by: [{ unit: "DSE", profile: "STAT", days: 1_700 }],
      },
    ],
    expenses: [shareOf("01-ENQ", 450, "collection")],
  },
  {
    ...{
      code: "IPC",
      label: "Indice des prix à la consommation",
      kind: "survey",
      unit: "DSDS",
      activity: "01-PRI",
      output: "publication",
      ...endless,
    },
    phases: [
      { kind: "collection", label: "Relevés en points de vente et données de caisse", ...years, done: 81 },
      { kind: "dissemination", label: "Publication mensuelle", ...years, done: 80 },
    ],
    dates: [
      { kind: "deliverable", phase: "dissemination", label: "Indice de mai 2026", dueOn: "2026-06-12", doneOn: "2026-06-12" },
      { kind: "deliverable", phase: "dissemination", label: "Indice de juin 2026", dueOn: "2026-07-15", doneOn: null },
    ],
    volumes: [{ output: "publication", byYear: [12, 12, 12] }],
    items: [
      {
        code: "OP-IPC-REL",
        label: "Relevés de prix",
        phase: "collection",
        unit: "DSDS",
        by: [{ unit: "regions", profile: "ENQ", days: 19_600 }],
      },
      {
        code: "OP-IPC-PUB",
        label: "Calcul et publication de l’indice",
        phase: "dissemination",
        unit: "DSDS",
        by: [{ unit: "DSDS", profile: "STAT", days: 3_900 }],
      },
    ],
    expenses: [shareOf("08-MEN", 200, "collection"), shareOf("01-ENQ", 120, "collection")],
  },
  {
    ...{
      code: "CONJ",
      label: "Notes et points de conjoncture",
      kind: "publication",
      unit: "DESE",
      activity: "08-CON",
      output: "publication",
      ...endless,
    },
    phases: [
      { kind: "processing", label: "Prévisions et comptes trimestriels", ...years, done: 80 },
      { kind: "dissemination", label: "Rédaction et publication", ...years, done: 78 },
    ],
    dates: [
      { kind: "deliverable", phase: "dissemination", label: "Note de conjoncture de juin 2026", dueOn: "2026-06-18", doneOn: null },
      { kind: "deliverable", phase: "dissemination", label: "Note de conjoncture de mars 2026", dueOn: "2026-03-17", doneOn: "2026-03-17" },
    ],
    volumes: [{ output: "publication", byYear: [8, 7, 8] }],
    items: [
      {
        code: "OP-CONJ-PRE",
        label: "Prévisions de conjoncture",
        phase: "processing",
        unit: "DESE",
        by: [{ unit: "DESE", profile: "STAT", days: 4_700 }],
      },
      {
        code: "OP-CONJ-RED",
        label: "Rédaction de la conjoncture",
        phase: "dissemination",
        unit: "DESE",
        by: [{ unit: "DESE", profile: "STAT", days: 1_600 }],
      },
    ],
    expenses: [wholeOf("08-CON", "processing")],
  },
  {
    ...{ code: "SIRENE4", label: "Refonte du répertoire Sirene", kind: "project", unit: "DSE", activity: "01-REP", output: "release" },
    ...{ firstMonth: "2024-01", lastMonth: "2026-12" },
    phases: [
      { kind: "design", label: "Conception", firstDay: "2024-01-01", lastDay: "2024-09-30", done: 100 },
      { kind: "processing", label: "Développement", firstDay: "2024-06-01", lastDay: "2026-09-30", done: 74 },
      { kind: "control", label: "Recette et bascule", firstDay: "2026-04-01", lastDay: "2026-12-31", done: 15 },
    ],
    dates: [
      { kind: "milestone", phase: "design", label: "Dossier de conception validé", dueOn: "2024-09-16", doneOn: "2024-10-07" },
      {
        kind: "deliverable",
        phase: "processing",
        label: "Livraison du module d’immatriculation",
        dueOn: "2026-03-31",
        doneOn: "2026-03-26",
      },
      { kind: "deliverable", phase: "processing", label: "Livraison du module de diffusion", dueOn: "2026-06-01", doneOn: null },
      { kind: "milestone", phase: "control", label: "Bascule", dueOn: "2026-11-16", doneOn: null },
    ],
    volumes: [{ output: "release", byYear: [3, 6, 6] }],
    items: [
      {
        code: "OP-SIR-DEV",
        label: "Développement de Sirene 4",
        phase: "processing",
        unit: "DSE",
        by: [
          { unit: "CNI-NAN", profile: "DEV", days: 3_300 },
          { unit: "CNI-LIL", profile: "DEV", days: 1_250 },
        ],
      },
      {
        code: "OP-SIR-REC",
        label: "Conception et recette de Sirene 4",
        phase: "control",
        unit: "DSE",
        by: [{ unit: "DSE", profile: "STAT", days: 1_100 }],
      },
    ],
    expenses: [shareOf("01-REP", 600, "processing", "DSE")],
  },
];

/** Which expense is support, shared by days (« fictif »). */
export const demoSupport = {
  basis: "days",
  activities: ["09-ACH", "09-FOR", "09-IMM", "09-INF", "09-LOG", "09-SOC"],
  unplaced: true,
} as const;

/** What an ETPT cost in the years that are past, CAS Pensions apart (« fictif »). */
export const pastCosts: readonly AverageCost[] = [
  ...costsFrom(2024, { "A+": 98_000, A: 67_000, B: 49_300, C: 41_200 }),
  ...costsFrom(2025, { "A+": 99_800, A: 68_200, B: 50_300, C: 42_000 }),
];
export const pastHypotheses: CostHypotheses = { ...hypotheses, fromYear: 2024, generalMeasures: 0n };

function costsFrom(fromYear: number, amounts: Readonly<Record<keyof typeof natureOfCategory, number>>): AverageCost[] {
  return (Object.keys(natureOfCategory) as (keyof typeof natureOfCategory)[]).map((category) => {
    return {
      category: natureOfCategory[category],
      fromYear,
      cost: euros(amounts[category]),
      categoryMeasures: 0n,
      rebasing: 0n,
      other: 0n,
    };
  });
}

/** The months that works are told of: those that are executed. */
export function workedMonths(progress: Progress): Month[] {
  return workedYears.flatMap((year) => Array.from({ length: executedMonths(year, progress) }, (_, index) => monthOfYear(year, index + 1)));
}

/** The days of a year on the items of all operations, by month, as far as it is executed; `item` is its code. */
export function workedDays(year: WorkedYear): Map<Month, WorkLoad[]> {
  const found = new Map<Month, WorkLoad[]>(Array.from({ length: 12 }, (_, index) => [monthOfYear(year, index + 1), []]));
  for (const { items } of demoOperations)
    for (const { code, by } of items)
      for (const { unit, profile, days } of by)
        for (const [team, own] of teamsOf(unit, daysIn(year, code, days)))
          for (const [index, part] of spread(own, monthWeights(`${code} ${team} ${year}`)).entries())
            if (part > 0n)
              found
                .get(monthOfYear(year, index + 1))
                ?.push({ item: code, unit: team, profile, month: monthOfYear(year, index + 1), days: part });
  return found;
}

/** A year differs from the one before by some hundredths. */
function daysIn(year: WorkedYear, code: string, days: number): Quantity {
  return BigInt(Math.round(days * (100 + hazard(`days ${code} ${year}`, -4, 3))));
}

function teamsOf(unit: string, days: Quantity): [string, Quantity][] {
  if (unit !== "regions") return [[unit, days]];
  const regions = Object.entries(regionWeights);
  const parts = spread(
    days,
    regions.map(([, weight]) => weight),
  );
  return regions.map(([region], index) => [region, parts[index] ?? 0n]);
}

/** August is quiet. */
function monthWeights(name: string): bigint[] {
  return Array.from({ length: 12 }, (_, month) => BigInt((month === 7 ? 55 : 86) + hazard(`${name} ${month}`, -5, 5)));
}

/** A volume of a year as far as it is executed, in hundredths of a unit of output. */
export function volumeSoFar(volume: number, year: number, progress: Progress): Quantity {
  return (BigInt(volume) * 100n * BigInt(executedMonths(year, progress))) / 12n;
}
