import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { AmountKey } from "#app/domain/arbitration/amount.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Section } from "#app/ui/shell/page.tsx";
import { useLimitName } from "./limit-name.ts";
import type { NamedId } from "./picture.ts";
import styles from "./proposing.module.css";

interface Sum {
  readonly amount: Quantity;
  readonly measure: BudgetResource;
}

/** A rule of a contradiction, with what it takes to say it and to change it. */
export type NamedRule =
  | {
      readonly kind: "mandatory";
      readonly criteriaId: string | null;
      readonly count: number;
      readonly requests: readonly NamedId[];
      readonly least: Sum | null;
    }
  | {
      readonly kind: "ceiling";
      readonly campaignId: string;
      readonly limit: AmountKey & { readonly label: string | null };
      readonly amount: Quantity | null;
    }
  | { readonly kind: "floor"; readonly criteriaId: string | null; readonly unit: string; readonly floor: Sum | null }
  | { readonly kind: "exclusion" | "link"; readonly one: NamedId; readonly other: NamedId };

/** The fewest rules that cannot all hold, in words, each with the page where it is changed. */
export function ConflictPart({ conflict, year }: { readonly conflict: readonly NamedRule[]; readonly year: number }) {
  const words = useTranslations("proposal");
  return (
    <Section title={words("conflict.title")}>
      <p>{words("conflict.hint")}</p>
      <ol className={styles.plain}>
        {conflict.map((rule, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list that is read once and never changes
          <li key={index}>
            <RuleWords rule={rule} year={year} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function RuleWords({ rule, year }: { readonly rule: NamedRule; readonly year: number }) {
  const words = useTranslations("proposal");
  const format = useFormat();
  const nameOf = useLimitName();
  const say = ({ amount, measure }: Sum) => format.amountWithUnit(amount, measure, { unit: "eur" });
  const name = ({ unit, number, title }: NamedId) => words("requestName", { unit, number, title });
  const criteria = (id: string | null) => `/${year}/arbitration/proposal/criteria${id === null ? "" : `/${id}`}`;
  const setting = (request: NamedId) => `/${year}/arbitration/requests/${request.id}/granting`;
  switch (rule.kind) {
    case "mandatory":
      return (
        <>
          {rule.least
            ? words("conflict.mandatoryLeast", { count: rule.count, amount: say(rule.least) })
            : words("conflict.mandatory", { count: rule.count })}{" "}
          <Link to={criteria(rule.criteriaId)}>{words("conflict.changeCriteria")}</Link>
          <ul>
            {rule.requests.map((own) => (
              <li key={own.id}>
                <Link to={setting(own)}>{name(own)}</Link>
              </li>
            ))}
            {rule.count > rule.requests.length && <li>{words("change.others", { count: rule.count - rule.requests.length })}</li>}
          </ul>
        </>
      );
    case "ceiling":
      return (
        <>
          {rule.amount === null
            ? words("conflict.ceiling", { limit: nameOf(rule.limit) })
            : words("conflict.ceilingOf", {
                limit: nameOf(rule.limit),
                amount: say({ amount: rule.amount, measure: rule.limit.measure }),
              })}{" "}
          <Link to={`/${year}/arbitration/envelopes?campaign=${rule.campaignId}`}>{words("conflict.changeEnvelope")}</Link>
        </>
      );
    case "floor":
      return (
        <>
          {rule.floor
            ? words("conflict.floorOf", { unit: rule.unit, amount: say(rule.floor) })
            : words("conflict.floor", { unit: rule.unit })}{" "}
          <Link to={criteria(rule.criteriaId)}>{words("conflict.changeFloor")}</Link>
        </>
      );
    default:
      return (
        <>
          {words(`conflict.${rule.kind}`, { one: name(rule.one), other: name(rule.other) })}{" "}
          <Link to={setting(rule.one)}>{words("conflict.changeSetting")}</Link>
        </>
      );
  }
}
