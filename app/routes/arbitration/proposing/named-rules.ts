import { amountUnder } from "#app/domain/arbitration/amount.ts";
import { grantingOf, stockOf } from "#app/domain/arbitration/proposal/case.ts";
import type { Rule } from "#app/domain/arbitration/proposal/conflict.ts";
import { usualProposal } from "#app/domain/arbitration/proposal/criteria.ts";
import type { Db } from "#db/client.ts";
import { findCriteria } from "#db/queries/arbitration/proposal/criteria.ts";
import type { NamedRule } from "./conflict-part.tsx";
import type { SeenCase } from "./load-case.ts";
import type { NamedId } from "./picture.ts";

/** The rules that contradict each other with their figures, and where each is changed. */
export async function namedRules(
  db: Db,
  { given, campaign, costs }: SeenCase,
  { criteriaId, rules }: { criteriaId: string | null; rules: readonly Rule[] },
): Promise<NamedRule[]> {
  const content = (await findCriteria(db, criteriaId))?.content ?? usualProposal;
  const byId = new Map(given.requests.map((own) => [own.id, own]));
  const named = (id: string): NamedId | undefined => {
    const own = byId.get(id);
    return own && { id, unit: own.unit, number: own.number, title: own.title };
  };
  const must = given.requests
    .map((own) => ({ own, granting: grantingOf(own, given.year, content) }))
    .filter(({ granting }) => granting.mandatory);
  const ceilings = rules.flatMap((rule) => (rule.kind === "ceiling" ? given.envelopes.filter(({ id }) => id === rule.id) : []));
  const tell = (rule: Rule): NamedRule[] => {
    switch (rule.kind) {
      case "mandatory": {
        const [ceiling] = ceilings;
        const parts = must.filter(({ own }) => !ceiling || amountUnder(own.asked, ceiling) !== 0n);
        const least =
          ceiling &&
          parts.reduce(
            (sum, { own, granting }) => sum + (amountUnder(own.asked, ceiling) * BigInt(granting.leastParts)) / BigInt(granting.parts),
            0n,
          );
        const shown = ceiling && least !== undefined && (costs || ceiling.spendingClass === "nonPersonnel");
        return [
          {
            kind: "mandatory",
            criteriaId,
            count: parts.length,
            requests: parts.slice(0, 5).flatMap(({ own }) => named(own.id) ?? []),
            least: shown ? { amount: least, measure: ceiling.measure } : null,
          },
        ];
      }
      case "ceiling": {
        const ceiling = given.envelopes.find(({ id }) => id === rule.id);
        if (!ceiling) return [];
        const { spendingClass, measure, targetYear, label, amount } = ceiling;
        return [
          {
            kind: "ceiling",
            campaignId: campaign.id,
            limit: { spendingClass, measure, targetYear, label },
            amount: costs || spendingClass === "nonPersonnel" ? amount : null,
          },
        ];
      }
      case "floor": {
        const floor = content.floors.find(({ unit, ...key }) => `${unit} ${stockOf(key)}` === rule.id);
        const promised = given.envelopes.find(({ id }) => id === rule.id);
        if (promised?.floor) {
          const sum = { amount: promised.floor, measure: promised.measure };
          return [{ kind: "floor", criteriaId, unit: promised.label ?? "", floor: sum }];
        }
        const [unit = ""] = rule.id.split(" ");
        return [{ kind: "floor", criteriaId, unit, floor: floor ? { amount: floor.least, measure: floor.measure } : null }];
      }
      case "exclusion":
      case "link": {
        const [one, other] = rule.id.split(" ").map(named);
        return one && other ? [{ kind: rule.kind, one, other }] : [];
      }
    }
  };
  return rules.flatMap(tell);
}
