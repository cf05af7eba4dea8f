import { type Pointing, witness } from "./0019-line-witnesses.ts";

/**
 * What commitments, their lines and the things of Chorus point at is witnessed by statement, as it is for the lines of the journal (decision
 * 0142): a key for each code of each row took most of what an extract of 100 000 rows takes of the database.
 */
const units: Pointing = { what: "unit", columns: ["code"], pointers: [["unit"], ["beneficiary_unit"]] };
const nature: Pointing = { what: "nature", columns: ["code"], pointers: [["nature"]] };
const activity: Pointing = { what: "activity", columns: ["code"], pointers: [["activity"]] };

/** What is pointed at without a key is never removed nor renamed; units, natures, activities, parties and people are kept by 0019. */
const pointedAt: Readonly<Record<string, string>> = { fiscal_year: "year", commitment: "id", commitment_line: "commitment_id, line" };

const keys: readonly (readonly [table: string, columns: readonly string[]])[] = [
  ["commitment", ["fiscal_year", "party", "author"]],
  ["commitment_line", ["commitment_id", "unit", "beneficiary_unit", "nature", "activity"]],
  ["commitment_schedule", ["commitment_id_line"]],
  ["chorus_item", ["unit"]],
];

/** A row that comes to point elsewhere is looked at by itself: few do, and the others cost nothing. */
function moved(name: string, table: string, pointings: readonly Pointing[]): string[] {
  const pointers = pointings.flatMap(({ what, columns, pointers: own }) =>
    own.map((pointer) => ({ what, column: columns[0], own: pointer[0] })),
  );
  return [
    `create function ${name}() returns trigger language plpgsql as $$
     begin
       ${pointers
         .map(
           ({ what, column, own }) => `if not exists (select from {schema}.${what} i where i.${column} = new.${own}) then
         raise exception 'no ${what} is %', new.${own} using errcode = '23503', constraint = '${name}', table = '${table}';
       end if;`,
         )
         .join("\n       ")}
       return null;
     end $$`,
    `create trigger ${name} after update of ${pointers.map(({ own }) => own).join(", ")} on ${table} for each row
       when (${pointers.map(({ own }) => `old.${own} is distinct from new.${own}`).join(" or ")}) execute function ${name}()`,
  ];
}

const itemUnit: Pointing = { ...units, pointers: [["unit"]] };

export const spendingWitnesses = [
  ...Object.entries(pointedAt).flatMap(([table, key]) => [
    `create trigger kept before delete or update of ${key} on ${table} for each row execute function refuse_removal()`,
    `create trigger kept_whole before truncate on ${table} for each statement execute function refuse_removal()`,
  ]),
  ...witness("commitments_known", "commitment", [
    { what: "fiscal_year", columns: ["year"], pointers: [["fiscal_year"]] },
    { what: "party", columns: ["code"], pointers: [["party"]] },
    { what: "app_user", columns: ["id"], pointers: [["author"]] },
  ]),
  ...witness("commitment_lines_known", "commitment_line", [
    { what: "commitment", columns: ["id"], pointers: [["commitment_id"]] },
    units,
    nature,
    activity,
  ]),
  ...moved("commitment_lines_moved", "commitment_line", [units, nature, activity]),
  ...witness("schedules_known", "commitment_schedule", [
    { what: "commitment_line", columns: ["commitment_id", "line"], pointers: [["commitment_id", "line"]] },
  ]),
  ...witness("chorus_items_known", "chorus_item", [itemUnit]),
  ...moved("chorus_items_moved", "chorus_item", [itemUnit]),
  ...keys.flatMap(([table, columns]) => columns.map((column) => `alter table ${table} drop constraint ${table}_${column}_fkey`)),

  // What no query has ever looked up by: codes are searched by a part of them (« ilike »), changes by their import, requests by their key.
  ...["commitment", "request", "centre", "contract", "cost_centre"].map((name) => `drop index coding_block_${name}`),
  `drop index chorus_change_key`,
  `drop index chorus_item_commitment`,

  // It comes compressed.
  `alter table chorus_import alter column book set storage external`,
];
