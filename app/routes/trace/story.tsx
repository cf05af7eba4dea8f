import { Link } from "@remix-run/react";
import { ArrowUpRight } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { useTranslations } from "use-intl";
import { isPlanned } from "#app/domain/cube/measure.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { isChain } from "#app/domain/trace/chain-measure.ts";
import { cutDimensions, printTrace, type WayDown } from "#app/domain/trace/trace-key.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Ladder } from "#app/ui/figure/ladder.tsx";
import { usePanelKeys } from "#app/ui/figure/use-panel-keys.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { CostsLeftOut } from "#app/ui/planning/costs-left-out.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { useTraceAddress } from "#app/ui/traced.tsx";
import { said } from "../units/said.ts";
import units from "../units/units.module.css";
import type { StoryPart } from "./load-parts.ts";
import type { Story } from "./load-story.ts";
import styles from "./story.module.css";
import { StoryActs } from "./story-acts.tsx";
import { StoryHeading } from "./story-heading.tsx";

/** Of which figure the story is: « Direction régionale Grand Est et les unités au-dessous, exercice 2026, nature 31 ». */
export function useStoryPlace({ key, where, several, document, names }: Story): string {
  const words = useTranslations("trace");
  const classes = useTranslations("allotment.class");
  const format = useFormat();
  const { scope, year, cut = {}, upTo, asOf, since, exercise, dueIn, dueFrom } = key;
  const ofChain = isChain(key.measure);
  const unit = where ?? "";
  const codes = cutDimensions.flatMap((each) => {
    const code = cut[each];
    if (code === undefined) return [];
    if (each === "month") return [format.month(code, "long")];
    if (each === "spendingClass") return [code === "personnel" ? classes("personnel") : classes("nonPersonnel")];
    return [names[code] ?? code];
  });
  return [
    words(`where.${scope.kind === "group" ? scope.group : scope.kind === "below" && !several ? "alone" : scope.kind}`, { unit }),
    ...(ofChain
      ? key.measure === "due"
        ? [dueFrom === undefined ? words("dueIn", { year: String(dueIn ?? year) }) : words("dueFrom", { year: String(dueFrom) })]
        : []
      : [words("year", { year: String(year) })]),
    ...codes,
    ...(exercise === undefined ? [] : [words("exercise", { year: String(exercise) })]),
    ...(since === undefined ? [] : [words("since", { day: format.day(since) })]),
    ...(upTo === undefined ? [] : [words("upTo", { month: format.month(upTo, "long") })]),
    ...(asOf ? [words(asOf.known ? "known" : "on", { day: format.day(asOf.on) })] : []),
    ...(document === null ? [] : [words("document", { name: document })]),
  ].join(", ");
}

/** « 412 300 € payés = 37 écritures ». */
export function useStorySentence({ key, amount, count, lands }: Story): string {
  const words = useTranslations("trace");
  const format = useFormat();
  const { measure, resource } = key;
  const say = (quantity: Quantity) => said(format, quantity, resource);
  if (measure === "landing" && !lands) return words("nothingLands");
  const told = { amount: say(amount), what: words(`what.${wordOf(key)}`) };
  if (lands && lands.low === lands.high) return words("sentenceSaid", told);
  if (lands) return words("sentenceLanding", { ...told, low: say(lands.low), high: say(lands.high) });
  if (isChain(measure)) return words(key.document ? "sentenceChain" : "sentenceCommitments", { ...told, count: count ?? 0 });
  return words(isPlan(measure) ? "sentencePlan" : "sentence", { ...told, count: count ?? 0 });
}

function isPlan(measure: Story["key"]["measure"]): boolean {
  return measure !== "landing" && !isChain(measure) && isPlanned(measure);
}

function wordOf({ measure, resource }: Story["key"]) {
  if (measure !== "used") return measure;
  return resource === "EUR" ? "usedCP" : (`used${resource}` as const);
}

/** The story of a figure: how it is told, its stages, its parts, and the acts that made it so. */
export function StoryBody({ story, asOf }: { readonly story: Story; readonly asOf: string }) {
  const words = useTranslations("trace");
  const address = useTraceAddress();
  const { key, ladder } = story;
  return (
    <div className={styles.story}>
      <p>{words(`formula.${wordOf(key)}`)}</p>
      <StoryParts story={story} />
      <CostsLeftOut when={story.partial && ladder.length > 0} ofPlan />
      {ladder.length > 0 && key.resource !== "EUR" && (
        <Ladder
          title={words("steps")}
          unit="keur"
          beside
          source={words("source")}
          asOf={key.asOf?.on ?? asOf}
          rows={[{ resource: key.resource, steps: ladder.map(({ trace, ...step }) => ({ ...step, to: address(trace) })) }]}
        />
      )}
      {!isChain(key.measure) && <StoryActs story={story} />}
    </div>
  );
}

interface Row extends StoryPart {
  readonly kind: "part" | "others" | "personnel";
}

function StoryParts({ story }: { readonly story: Story }) {
  const words = useTranslations("trace");
  const common = useTranslations("common");
  const format = useFormat();
  const address = useTraceAddress();
  const { key, text, amount, by, page, parts, others, more, personnel } = story;
  const plain = { name: null, label: null, trace: null, to: null };
  const rows: Row[] = [
    ...parts.map((part): Row => ({ ...part, kind: "part" })),
    ...(others.count > 0 ? [{ ...plain, kind: "others" as const, key: "others", amount: others.amount }] : []),
    ...(personnel !== 0n ? [{ ...plain, kind: "personnel" as const, key: "personnel", amount: personnel }] : []),
  ];
  const columns: Column<Row>[] = [
    {
      key: "part",
      head: words("head.part"),
      cell: (row) => {
        const share = format.share({ part: row.amount, whole: amount });
        if (row.kind === "part") return <PartName part={row} by={by} share={share} />;
        const name = row.kind === "others" ? words("others", { count: format.count(others.count) }) : words("personnel");
        return <Named details={[share]}>{name}</Named>;
      },
    },
    {
      key: "amount",
      head: words("head.amount"),
      unit: format.unit(key.resource),
      align: "end",
      cell: (row) => <Amount quantity={row.amount} resource={key.resource} trace={row.trace ?? undefined} />,
    },
  ];
  const at = (number: number) => address(printTrace({ ...key, by, page: number }));
  return (
    <div className={styles.parts}>
      <StoryHeading>{words("parts")}</StoryHeading>
      <WaySwitch story={story} />
      <DataTable
        caption={words("parts")}
        hideCaption
        columns={columns}
        rows={rows}
        rowKey={(row) => row.key}
        totals={{ amount: <Amount quantity={amount} resource={key.resource} /> }}
        empty={<EmptyState title={words("nothing")} />}
      />
      {(page > 1 || more) && (
        <nav aria-label={common("pages")} className={`${styles.pages} no-print`} key={text}>
          {page > 1 && (
            <Link to={at(1)} preventScrollReset>
              {words("first")}
            </Link>
          )}
          {more && (
            <Link to={at(page + 1)} rel="next" preventScrollReset>
              {words("next")}
            </Link>
          )}
        </nav>
      )}
    </div>
  );
}

/** What a part is called: a link to its story; and beside it, to the page that holds it. */
function PartName({ part, by, share }: { readonly part: StoryPart; readonly by: WayDown; readonly share: string }) {
  const words = useTranslations("trace");
  const format = useFormat();
  const address = useTraceAddress();
  const name = usePartName(part, by);
  const details = [
    share,
    part.about ?? null,
    part.on == null ? null : format.day(part.on),
    part.who ?? null,
    part.entries !== undefined && part.entries > 1 ? words("entries", { count: part.entries }) : null,
  ].filter((detail) => detail !== null);
  const link = part.trace === null ? part.to : address(part.trace);
  return (
    <Named details={details}>
      {link === null ? (
        name
      ) : (
        <Link to={link} preventScrollReset={part.trace !== null}>
          {name}
        </Link>
      )}
      {part.trace !== null && part.to !== null && (
        <Link to={part.to} className={styles.open} aria-label={`${words("openDocument")} · ${name}`} title={words("openDocument")}>
          <ArrowUpRight aria-hidden size={14} strokeWidth={1.75} />
        </Link>
      )}
    </Named>
  );
}

function Named({ details, children }: { readonly details: readonly string[]; readonly children: ReactNode }) {
  return (
    <span className={styles.part}>
      <span>{children}</span>
      <span className={units.code}>{details.join(" · ")}</span>
    </span>
  );
}

function usePartName(part: StoryPart, by: WayDown): string {
  const { name, label } = part;
  const words = useTranslations("trace");
  const classes = useTranslations("allotment.class");
  const format = useFormat();
  if (name === null) return words("none");
  switch (by) {
    case "month":
      return format.month(name, "long");
    case "spendingClass":
      return name === "personnel" ? classes("personnel") : classes("nonPersonnel");
    case "making":
      return words(`making.${name as "used"}`);
    case "exercise":
      return words("exercise", { year: name });
    case "step":
    case "standing":
      return words(`chain.${name as "paid"}`);
    case "document": {
      const kind = `kinds.${name}` as Parameters<typeof words>[0];
      const said = words.has(kind) ? words(kind as "kinds.other") : /\d/.test(name) ? name : words("kinds.other");
      if (label === null) return said;
      // What has no number has a label that says what it is: « Paye de mars 2026 ».
      return part.about == null && kind !== "kinds.entry" && words.has(kind) ? label : `${said} ${label}`;
    }
    case "entry":
      return label === null ? name : `${name} · ${label}`;
    default:
      return label === null ? name : `${label} (${name})`;
  }
}

function WaySwitch({ story: { key, by, ways } }: { readonly story: Story }) {
  const words = useTranslations("trace");
  const address = useTraceAddress();
  const row = useRef<HTMLElement>(null);
  const onKeyDown = usePanelKeys(row);
  if (ways.length < 2) return null;
  const { measure } = key;
  const documents = isChain(measure) ? (key.document ? "ways.document" : "commitmentWay") : isPlan(measure) ? "planWay" : "ways.document";
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: the arrow keys go from link to link, which are the controls
    <nav ref={row} aria-label={words("by")} className="no-print" onKeyDown={onKeyDown}>
      <ul className={styles.ways}>
        {ways.map((way) => (
          <li key={way}>
            <Link to={address(printTrace({ ...key, by: way }))} preventScrollReset aria-current={way === by ? "true" : undefined}>
              {words(way === "document" ? documents : `ways.${way}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
