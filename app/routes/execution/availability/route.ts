import type { AskedAmount } from "#app/domain/execution/availability.ts";
import { parseDecimal } from "#app/domain/money.ts";
import { guard } from "#app/http/guard.ts";
import { availabilityFor } from "../way-out.ts";
import { askedSeparator, type ShownAvailability } from "./shown.ts";

const mostLines = 40;

/** What is available where a form asks for credit, as it is typed: the same words as the refusal that would come. Quantities as text. */
export const loader = guard.loader({ capability: "execution.read", quiet: true }, async ({ db, year, url, access, mayDo }) => {
  const resource = url.searchParams.get("resource") === "CP" ? "CP" : "AE";
  const asked = url.searchParams
    .getAll("line")
    .slice(0, mostLines)
    .flatMap(readLine)
    .filter(({ unit }) => mayDo("execution.read", unit));
  const levels = await availabilityFor(db, { year, access }, asked, resource);
  return Response.json(
    levels.map(
      ({ unit, spendingClass, asked: total, available, missing, ways, ask }): ShownAvailability => ({
        ...{ unit, spendingClass, resource, ask },
        ...{ asked: total.toString(), available: available.toString(), missing: missing.toString() },
        ways: ways.map(({ available: held, ...way }) => ({ ...way, available: held.toString() })),
      }),
    ),
  );
});

/** « unit | nature | activity | amount as it was typed »; what cannot be read yet asks for nothing. */
function readLine(text: string): AskedAmount[] {
  const [unit = "", nature = "", activity = "", typed = ""] = text.slice(0, 200).split(askedSeparator);
  const amount = parseDecimal(typed);
  return unit && nature && amount.ok && amount.value > 0n ? [{ unit, nature, activity, amount: amount.value }] : [];
}
