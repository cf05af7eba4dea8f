import type { Day } from "../../month.ts";
import { type FecColumn, fecColumns } from "../columns.ts";
import type { FecFaults } from "../fault.ts";
import type { Fields } from "./flat-lines.ts";

/**
 * The official structure (`formatA47A-I-VII-1.xsd`): what each element may hold, in its order. `?` at most once, `*` any number, `+` once or
 * more, `++` twice or more. `amount` stands for Debit, Credit, or Montant and Sens; a line may then say more.
 */
const structure: Readonly<Record<string, readonly string[]>> = {
  comptabilite: ["exercice"],
  exercice: ["DateCloture", "journal+"],
  journal: ["JournalCode", "JournalLib", "ecriture*"],
  ecriture: [
    ...["EcritureNum", "EcritureDate", "EcritureLib", "PieceRef", "PieceDate", "EcritureLet?", "DateLet?", "ValidDate"],
    "ligne++",
  ],
  ligne: ["CompteNum", "CompteLib", "CompAuxNum?", "CompAuxLib?", "Montantdevise?", "Idevise?", "amount"],
};
const amountElements = ["Debit", "Credit", "Montant"];

interface Open {
  readonly name: string;
  /** Where the element is in its structure, and how often the present part came. */
  part: number;
  times: number;
  readonly texts: Map<string, string>;
  /** Of a line: its amount has come, anything may follow. */
  free: boolean;
}

/** Takes the nested file apart, in pieces of any size; each line comes as the fields of a flat file would, days and decimals included. */
export class XmlLines {
  readonly #faults: FecFaults;
  readonly #closingDay: Day;
  readonly #take: (fields: Fields, line: number, directed: boolean) => void;
  readonly #open: Open[] = [];
  #rest = "";
  #line = 0;
  #leaf: string | undefined;
  #ended = false;

  constructor(faults: FecFaults, closingDay: Day, take: (fields: Fields, line: number, directed: boolean) => void) {
    this.#faults = faults;
    this.#closingDay = closingDay;
    this.#take = take;
  }

  push(piece: string): void {
    const text = this.#rest + piece;
    let start = 0;
    for (;;) {
      const begin = text.indexOf("<", start);
      const end = begin < 0 ? -1 : text.indexOf(">", begin);
      if (end < 0) break;
      this.#text(text.slice(start, begin));
      this.#tag(text.slice(begin + 1, end));
      start = end + 1;
    }
    this.#rest = text.slice(start);
  }

  finish(): void {
    if (!this.#ended || this.#open.length > 0 || this.#rest.trim() !== "")
      this.#say(this.#open.at(-1)?.name ?? this.#rest.slice(0, 40), "</comptabilite>");
  }

  #say(value: string, expected: string): void {
    this.#faults.add("xml-structure", this.#line, null, value, expected);
  }

  #tag(tag: string): void {
    if (tag.startsWith("?") && this.#open.length === 0 && !this.#ended) return;
    if (tag.startsWith("/")) this.#close(tag.slice(1).trim());
    else this.#begin(/^[^\s/]*/.exec(tag)?.[0] ?? "", tag.endsWith("/"));
  }

  #begin(name: string, empty: boolean): void {
    const parent = this.#open.at(-1);
    if (!parent) {
      if (name !== "comptabilite" || this.#ended) this.#say(name, "comptabilite");
    } else this.#advance(parent, name);
    if (name in structure) this.#open.push({ name, part: 0, times: 0, texts: new Map(), free: false });
    else {
      this.#leaf = name;
      parent?.texts.set(name, "");
    }
    if (empty) this.#close(name);
  }

  /** Moves on in the structure of the parent until the element fits; what does not fit is said. */
  #advance(parent: Open, name: string): void {
    if (parent.free) {
      if (name === "Sens" && !parent.texts.has("Montant")) this.#say(name, "Montant");
      return;
    }
    const parts = structure[parent.name] ?? [];
    for (let part = parent.part; part < parts.length; part += 1) {
      const wanted = parts[part] ?? "";
      const times = part === parent.part ? parent.times : 0;
      if (fits(wanted, name) && (times === 0 || /[*+]$/.test(wanted))) {
        parent.part = part;
        parent.times = times + 1;
        parent.free = wanted === "amount";
        return;
      }
      if (times < leastOf(wanted)) break;
    }
    this.#say(name, parts[parent.part]?.replace(/[?*+]+$/, "") ?? `</${parent.name}>`);
  }

  #text(text: string): void {
    if (this.#leaf !== undefined) {
      this.#open.at(-1)?.texts.set(this.#leaf, unescaped(text));
    } else if (text.trim() !== "") this.#say(text.trim().slice(0, 40), "<");
  }

  #close(name: string): void {
    if (this.#leaf !== undefined) {
      if (name !== this.#leaf) this.#say(`</${name}>`, `</${this.#leaf}>`);
      this.#leaf = undefined;
      return;
    }
    const closed = this.#open.pop();
    if (closed?.name !== name) this.#say(`</${name}>`, `</${closed?.name ?? ""}>`);
    if (!closed) return;
    this.#sayMissing(closed);
    if (name === "comptabilite") this.#ended = true;
    if (name === "exercice" && closed.texts.get("DateCloture") !== this.#closingDay) {
      this.#say(closed.texts.get("DateCloture") ?? "", this.#closingDay);
    }
    if (name === "ligne") this.#give(closed);
  }

  #sayMissing({ name, part, times, free }: Open): void {
    const parts = structure[name] ?? [];
    const missing = parts.find(
      (wanted, index) => (index > part || (index === part && !free)) && (index === part ? times : 0) < leastOf(wanted),
    );
    if (missing !== undefined) this.#say(`</${name}>`, missing.replace(/[?*+]+$/, ""));
  }

  #give({ texts }: Open): void {
    this.#line += 1;
    const entry = this.#open.at(-1)?.texts ?? new Map();
    const journal = this.#open.at(-2)?.texts ?? new Map();
    const directed = texts.has("Montant");
    const textOf = (column: FecColumn): string => {
      if (column === "JournalCode" || column === "JournalLib") return journal.get(column) ?? "";
      if (column === "EcritureLet" || column === "DateLet") return texts.get(column) ?? "";
      if (column === "Debit") return texts.get(directed ? "Montant" : "Debit") ?? "0.00";
      if (column === "Credit") return texts.get(directed ? "Sens" : "Credit") ?? "0.00";
      return texts.get(column) ?? entry.get(column) ?? "";
    };
    this.#take(
      fecColumns.map((column) => flat(column, textOf(column))),
      this.#line,
      directed,
    );
  }
}

function fits(wanted: string, name: string): boolean {
  return wanted === "amount" ? amountElements.includes(name) : wanted.replace(/[?*+]+$/, "") === name;
}

function leastOf(wanted: string): number {
  return wanted.endsWith("++") ? 2 : wanted.endsWith("?") || wanted.endsWith("*") ? 0 : 1;
}

/** As a flat file writes it: days without hyphens, decimals with a comma. A day with a comma, or hyphens elsewhere, stays as it is. */
function flat(column: FecColumn, text: string): string {
  switch (column) {
    case "EcritureDate":
    case "PieceDate":
    case "DateLet":
    case "ValidDate":
      return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text.replaceAll("-", "") : text === "" ? "" : `!${text}`;
    case "Debit":
    case "Credit":
    case "Montantdevise":
      return text.includes(",") ? `!${text}` : text.replace(".", ",");
    default:
      return text;
  }
}

const entities: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'" };

function unescaped(text: string): string {
  return text.includes("&") ? text.replace(/&\w+;/g, (entity) => entities[entity] ?? entity) : text;
}
