import { guard } from "#app/http/guard.ts";
import { answeringJson } from "#app/http/json-answer.ts";

/** A cell of any sheet, as `columnName` names it under its line. */
const cellPattern = /^[0-9a-f-]{36} (AE|CP|ETPT|DAY) \d{4} (\d{1,2}|total)$/;

/** The cell on which a person's keyboard is, told to those who look at the same sheet; kept nowhere. */
export const action = answeringJson(
  guard.action(
    { capability: "planning.read", unit: ({ params }) => params.unit },
    async ({ form, services, organisation, person, refused }) => {
      const [stream, cell] = [form.get("stream"), form.get("cell")];
      if (typeof stream !== "string" || typeof cell !== "string") return refused({ kind: "unreadable-form" });
      if (cell !== "" && !cellPattern.test(cell)) return refused({ kind: "unreadable-form" });
      services.live.move({ organisation: organisation.number, stream, person: person.id, cell: cell === "" ? null : cell });
      return {};
    },
  ),
);
