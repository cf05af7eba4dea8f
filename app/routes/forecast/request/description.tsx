import { useTranslations } from "use-intl";
import type { RequestHead } from "#app/domain/forecast/request.ts";
import styles from "../forecast.module.css";

/** The head of a request, to read. */
export function RequestDescription({
  request,
  labels,
}: {
  readonly request: RequestHead;
  /** Of the units, by code. */
  readonly labels: Readonly<Record<string, string>>;
}) {
  const words = useTranslations("forecast");
  const purpose = useTranslations("requests.purpose");
  const entries = [
    [words("form.kind"), words(`kinds.${request.kind}`)],
    [words("form.rank"), request.rank?.toString() ?? "///"],
    [words("form.obligation"), words(`obligations.${request.obligation}`)],
    [words("form.justification"), request.justification || words("notWritten")],
    [words("form.risk"), request.risk || words("notWritten")],
    [purpose("alternatives"), request.alternatives || words("notWritten")],
    [purpose("deliverables"), request.deliverables || words("notWritten")],
    [purpose("indicator"), request.indicator || words("notWritten")],
    [purpose("managingUnit"), labels[request.managingUnit] ?? request.managingUnit],
    [purpose("benefitingUnit"), labels[request.benefitingUnit] ?? request.benefitingUnit],
  ] as const;
  return (
    <dl className={styles.description}>
      {entries.map(([term, text]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
