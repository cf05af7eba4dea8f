import { Link } from "@remix-run/react";
import { ChevronDown, ChevronRight } from "lucide-react";
import { type MouseEvent, type ReactNode, useMemo } from "react";
import { useTranslations } from "use-intl";
import type { DecisionVerb } from "#app/domain/arbitration/verb.ts";
import { type BudgetResource, type Quantity, sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { classNames } from "#app/ui/class-names.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import type { DisplayUnit } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { RequestStatePill } from "#app/ui/planning/request-state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { asIfDecided, type BoardRequest, type BoardUnit, noAmount, total, totalled } from "./board.ts";
import styles from "./board-table.module.css";
import { AmountBar, Pin, Uses } from "./cells.tsx";
import { VerbIcon, verbsByKey } from "./verb-icons.tsx";

/** A row: a unit that sums its requests up, or one of them. */
export type Row =
  | { readonly kind: "unit"; readonly unit: BoardUnit }
  | { readonly kind: "request"; readonly unit: BoardUnit; readonly request: BoardRequest };

interface BoardTableProps {
  readonly units: readonly BoardUnit[];
  readonly measure: BudgetResource;
  readonly unit: DisplayUnit;
  readonly year: number;
  /** « ?scenario=… » for the files that the table leads to. */
  readonly search: string;
  readonly asIf: boolean;
  readonly isOpen: (unit: string) => boolean;
  /** Where a unit is opened or closed without a script; with one, `onToggle` does it on the spot. */
  readonly toggleAddress: (unit: string) => string;
  readonly onToggle: (unit: string) => void;
  readonly current: string | undefined;
  /** Decides from the row; absent without a script, whose row leads to the file of the request. */
  readonly onVerb: ((request: string, verb: DecisionVerb) => void) | undefined;
  readonly actions?: ReactNode;
}

/** Units and their requests, the heaviest first, each under what it had, asks, is proposed and gets. */
export function BoardTable(props: BoardTableProps) {
  const { units, measure, unit, year, asIf, isOpen } = props;
  const words = useTranslations("board");
  const arbitration = useTranslations("arbitration");
  const rows = useRows(units, isOpen);
  const columns = useColumns(props);
  const wholes = units.map((own) => own.requests);
  const sumAll = (of: (request: BoardRequest) => Quantity) => sum(wholes.flat().map(of));
  const amount = (quantity: Quantity) => <Amount quantity={quantity} resource={measure} unit={unit} />;
  const decided = (own: BoardRequest) => total((asIf ? asIfDecided(own) : own.decided) ?? noAmount);
  return (
    <DataTable
      caption={words("table")}
      columns={columns}
      rows={rows}
      rowKey={rowKey}
      totals={{
        executed: amount(sum(units.map((own) => own.executed))),
        notified: amount(sum(units.map((own) => total(own.notified)))),
        landing: amount(sum(units.map((own) => own.landing))),
        asked: amount(sumAll((own) => total(own.asked))),
        proposed: amount(sumAll((own) => total(own.proposed ?? noAmount))),
        decided: amount(sumAll(decided)),
        delta: (
          <Amount
            quantity={
              sumAll((own) => total(own.decided ?? (asIf ? asIfDecided(own) : own.asked))) - sum(units.map((own) => total(own.notified)))
            }
            resource={measure}
            unit={unit}
            sign="always"
          />
        ),
      }}
      isSubtotal={isUnit}
      tree={(row) => (row.kind === "unit" ? { level: 1, expanded: isOpen(row.unit.code) } : { level: 2 })}
      current={props.current}
      actions={props.actions}
      empty={<EmptyState title={arbitration("noRequest", { year: String(year) })}>{words("noRequestHint")}</EmptyState>}
      main
    />
  );
}

function rowKey(row: Row): string {
  return row.kind === "unit" ? row.unit.code : row.request.id;
}

function isUnit(row: Row): boolean {
  return row.kind === "unit";
}

const made = new WeakMap<BoardUnit, Map<string, Row>>();

/** The rows of a unit stay the very same as long as the unit does, so that only those of a unit that changed are drawn anew. */
function useRows(units: readonly BoardUnit[], isOpen: (unit: string) => boolean): Row[] {
  return useMemo(
    () =>
      units.flatMap((unit) => {
        const own = made.get(unit) ?? new Map<string, Row>();
        made.set(unit, own);
        const kept = (key: string, make: () => Row) => {
          const row = own.get(key) ?? make();
          own.set(key, row);
          return row;
        };
        const head = kept(unit.code, () => ({ kind: "unit", unit }));
        if (!isOpen(unit.code)) return [head];
        return [head, ...unit.requests.map((request) => kept(request.id, () => ({ kind: "request", unit, request })))];
      }),
    [units, isOpen],
  );
}

function useColumns({ units, measure, unit, year, search, asIf, isOpen, toggleAddress, onToggle, onVerb }: BoardTableProps): Column<Row>[] {
  const words = useTranslations("board");
  const arbitration = useTranslations("arbitration");
  const format = useFormat();
  const symbol = format.unit(measure, unit);
  // One scale for the amounts of units, another for those of requests: the bars of one kind compare.
  const largest = units.reduce((most, own) => larger(most, larger(total(own.notified), askedOf(own))), 0n);
  const largestRequest = units.reduce(
    (most, own) => own.requests.reduce((sofar, request) => larger(sofar, total(request.asked)), most),
    0n,
  );
  return useMemo(() => {
    const bar = (quantity: Quantity, stage: Parameters<typeof AmountBar>[0]["stage"], row: Row) => (
      <AmountBar {...{ quantity, measure, unit, stage }} largest={row.kind === "unit" ? largest : largestRequest} />
    );
    const plain = (quantity: Quantity | "not-applicable" | "not-entered") => (
      <Amount quantity={quantity} resource={measure} unit={unit} tone="muted" />
    );
    const ofUnit = (
      key: string,
      head: string,
      of: (own: BoardUnit) => Quantity,
      stage: Parameters<typeof AmountBar>[0]["stage"],
    ): Column<Row> => ({
      ...{ key, head, unit: symbol, align: "end" },
      cell: (row) => (row.kind === "unit" ? bar(of(row.unit), stage, row) : plain("not-applicable")),
    });
    return [
      {
        key: "request",
        head: arbitration("columns.request"),
        cell: (row) => <Name {...{ row, year, search, toggleAddress, onToggle }} open={isOpen(row.unit.code)} />,
      },
      ofUnit("executed", arbitration("columns.executed", { year: String(year - 2) }), (own) => own.executed, "previous-year"),
      ofUnit("notified", arbitration("columns.notified", { year: String(year - 1) }), (own) => total(own.notified), "notified"),
      ofUnit("landing", words("columns.landing", { year: String(year - 1) }), (own) => own.landing, "landing"),
      {
        ...{ key: "asked", head: arbitration("columns.asked", { year: String(year) }), unit: symbol, align: "end" },
        cell: (row) => bar(row.kind === "unit" ? askedOf(row.unit) : total(row.request.asked), "requested", row),
      },
      {
        ...{ key: "proposed", head: words("columns.proposed"), unit: symbol, align: "end" },
        cell: (row) =>
          row.kind === "unit"
            ? plain(
                row.unit.requests.some(({ proposed }) => proposed)
                  ? total(totalled(row.unit.requests.map(({ proposed }) => proposed ?? noAmount)))
                  : "not-entered",
              )
            : plain(row.request.proposed ? total(row.request.proposed) : "not-entered"),
      },
      {
        key: "opinion",
        head: arbitration("columns.opinion"),
        cell: (row) => (row.kind === "request" ? <View request={row.request} /> : null),
      },
      {
        ...{ key: "decided", head: words("columns.decided"), unit: symbol, align: "end" },
        cell: (row) => <Decided {...{ row, measure, unit, asIf }} draw={(quantity, stage) => bar(quantity, stage, row)} />,
      },
      {
        ...{ key: "delta", head: words("columns.delta", { year: String(year - 1) }), unit: symbol, align: "end" },
        cell: (row) => <Gap row={row} {...{ measure, unit, asIf }} />,
      },
      { key: "uses", head: words("columns.uses"), cell: (row) => (row.kind === "unit" ? <Uses uses={row.unit.uses} /> : null) },
      {
        key: "decide",
        head: words("columns.decide"),
        cell: (row) =>
          row.kind === "unit" ? (
            <Progress unit={row.unit} />
          ) : (
            <span className={styles.decision}>
              <State request={row.request} />
              <RowDecision request={row.request} {...{ year, search, onVerb }} />
            </span>
          ),
      },
    ];
  }, [words, arbitration, measure, unit, symbol, year, search, asIf, isOpen, toggleAddress, onToggle, onVerb, largest, largestRequest]);
}

function askedOf({ requests }: BoardUnit): Quantity {
  return total(totalled(requests.map(({ asked }) => asked)));
}

function larger(left: Quantity, right: Quantity): Quantity {
  return left > right ? left : right;
}

interface NameProps extends Pick<BoardTableProps, "year" | "search" | "toggleAddress" | "onToggle"> {
  readonly row: Row;
  readonly open: boolean;
}

function Name({ row, year, search, open, toggleAddress, onToggle }: NameProps) {
  const words = useTranslations("board");
  const { unit } = row;
  if (row.kind === "request") {
    const { id, number, title } = row.request;
    return (
      <Link className={styles.request} to={`/${year}/arbitration/requests/${id}${search}`}>
        {number}. {title}
      </Link>
    );
  }
  const toggle = (event: MouseEvent) => {
    event.preventDefault();
    onToggle(unit.code);
  };
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <span className={styles.unit}>
      <Link
        to={toggleAddress(unit.code)}
        preventScrollReset
        onClick={toggle}
        className={styles.toggle}
        title={words(open ? "close" : "open")}
      >
        <Chevron aria-hidden size={16} strokeWidth={1.75} />
        {unit.label}
      </Link>
      <span className={styles.count}>
        {words("requests", { count: unit.requests.length })}
        {" · "}
        <Link
          to={`/${year}/arbitration/units/${unit.code}${search}`}
          className={styles.file}
          aria-label={words("fileOf", { unit: unit.label })}
        >
          {words("file")}
        </Link>
      </span>
    </span>
  );
}

const viewMarks = { favourable: "+", reserved: "±", unfavourable: "−" } as const;

function View({ request: { view, sentence } }: { readonly request: BoardRequest }) {
  const arbitration = useTranslations("arbitration");
  if (!view) return null;
  return (
    <span className={styles.view} title={sentence ?? undefined}>
      <span aria-hidden className={styles.viewMark}>
        {viewMarks[view]}
      </span>
      {arbitration(`views.${view}`)}
    </span>
  );
}

interface FigureProps {
  readonly row: Row;
  readonly measure: BudgetResource;
  readonly unit: DisplayUnit;
  readonly asIf: boolean;
}

/** What is decided; as if decided, what waits in grey and dashed. */
function Decided({
  row,
  measure,
  unit,
  asIf,
  draw,
}: FigureProps & { readonly draw: (quantity: Quantity, stage: "arbitrated" | "requested") => ReactNode }) {
  if (row.kind === "request") {
    const { decided } = row.request;
    if (decided) return draw(total(decided), "arbitrated");
    return asIf ? (
      <span className={styles.ghost}>{draw(total(asIfDecided(row.request)), "requested")}</span>
    ) : (
      <Amount quantity="not-entered" resource={measure} unit={unit} />
    );
  }
  const { requests } = row.unit;
  if (asIf && requests.some(({ decided }) => !decided)) {
    return <span className={styles.ghost}>{draw(total(totalled(requests.map(asIfDecided))), "requested")}</span>;
  }
  if (requests.every(({ decided }) => !decided)) return <Amount quantity="not-entered" resource={measure} unit={unit} />;
  return draw(total(totalled(requests.map(({ decided }) => decided ?? noAmount))), "arbitrated");
}

/** What the unit would get, decided or else asked, less what it was notified. */
function Gap({ row, measure, unit, asIf }: FigureProps) {
  if (row.kind === "request") return null;
  const { requests, notified } = row.unit;
  const gets = total(totalled(requests.map((own) => own.decided ?? (asIf ? asIfDecided(own) : own.asked))));
  return <Pin gap={gets - total(notified)} base={total(notified)} measure={measure} unit={unit} />;
}

function State({ request: { state, version, decision } }: { readonly request: BoardRequest }) {
  const arbitration = useTranslations("arbitration");
  if (!decision) return <RequestStatePill state={state} version={version} />;
  return (
    <span className={classNames(styles.outcome, styles[decision.outcome])} title={decision.reason} data-outcome={decision.outcome}>
      <VerbIcon verb={decision.verb} /> {arbitration(`outcomes.${decision.outcome}`)}
    </span>
  );
}

function Progress({ unit: { requests } }: { readonly unit: BoardUnit }) {
  const words = useTranslations("board");
  return (
    <span className={styles.progress}>
      {words("decidedOf", { decided: requests.filter(({ decided }) => decided).length, count: requests.length })}
    </span>
  );
}

/** The seven decisions of a request; without a script, or where it cannot be decided, the way to its file. */
function RowDecision({
  request,
  year,
  search,
  onVerb,
}: { readonly request: BoardRequest } & Pick<BoardTableProps, "year" | "search" | "onVerb">) {
  const words = useTranslations("board");
  const arbitration = useTranslations("arbitration");
  if (request.obstacle === "forbidden" || request.obstacle === "closed") return null;
  if (request.obstacle !== null) return <span className={styles.obstacle}>{words(`obstacles.${request.obstacle}`)}</span>;
  if (!onVerb) return <Link to={`/${year}/arbitration/requests/${request.id}/decision${search}`}>{words("decide")}</Link>;
  return (
    <span className={styles.verbs}>
      {verbsByKey.map((verb) => {
        const name = arbitration(`verbs.${verb}`, { year: String(year - 1) });
        return (
          <button
            key={verb}
            type="button"
            className={styles.verb}
            title={name}
            aria-label={words("verbOn", { verb: name, number: request.number })}
            aria-pressed={request.decision?.verb === verb}
            disabled={verb === "propose" && request.proposed === null}
            onClick={() => onVerb(request.id, verb)}
          >
            <VerbIcon verb={verb} />
          </button>
        );
      })}
    </span>
  );
}
