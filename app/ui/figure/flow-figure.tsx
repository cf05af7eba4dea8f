import { Link } from "@remix-run/react";
import { useRef } from "react";
import { useTranslations } from "use-intl";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { Amount } from "../amount.tsx";
import { classNames } from "../class-names.ts";
import { type DisplayUnit, displayUnitFor } from "../format/amount.ts";
import { useFormat } from "../format/formatter.ts";
import { Figure } from "./figure.tsx";
import styles from "./flow-figure.module.css";
import { FlowSvg, type ShownNode } from "./flow-svg.tsx";
import { amountsOf, type Flow, type Flows, pathOf, withOthers } from "./flows.ts";
import { usePanelKeys } from "./use-panel-keys.ts";

export interface FlowFigureProps {
  /** The message, with its numbers. */
  readonly title: string;
  readonly source: string;
  /** A day of the domain: « 2026-08-31 ». */
  readonly asOf: string;
  readonly resource: BudgetResource;
  /** Heads of the columns, left to right: « Crédits », « Unités », « Natures », « Engagé », « Payé ». */
  readonly columns: readonly string[];
  readonly flows: Flows<ShownNode>;
  /** How many nodes a column shows at most; the smallest become « Autres ». Default: 8. */
  readonly most?: number;
  /** The node whose path is shown apart; the address says it, so that a link shows the same. */
  readonly focus?: string | null | undefined;
  /** The address of the same page with this node shown apart; null for none. */
  readonly addressOf: (node: string | null) => string;
  readonly unit?: DisplayUnit;
}

/** Where the money goes: columns of nodes, ribbons between them, and the list of nodes that shows the path of one, by keyboard or by a link. */
export function FlowFigure({
  title,
  source,
  asOf,
  resource,
  columns,
  flows: all,
  most = 8,
  focus = null,
  addressOf,
  unit: asked,
}: FlowFigureProps) {
  const words = useTranslations("figure.flows");
  const format = useFormat();
  const shown = withOthers(all, most, (column, count) => ({ key: `others-${column}`, label: words("others", { count }), column }));
  const amounts = amountsOf(shown);
  const unit = asked ?? displayUnitFor([...amounts.values()]);
  const say = (quantity: Quantity) => format.amountWithUnit(quantity, resource, { unit });
  const labels = new Map(shown.nodes.map(({ key, label }) => [key, label]));
  const focused = shown.nodes.find(({ key }) => key === focus) ?? null;
  const nameOf = (key: string) => labels.get(key) ?? key;
  return (
    <Figure
      title={title}
      unit={format.unit(resource, unit)}
      source={source}
      asOf={format.day(asOf)}
      rows={shown.flows}
      rowKey={({ from, to }) => `${from} ${to}`}
      columns={[
        { key: "from", head: words("from"), cell: ({ from }) => nameOf(from) },
        { key: "to", head: words("to"), cell: ({ to }) => nameOf(to) },
        {
          ...{ key: "amount", head: words("amount"), unit: format.unit(resource), align: "end" },
          cell: ({ amount, trace }) => <Amount quantity={amount} resource={resource} trace={trace} />,
        },
      ]}
      note={
        <>
          {focused && (
            <p aria-live="polite">
              <Sentence node={focused} flows={shown.flows} nameOf={nameOf} say={say} />
            </p>
          )}
          <NodeList
            nodes={shown.nodes}
            columns={columns}
            focus={focused?.key ?? null}
            addressOf={addressOf}
            amountOf={(key) => say(amounts.get(key) ?? 0n)}
          />
        </>
      }
      svg={
        <FlowSvg
          label={title}
          resource={resource}
          columns={columns}
          flows={shown}
          path={focused === null ? null : pathOf(shown.flows, focused.key)}
          focus={focused?.key ?? null}
          say={(quantity) => format.amount(quantity, resource, { unit })}
        />
      }
    />
  );
}

interface SentenceProps {
  readonly node: ShownNode;
  readonly flows: readonly Flow[];
  readonly nameOf: (key: string) => string;
  readonly say: (quantity: Quantity) => string;
}

/** What comes into a node and what leaves it, the heaviest first, in words. */
function Sentence({ node, flows, nameOf, say }: SentenceProps) {
  const words = useTranslations("figure.flows");
  const heaviest = (own: readonly Flow[], side: "from" | "to") =>
    own
      .toSorted((one, other) => (one.amount === other.amount ? 0 : one.amount > other.amount ? -1 : 1))
      .slice(0, 3)
      .map((flow) => words("part", { name: nameOf(flow[side]), amount: say(flow.amount) }))
      .join(", ");
  const [into, out] = [flows.filter(({ to }) => to === node.key), flows.filter(({ from }) => from === node.key)];
  const said = { name: node.label, into: heaviest(into, "from"), out: heaviest(out, "to") };
  return <>{words(into.length === 0 ? "gives" : out.length === 0 ? "gets" : "passes", said)}</>;
}

interface NodeListProps {
  readonly nodes: readonly ShownNode[];
  readonly columns: readonly string[];
  readonly focus: string | null;
  readonly addressOf: FlowFigureProps["addressOf"];
  readonly amountOf: (key: string) => string;
}

/** The nodes as links, column by column: the way of the keyboard into the drawing. */
function NodeList({ nodes, columns, focus, addressOf, amountOf }: NodeListProps) {
  const words = useTranslations("figure.flows");
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = usePanelKeys(list);
  const drawn = [...new Set(nodes.map(({ column }) => column))].sort((one, other) => one - other);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys go from link to link, which are the controls
    <div ref={list} className={classNames(styles.list, "no-print")} onKeyDown={onKeyDown}>
      {drawn.map((column) => (
        <section key={column} aria-label={columns[column]}>
          <p className={styles.head}>{columns[column]}</p>
          <ul>
            {nodes
              .filter((node) => node.column === column)
              .map(({ key, label }) => (
                <li key={key}>
                  <Link
                    to={addressOf(key === focus ? null : key)}
                    preventScrollReset
                    replace
                    aria-current={key === focus ? "true" : undefined}
                  >
                    {label} <span className={styles.amount}>{amountOf(key)}</span>
                  </Link>
                </li>
              ))}
          </ul>
        </section>
      ))}
      {focus !== null && (
        <p>
          <Link to={addressOf(null)} preventScrollReset replace>
            {words("all")}
          </Link>
        </p>
      )}
    </div>
  );
}
