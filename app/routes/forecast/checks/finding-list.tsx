import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { sheetAddress } from "#app/domain/forecast/cell-address.ts";
import { type Finding, findingName } from "#app/domain/forecast/checks/finding.ts";
import { Notice } from "#app/ui/notice.tsx";
import styles from "../forecast.module.css";
import { useFindingWords } from "./finding-words.ts";

export interface FindingPlace {
  readonly year: number;
  readonly unit: string;
  readonly campaign: string;
}

/** What the checks found, what blocks first; each leads to its cell or to its request. */
export function FindingList({ findings, place }: { readonly findings: readonly Finding[]; readonly place: FindingPlace }) {
  const words = useTranslations("checks");
  if (findings.length === 0) return <Notice kind="success" title={words("none")} />;
  return (
    <>
      {(["blocking", "warning"] as const).map((level) => {
        const own = findings.filter((finding) => finding.level === level);
        if (own.length === 0) return null;
        return (
          <Notice key={level} kind={level === "blocking" ? "refusal" : "warning"} title={words(`levels.${level}`, { count: own.length })}>
            <ul className={styles.findings}>
              {own.map((finding) => (
                <FindingItem key={findingName(finding)} finding={finding} place={place} />
              ))}
            </ul>
          </Notice>
        );
      })}
    </>
  );
}

function FindingItem({ finding, place }: { readonly finding: Finding; readonly place: FindingPlace }) {
  const words = useTranslations("checks");
  const say = useFindingWords();
  const { cell, requestId } = finding;
  const to = cell ? sheetAddress(place, { cell, panel: "checks" }) : `/${place.year}/forecast/${place.unit}/requests/${requestId}`;
  return (
    <li>
      {say(finding)} <Link to={to}>{words(cell ? "toCell" : "toRequest")}</Link>
    </li>
  );
}

/** The warnings that are shown, so that nothing else is confirmed; and the box that confirms them. */
export function Confirmation({ findings }: { readonly findings: readonly Finding[] }) {
  const words = useTranslations("checks");
  const warnings = findings.filter(({ level }) => level === "warning");
  if (warnings.length === 0) return null;
  return (
    <>
      {warnings.map((finding) => (
        <input key={findingName(finding)} type="hidden" name="warning" value={findingName(finding)} />
      ))}
      <label className={styles.tick}>
        <input type="checkbox" name="confirm" />
        {words("confirm", { count: warnings.length })}
      </label>
    </>
  );
}
