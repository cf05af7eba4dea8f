import type { ActivityDescription, Succession } from "#app/domain/reference/nomenclature.ts";

/** Programme 220, its actions since the budget of 2021 and before, and the activities below (the latter are ours: « fictif »). */
export const programme = "220";
export const actions = ["01", "06", "08", "09"] as const;
export type Action = (typeof actions)[number];

const reform = "2021-01-01";

type Row = readonly [
  code: string,
  parent: string | null,
  level: ActivityDescription["level"],
  label: string,
  from?: string | undefined,
  until?: string,
];

const rows: readonly Row[] = [
  [programme, null, "programme", "Statistiques et études économiques"],
  ["01", programme, "action", "Infrastructure statistique", undefined, reform],
  ["01", programme, "action", "Infrastructures statistiques et missions régaliennes", reform],
  ["02", programme, "action", "Information économique", undefined, reform],
  ["03", programme, "action", "Information démographique et sociale", undefined, reform],
  ["05", programme, "action", "Soutien", undefined, reform],
  ["06", programme, "action", "Action régionale"],
  ["07", programme, "action", "Pilotage et formation initiale", undefined, reform],
  ["08", programme, "action", "Information économique, démographique et sociale", reform],
  ["09", programme, "action", "Pilotage, soutien et formation initiale", reform],
  ["01-REC", "01", "activity", "Recensement de la population"],
  ["01-REP", "01", "activity", "Répertoires et fichiers (Sirene, personnes physiques, électeurs)"],
  ["01-ENQ", "01", "activity", "Enquêtes auprès des entreprises"],
  ["01-IND", "01", "activity", "Statistiques industrielles"],
  ["01-PRI", "01", "activity", "Indices de prix"],
  ["06-ETU", "06", "activity", "Études régionales"],
  ["06-DIF", "06", "activity", "Diffusion et partenariats en région"],
  ["08-MEN", "08", "activity", "Enquêtes auprès des ménages", reform],
  ["08-CON", "08", "activity", "Conjoncture et comptes nationaux", reform],
  ["08-ETU", "08", "activity", "Études économiques et sociales", reform],
  ["09-PIL", "09", "activity", "Pilotage, programmation et coordination", reform],
  ["09-INF", "09", "activity", "Centres nationaux informatiques et informatique centrale", reform],
  ["09-FOR", "09", "activity", "Formation", reform],
  ["09-IMM", "09", "activity", "Immobilier", reform],
  ["09-ACH", "09", "activity", "Achats centralisés", reform],
  ["09-LOG", "09", "activity", "Logistique", reform],
  ["09-SOC", "09", "activity", "Action sociale", reform],
  ["09-DIA", "09", "activity", "Dialogue social", reform],
];

export const activities: readonly ActivityDescription[] = rows.map(([code, parent, level, label, from, until]) => ({
  code,
  parent,
  level,
  label,
  ...(from === undefined ? {} : { from }),
  ...(until === undefined ? {} : { until }),
}));

/** The nomenclature of 2021: 02 and 03 became 08, 05 and 07 became 09, whole. */
export const activitySuccessions: readonly Succession[] = (
  [
    ["02", "08"],
    ["03", "08"],
    ["05", "09"],
    ["07", "09"],
  ] as const
).map(([from, to]) => ({ dimension: "activity", from, to, on: reform, numerator: 1n, denominator: 1n }));
