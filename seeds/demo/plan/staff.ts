import { addDays, type Day, monthOfYear } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { ContractTerms, PostTerms } from "#app/domain/workforce/contract.ts";
import { staffingLines } from "#app/domain/workforce/month.ts";
import type { StaffCategory } from "../published.ts";
import { currentYear, dayIn } from "./calendar.ts";
import { hazard } from "./hazard.ts";
import { type MonthlyLine, natureOfCategory, type StaffAllotment } from "./personnel.ts";

/** Of the people of category C, interviewers are told apart; their ceiling is that of C (nature 1027). */
export const employmentCategories = [
  { code: "A+", label: "Catégorie A+", nature: natureOfCategory["A+"] },
  { code: "A", label: "Catégorie A", nature: natureOfCategory.A },
  { code: "B", label: "Catégorie B", nature: natureOfCategory.B },
  { code: "C", label: "Catégorie C, hors enquêteurs", nature: natureOfCategory.C },
  { code: "ENQ", label: "Enquêteurs", nature: natureOfCategory.C },
] as const;
type Employment = (typeof employmentCategories)[number]["code"];

export interface DemoContract {
  readonly number: string;
  readonly name: string;
  readonly terms: ContractTerms;
}

/** Who works where since 2025, and on which post (« fictif »): nobody of them exists. */
export interface DemoStaff {
  readonly posts: readonly PostTerms[];
  readonly contracts: readonly DemoContract[];
}

/** Thousandths of the ceiling that posts staff (« fictif »): vacancies take the rest. */
const staffed = 993n;

/** Posts and people for what each unit is allotted: whole posts and part times, as many as fit under it, so that no month exceeds it. */
export function demoStaff(allotments: readonly StaffAllotment[]): DemoStaff {
  const writer = new StaffWriter();
  for (const { unit, activity, nature, amount } of allotments) {
    const category = categoryOf(nature);
    let left = (amount * staffed) / 12_000n;
    for (let rank = 1; left >= 50n; rank += 1) {
      const ratio = ratioOf(`${unit} ${category} ${rank}`, left);
      writer.fill({ unit, activity, category: employmentOf(unit, category, rank), ratio });
      left -= ratio;
    }
  }
  return writer;
}

/** The ETPT of each month of the year under way, January first, as its people say. */
export function staffingOfPeople({ contracts }: DemoStaff): MonthlyLine[][] {
  const natures = new Map<string, string>(employmentCategories.map(({ code, nature }) => [code, nature]));
  const spans = contracts.map(({ terms }) => ({ ...terms, heads: 1 }));
  return Array.from({ length: 12 }, (_, index) => staffingLines(spans, monthOfYear(currentYear, index + 1), "month", natures));
}

function categoryOf(nature: string): StaffCategory {
  const found = (Object.keys(natureOfCategory) as StaffCategory[]).find((category) => natureOfCategory[category] === nature);
  if (!found) throw new Error(`${nature} is no nature of employment`);
  return found;
}

function ratioOf(name: string, left: Quantity): Quantity {
  const chance = hazard(`ratio ${name}`, 0, 99);
  const wanted = chance < 4 ? 50n : chance < 18 ? 80n : 100n;
  return wanted <= left ? wanted : left >= 80n ? 80n : 50n;
}

/** Interviewers work in the regional directorates, and for those that conduct the surveys: 43.4 % of category C together. */
function employmentOf(unit: string, category: StaffCategory, rank: number): Employment {
  if (category !== "C") return category;
  const share = unit.startsWith("DR") ? 9 : surveying.has(unit) ? 7 : 0;
  return rank % 10 < share ? "ENQ" : "C";
}
const surveying = new Set(["DSDS", "DSE", "SG-CES"]);

interface Holding {
  readonly unit: string;
  readonly activity: string;
  readonly category: Employment;
  readonly ratio: Quantity;
}

class StaffWriter implements DemoStaff {
  readonly posts: PostTerms[] = [];
  readonly contracts: DemoContract[] = [];
  /** Who left a post and may come to another of the same category, elsewhere. */
  readonly #leavers = new Map<string, { readonly number: string; readonly name: string; readonly lastDay: Day; readonly unit: string }>();
  #people = 0;
  readonly #ranks = new Map<string, number>();

  /** A post and those who hold it one after the other: most of them for years, some who left last year, some who leave this one. */
  fill(own: Holding): void {
    const { unit, activity, category, ratio } = own;
    const rank = (this.#ranks.get(unit) ?? 0) + 1;
    this.#ranks.set(unit, rank);
    const number = `${unit}-${String(rank).padStart(4, "0")}`;
    const name = `post ${number}`;
    const chance = hazard(name, 0, 999);
    const leaving = chance >= 940 ? this.#leaving(name) : null;
    const [title, profile] = work(unit, category, name);
    const arrival = chance < 55 ? this.#cameLastYear(own, number, name, profile) : oldArrival(name);
    const person = this.#newPerson(name);
    const dataProcessing = machineRoom.some(([, known]) => known === profile);
    const terms: ContractTerms = {
      unit,
      activity,
      category,
      post: number,
      ratio,
      firstDay: arrival,
      lastDay: leaving,
      profile,
      dataProcessing,
    };
    if (leaving === null && chance >= 900 && chance < 915 && ratio === 100n) this.#shorten(person, terms, name);
    else this.contracts.push({ ...person, terms });
    const next = leaving === null ? null : this.#successor(own, { ...person, lastDay: leaving }, terms, name);
    const expectedOn = leaving !== null && next === null && chance % 2 === 0 ? dayIn(currentYear + 1, 1, 1) : null;
    this.posts.push({
      ...{ number, unit, activity, category, label: title, profile, size: 100n, firstDay: "2010-01-01", lastDay: null, expectedOn },
    });
  }

  /** The last day of presence: the end of a month, this year or early in the next. */
  #leaving(name: string): Day {
    const month = hazard(`leaving ${name}`, 1, 14);
    return addDays(month <= 12 ? firstOfNext(currentYear, month) : firstOfNext(currentYear + 1, month - 12), -1);
  }

  /** Somebody left last year; the one who holds the post came some months later. */
  #cameLastYear({ unit, activity, category, ratio }: Holding, post: string, name: string, profile: string): Day {
    const left = hazard(`left ${name}`, 1, 9);
    const lastDay = addDays(firstOfNext(currentYear - 1, left), -1);
    const before = { unit, activity, category, post, ratio, profile, dataProcessing: machineRoom.some(([, known]) => known === profile) };
    this.contracts.push({ ...this.#newPerson(`before ${name}`), terms: { ...before, firstDay: oldArrival(`before ${name}`), lastDay } });
    return dayIn(currentYear - 1, Math.min(12, left + hazard(`came ${name}`, 1, 3)), 1);
  }

  /** From a month on, four days a week. */
  #shorten(person: { readonly number: string; readonly name: string }, terms: ContractTerms, name: string): void {
    const from = dayIn(currentYear, hazard(`shorter ${name}`, 2, 10), 1);
    this.contracts.push({ ...person, terms: { ...terms, lastDay: addDays(from, -1) } });
    this.contracts.push({ ...person, terms: { ...terms, ratio: 80n, firstDay: from } });
  }

  /** Somebody comes two months later, from another unit or from outside; for the last months of the year nobody is known yet, half of the time. */
  #successor(
    { unit, category }: Holding,
    leaver: { readonly number: string; readonly name: string; readonly lastDay: Day },
    terms: ContractTerms,
    name: string,
  ): Day | null {
    const firstDay = addDays(leaver.lastDay, 62).replace(/\d\d$/, "01");
    const waiting = this.#leavers.get(category);
    const moves = waiting && waiting.unit !== unit && waiting.lastDay < firstDay;
    if (!moves) this.#leavers.set(category, { number: leaver.number, name: leaver.name, lastDay: leaver.lastDay, unit });
    if (leaver.lastDay > dayIn(currentYear, 7, 31) && hazard(`next ${name}`, 0, 1) === 0) return null;
    const person = moves ? { number: waiting.number, name: waiting.name } : this.#newPerson(`next ${name}`);
    if (moves) {
      // Nobody is between two units: the one who moves comes on the day after the last.
      this.#leavers.delete(category);
      const from = addDays(waiting.lastDay, 1);
      if (from > leaver.lastDay) {
        this.contracts.push({ ...person, terms: { ...terms, firstDay: from, lastDay: null } });
        return from;
      }
      this.contracts.push({ ...this.#newPerson(`next ${name}`), terms: { ...terms, firstDay, lastDay: null } });
      return firstDay;
    }
    this.contracts.push({ ...person, terms: { ...terms, firstDay, lastDay: null } });
    return firstDay;
  }

  #newPerson(name: string): { readonly number: string; readonly name: string } {
    this.#people += 1;
    const [first, last] = [pick(firstNames, `first ${name}`), pick(lastNames, `last ${name}`)];
    return { number: `M${String(this.#people).padStart(6, "0")}`, name: `${first} ${last} (fictif)` };
  }
}

function firstOfNext(year: number, month: number): Day {
  return month === 12 ? dayIn(year + 1, 1, 1) : dayIn(year, month + 1, 1);
}

function oldArrival(name: string): Day {
  return dayIn(hazard(`since ${name}`, currentYear - 16, currentYear - 2), hazard(`month ${name}`, 1, 12), 1);
}

type Work = readonly [title: string, profile: string];

/** What a post is called, and the profile that the workload plan knows it by (`work_profile`). */
function work(unit: string, category: Employment, name: string): Work {
  if (category === "ENQ") return ["Enquête sur le terrain", "Enquêteur"];
  if (unit.startsWith("CNI") || unit === "SG-DI" || unit === "SG-SDIB") return pick(machineRoom, `room ${name}`);
  if (category === "A+") return ["Encadrement supérieur", "Chef de projet"];
  const titles = category === "C" ? supporting : statistical;
  return pick(titles, `title ${name}`);
}
const statistical: readonly Work[] = [
  ["Conception statistique", "Statisticien"],
  ["Études", "Statisticien"],
  ["Gestion d’enquêtes", "Gestionnaire d’enquête"],
  ["Diffusion", "Administrateur de données"],
];
const supporting: readonly Work[] = [
  ["Gestion administrative", "Fonctions support"],
  ["Contrôle des données", "Gestionnaire d’enquête"],
];
const machineRoom: readonly Work[] = [
  ["Développement", "Développeur"],
  ["Exploitation", "Exploitant informatique"],
];

function pick<Item>(items: readonly Item[], name: string): Item {
  return items[hazard(name, 0, items.length - 1)] as Item;
}

const firstNames = [
  ...[
    "Adèle",
    "Agnès",
    "Alain",
    "Alice",
    "Anaïs",
    "Antoine",
    "Basile",
    "Bérénice",
    "Bruno",
    "Carole",
    "Cécile",
    "Chloé",
    "Clément",
    "Damien",
  ],
  ...[
    "Delphine",
    "Denis",
    "Édith",
    "Élise",
    "Éric",
    "Estelle",
    "Fabrice",
    "Florence",
    "Gabriel",
    "Gaëlle",
    "Germain",
    "Hélène",
    "Hugo",
    "Inès",
  ],
  ...[
    "Irène",
    "Jacques",
    "Jeanne",
    "Joël",
    "Judith",
    "Karim",
    "Laure",
    "Léon",
    "Lucie",
    "Mathilde",
    "Michel",
    "Nadia",
    "Noémie",
    "Olivier",
  ],
  ...[
    "Pascal",
    "Paule",
    "Quentin",
    "Rachid",
    "Renée",
    "Rose",
    "Samuel",
    "Simone",
    "Sonia",
    "Thierry",
    "Ursule",
    "Valérie",
    "Victor",
    "Yves",
  ],
];
const lastNames = [
  ...["Aubert", "Barbier", "Benoît", "Berger", "Blanchard", "Boyer", "Brun", "Carpentier", "Charpentier", "Chevalier", "Colin", "Cordier"],
  ...["Da Silva", "Delmas", "Diallo", "Dumont", "Fabre", "Faure", "Fleury", "Fontaine", "Gauthier", "Gérard", "Girard", "Guérin", "Hamel"],
  ...["Henry", "Hubert", "Jacquet", "Joly", "Klein", "Lacroix", "Lambert", "Leclerc", "Legrand", "Lemaire", "Lopez", "Lucas", "Maillard"],
  ...["Marchand", "Masson", "Mercier", "Meunier", "Morel", "Nguyen", "Noël", "Olivier", "Perrin", "Picard", "Poirier", "Renard", "Rivière"],
  ...["Roger", "Rolland", "Roussel", "Schmitt", "Tessier", "Thomas", "Traoré", "Vasseur", "Vidal", "Weber"],
];
