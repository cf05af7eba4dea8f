import { useTranslations } from "use-intl";
import { type LoadLevel, type LoadThresholds, loadLevel, loadRate } from "#app/domain/workload/capacity.ts";
import type { TeamBalance } from "#app/domain/workload/plan.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import styles from "./workload.module.css";

/** The sign says the level without the colour. */
const signs: Readonly<Record<LoadLevel, string>> = { none: "", fine: "", high: "▲", over: "▲▲", impossible: "▲▲" };

/** How loaded a team is: « 92 % ▲ »; a dash where nothing is asked; a sign alone where something is asked of nobody. */
export function LoadRate({
  balance: { load, capacity },
  thresholds,
}: {
  readonly balance: Pick<TeamBalance, "load" | "capacity">;
  readonly thresholds: LoadThresholds;
}) {
  const words = useTranslations("workload.levels");
  const format = useFormat();
  const level = loadLevel(load, capacity, thresholds);
  if (level === "none") return <>–</>;
  const rate = loadRate(load, capacity);
  return (
    <span className={styles.rate} data-level={level}>
      {rate === null ? words("nobody") : format.share({ part: load, whole: capacity })}
      {signs[level] !== "" && (
        <>
          {" "}
          <span aria-hidden>{signs[level]}</span>
          <span className="visually-hidden">{words(level)}</span>
        </>
      )}
    </span>
  );
}
