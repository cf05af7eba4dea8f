import { useLoaderData } from "@remix-run/react";
import { Printer } from "lucide-react";
import { useTranslations } from "use-intl";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { useHydrated } from "#app/ui/use-hydrated.ts";
import { savingsOf } from "#db/queries/arbitration/proposal/proposal.ts";
import { ChangesList } from "../proposing/changes-list.tsx";
import { useGapWords } from "../proposing/gap-words.ts";
import { useLimitName } from "../proposing/limit-name.ts";
import { seenProposal, standingProblem } from "../proposing/load-kept.ts";
import { namedChanges } from "../proposing/named-changes.ts";
import type { LimitRow, ProposedRow } from "../proposing/picture.ts";
import styles from "../proposing/proposing.module.css";
import { readableUnit } from "../proposing/readable-unit.ts";
import { UnitEffects } from "../proposing/unit-effects.tsx";

/** What fits on one page: the largest cuts, and the first of what a million more would save. */
const mostCuts = 8;
const mostUnits = 8;

/** « Note explicative »: how it was found, what it takes, what binds, what was cut, on one page. */
export const loader = guard.loader({ capability: "arbitration.read" }, async (scene) => {
  const { db, year } = scene;
  const seen = await seenProposal(scene);
  const { proposal, picture, campaign, then, changed } = seen;
  const { inputs: _, ...head } = proposal;
  const { partsOf } = standingProblem(seen);
  const shown = new Set(picture.limits.map(({ id }) => id));
  const [saving] = (await savingsOf(db, proposal.id)).filter(({ ceiling, gained }) => gained > 0n && shown.has(ceiling));
  const cuts = picture.rows
    .filter(({ outcome }) => outcome !== "whole")
    .toSorted((left, right) => Number(right.asked - right.proposed - (left.asked - left.proposed)));
  return {
    ...{ year, proposal: head, label: campaign.label, measure: picture.measure, limits: picture.limits, units: picture.units, changed },
    ...{ counts: picture.counts, cuts: cuts.slice(0, mostCuts), otherCuts: Math.max(0, cuts.length - mostCuts) },
    saving: saving && { ...saving, changes: namedChanges(saving.changes, then, partsOf) },
  };
});

export default function NotePage() {
  const page = useLoaderData<typeof loader>();
  const words = useTranslations("proposal");
  const tables = useTranslations("tableFile");
  const arbitration = useTranslations("arbitration");
  const resources = useTranslations("resources");
  const forecast = useTranslations("forecast");
  const format = useFormat();
  const gapWords = useGapWords();
  const nameOf = useLimitName();
  const hydrated = useHydrated();
  const { year, proposal, limits, cuts, otherCuts, saving, measure } = page;
  const named = { year: String(year - 1) };
  const { criteria, worth, bound } = proposal;
  const limit = saving && limits.find(({ id }) => id === saving.ceiling);
  const home = `/${year}/arbitration/proposal`;
  return (
    <Page
      title={words("note.title", { number: proposal.number, label: page.label })}
      crumbs={[
        { label: arbitration("title"), to: `/${year}/arbitration` },
        { label: words("heading", { year: String(year) }), to: home },
        { label: words("number", { number: proposal.number }), to: `${home}/${proposal.id}` },
      ]}
      message={words("note.by", { author: proposal.author, at: format.instant(proposal.at.toISOString()) })}
      actions={
        hydrated && (
          <button type="button" className={buttonClass("primary")} onClick={() => window.print()}>
            <Printer aria-hidden size={16} strokeWidth={1.75} /> {tables("print")}
          </button>
        )
      }
    >
      <div className={styles.note}>
        <p>
          {words(`how.${proposal.way}`, named)} {worth !== null && bound !== null && gapWords({ worth, bound })}{" "}
          {words("counts", page.counts)}
          {page.changed && ` ${words("changed.title")}`}
        </p>
        {proposal.way === "computed" && (
          <p>
            {words("note.criteria", {
              name: proposal.criteriaName ?? words("criteria.usual"),
              obligatory: criteria.points.obligatory,
              inescapable: criteria.points.inescapable,
              discretionary: criteria.points.discretionary,
              rank: criteria.percentByRank,
            })}{" "}
            {words(`criteria.obligatoryIs.${criteria.obligatory}`)}{" "}
            {words(`criteria.baselineIs.${criteria.baseline}`, { least: criteria.baselineLeast })}
          </p>
        )}
      </div>
      <LimitTable limits={limits} />
      <Section title={words("note.units", { measure: resources(`short.${measure}`) })}>
        <UnitEffects units={page.units} measure={measure} most={mostUnits} />
      </Section>
      {cuts.length > 0 && (
        <CutTable cuts={cuts} measure={measure} others={otherCuts} obligation={(own) => forecast(`obligations.${own}`)} />
      )}
      {saving && limit && (
        <Section
          title={words("savings.of", { more: format.amountWithUnit(saving.more, limit.measure, { unit: "meur" }), limit: nameOf(limit) })}
        >
          <ChangesList changes={saving.changes} year={year} />
        </Section>
      )}
    </Page>
  );
}

function LimitTable({ limits }: { readonly limits: readonly LimitRow[] }) {
  const words = useTranslations("proposal");
  const format = useFormat();
  const nameOf = useLimitName();
  const say = (own: LimitRow, quantity: bigint) =>
    quantity === 0n ? `0 ${format.unit(own.measure)}` : format.amountWithUnit(quantity, own.measure, { unit: "eur" });
  return (
    <DataTable
      caption={words("againstEnvelopes")}
      rows={limits}
      rowKey={(own) => own.id}
      columns={[
        { key: "limit", head: words("note.limit"), cell: nameOf },
        { key: "amount", head: words("note.amount"), align: "end", cell: (own) => say(own, own.amount) },
        { key: "asked", head: words("columns.asked"), align: "end", cell: (own) => say(own, own.asked) },
        { key: "taken", head: words("columns.proposed"), align: "end", cell: (own) => say(own, own.taken) },
        {
          key: "binds",
          head: words("note.binds"),
          cell: (own) => (own.binds ? words("note.bindsYes") : words("left", { amount: say(own, own.amount - own.taken) })),
        },
      ]}
    />
  );
}

interface CutTableProps {
  readonly cuts: readonly ProposedRow[];
  readonly measure: LimitRow["measure"];
  readonly others: number;
  readonly obligation: (own: ProposedRow["obligation"]) => string;
}

function CutTable({ cuts, measure, others, obligation }: CutTableProps) {
  const words = useTranslations("proposal");
  const format = useFormat();
  const unit = readableUnit(cuts.map(({ asked }) => asked));
  const symbol = measure === "AE" || measure === "CP" ? { unit: format.unit(measure, unit) } : {};
  return (
    <div>
      <DataTable
        caption={words("note.cuts")}
        rows={cuts}
        rowKey={(own) => own.id}
        columns={[
          {
            key: "request",
            head: words("columns.request"),
            cell: (own) => words("requestName", { unit: own.unitLabel, number: own.number, title: own.title }),
          },
          { key: "obligation", head: words("file.obligation"), cell: (own) => obligation(own.obligation) },
          {
            key: "asked",
            head: words("columns.asked"),
            ...symbol,
            align: "end",
            cell: (own) => <Amount quantity={own.asked} resource={measure} unit={unit} />,
          },
          {
            key: "proposed",
            head: words("columns.proposed"),
            ...symbol,
            align: "end",
            cell: (own) => <Amount quantity={own.proposed} resource={measure} unit={unit} />,
          },
        ]}
      />
      {others > 0 && <p className={styles.muted}>{words("change.others", { count: others })}</p>}
    </div>
  );
}
