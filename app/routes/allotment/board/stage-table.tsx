import { useTranslations } from "use-intl";
import { addStages, type StageAmounts } from "#app/domain/allotment/credits-held.ts";
import { type BudgetResource, type Quantity, sum } from "#app/domain/quantity.ts";
import { type Origin, type SpendingClass, type Stage, stages } from "#app/domain/stage.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { OpenedByOrigin, StageTotal } from "#db/queries/allotment-board.ts";
import styles from "../../units/units.module.css";
import own from "../movements.module.css";
import { StageBar } from "./stage-bar.tsx";

interface StageTableProps {
  readonly totals: readonly StageTotal[];
  readonly origins: readonly OpenedByOrigin[];
  readonly measure: BudgetResource;
}

interface Row {
  readonly key: string;
  readonly name: string;
  readonly amounts: Readonly<Record<SpendingClass, Quantity>>;
  readonly strong: boolean;
}

/** Where they are read from the programme down to what is spent; `voted` is what they come from, and stands above. */
const order: readonly Stage[] = [
  "unallocated",
  "reserve",
  "notified",
  "allotted",
  "earmarked",
  "committed",
  "requested",
  "consumed",
  "lapsed",
];

/** Every credit is somewhere: what was opened, by origin, then each stage; the difference is nothing, always. */
export function StageTable({ totals, origins, measure }: StageTableProps) {
  const words = useTranslations("movements.board");
  const stageNames = useTranslations("movements.stages");
  const originNames = useTranslations("movements.origins");
  const forecast = useTranslations("forecast");
  const format = useFormat();
  const of = (spendingClass: SpendingClass): StageAmounts =>
    addStages(totals.filter((own) => own.spendingClass === spendingClass && own.resource === measure).map((own) => own.stages));
  const byClass = { personnel: of("personnel"), nonPersonnel: of("nonPersonnel") };
  const at = (stage: Stage) => ({ personnel: byClass.personnel[stage] ?? 0n, nonPersonnel: byClass.nonPersonnel[stage] ?? 0n });
  const opened = at("voted");
  const overrun = at("overrun");
  const fromOrigins = origins.filter(({ resource }) => resource === measure);
  const ofOrigin = (origin: Origin | null, spendingClass: SpendingClass) =>
    sum(fromOrigins.filter((own) => own.origin === origin && own.spendingClass === spendingClass).map(({ amount }) => amount));
  const names = [...new Set(fromOrigins.map(({ origin }) => origin))];
  const placed = (spendingClass: SpendingClass) => sum(order.map((stage) => at(stage)[spendingClass]));
  const gap = {
    personnel: opened.personnel + overrun.personnel - placed("personnel"),
    nonPersonnel: opened.nonPersonnel + overrun.nonPersonnel - placed("nonPersonnel"),
  };
  const isEmpty = ({ personnel, nonPersonnel }: Row["amounts"]) => personnel === 0n && nonPersonnel === 0n;
  const rows: Row[] = [
    { key: "opened", name: words("opened"), amounts: opened, strong: true },
    ...(names.length > 1
      ? names.map((origin) => ({
          key: `origin ${origin}`,
          name: words("ofWhich", { origin: origin === null ? words("unknownOrigin") : originNames(origin) }),
          amounts: { personnel: ofOrigin(origin, "personnel"), nonPersonnel: ofOrigin(origin, "nonPersonnel") },
          strong: false,
        }))
      : []),
    ...(isEmpty(overrun)
      ? []
      : [{ key: "overrun", name: measure === "DAY" ? words("daysSpent") : stageNames("overrun"), amounts: overrun, strong: false }]),
    ...order
      .map((stage) => ({ key: stage, name: stageNames(stage), amounts: at(stage), strong: false }))
      .filter(({ key, amounts }) => !isEmpty(amounts) || key === "reserve" || key === "unallocated"),
    { key: "gap", name: words("gap"), amounts: gap, strong: true },
  ];
  const shown = rows.filter(
    ({ key }) => stages.some((stage) => stage === key) || key === "opened" || key === "gap" || key.startsWith("origin"),
  );
  const column = (key: SpendingClass | "total", head: string): Column<Row> => ({
    ...{ key, head, unit: format.unit(measure), align: "end" },
    cell: ({ amounts }) => (
      <Amount quantity={key === "total" ? amounts.personnel + amounts.nonPersonnel : amounts[key]} resource={measure} />
    ),
  });
  return (
    <>
      <div className={own.stageBars}>
        {(["nonPersonnel", "personnel"] as const).map((spendingClass) => (
          <StageBar key={spendingClass} stages={byClass[spendingClass]} measure={measure} label={forecast(`classes.${spendingClass}`)} />
        ))}
      </div>
      <DataTable
        caption={words("stages")}
        hideCaption
        rows={shown}
        rowKey={({ key }) => key}
        isSubtotal={({ strong }) => strong}
        columns={[
          { key: "stage", head: words("where"), cell: ({ name }) => name },
          column("nonPersonnel", forecast("classes.nonPersonnel")),
          column("personnel", forecast("classes.personnel")),
          column("total", words("total")),
        ]}
      />
      <p className={styles.note}>{words("stagesNote")}</p>
    </>
  );
}
