import { Link, useLoaderData } from "@remix-run/react";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "use-intl";
import { costSightOf, costView } from "#app/domain/forecast/staff/cost-sight.ts";
import { within } from "#app/domain/trace/trace-of.ts";
import { guard } from "#app/http/guard.ts";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { Ladder } from "#app/ui/figure/ladder.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { CostsLeftOut } from "#app/ui/planning/costs-left-out.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { useNeighbourKeys } from "#app/ui/use-neighbour-keys.ts";
import { visibleUnits } from "#db/queries/access.ts";
import { exercise } from "#db/queries/execution-reference.ts";
import { unitYearWithPrevious } from "#db/queries/unit-year.ts";
import { YearFigure } from "../../execution/year-figure.tsx";
import { ActList } from "../../trace/story-acts.tsx";
import { forecastAddress, unitAddress, unitAllotmentAddress, unitExecutionAddress, unitsAddress } from "../addresses.ts";
import { said } from "../said.ts";
import { pathTo, withBelow } from "../scope.ts";
import { UnitLabel } from "../unit-label.tsx";
import styles from "../units.module.css";
import { CommentList } from "./comment-list.tsx";
import { LineTable } from "./line-table.tsx";
import { loadBelow, loadLadder } from "./load-sheet.ts";
import own from "./sheet.module.css";

export const loader = guard.loader({ capability: "planning.read", unit: ({ params }) => params.code }, async (scene) => {
  const { db, year, params, access, today, notFound, services } = scene;
  const visible = await visibleUnits(db, access, "planning.read", today);
  const below = withBelow(visible, params.code ?? "");
  const [unit, ...others] = below;
  if (!unit) throw notFound("unit", params.code ?? "");
  const codes = below.map(({ code }) => code);
  const sight = costSightOf(access);
  const days = await exercise(db, year);
  const place = visible.findIndex(({ code }) => code === unit.code);
  return {
    ...{ year, unit, demo: services.settings.demo },
    partial: codes.some((code) => costView(sight, code) !== "whole"),
    path: pathTo(visible, unit.code).slice(0, -1),
    neighbours: { before: visible[place - 1] ?? null, after: visible[place + 1] ?? null },
    below: others.map((each) => ({ ...each, depth: each.depth - unit.depth - 1 })),
    ...(await loadLadder(scene, unit.code, codes)),
    ...(await loadBelow(scene, unit, codes)),
    points: await unitYearWithPrevious(db, year, codes, today),
    asOf: days && days.lastDay < today ? days.lastDay : today,
  };
});

type Sheet = ReturnType<typeof useLoaderData<typeof loader>>;

/** How is this unit doing, from the request to the ledger? Two pages on paper. */
export default function UnitSheetPage() {
  const sheet = useLoaderData<typeof loader>();
  const { year, unit, partial, path, neighbours, below, ladder, points, asOf, demo, heads, lines, acts, comments, readsDecisions } = sheet;
  const words = useTranslations("units.page");
  const addressOf = (other: { readonly code: string } | null) => other && unitAddress(year, other.code);
  useNeighbourKeys(addressOf(neighbours.before), addressOf(neighbours.after));
  return (
    <Page
      title={`${unit.label} · ${year}`}
      crumbs={[
        { label: words("title", { year: String(year) }), to: unitsAddress(year) },
        ...path.map(({ code, shortLabel }) => ({ label: shortLabel, to: unitAddress(year, code) })),
      ]}
      message={<Sentence sheet={sheet} />}
      actions={
        <>
          <Link to={forecastAddress(year, unit.code)} className={buttonClass()}>
            {words("forecast")}
          </Link>
          <Link to={unitAllotmentAddress(year, unit.code)} className={buttonClass()}>
            {words("allotment")}
          </Link>
          <Link to={unitExecutionAddress(year, unit.code)} className={buttonClass()}>
            {words("execution")}
          </Link>
          <Neighbours neighbours={neighbours} year={year} />
        </>
      }
    >
      <p className={styles.note}>
        {below.length > 0 ? words("withBelow", { kind: words(`kinds.${unit.kind}`), count: below.length }) : words(`kinds.${unit.kind}`)}
        {heads.length > 0 && ` · ${words("sheet.heads", { count: heads.length, names: heads.join(", ") })}`}
      </p>
      {demo && <Fictitious what={words("amounts")} />}
      <Section title={words("ladder")}>
        <Ladder
          title={words("sheet.ladder", { unit: unit.shortLabel })}
          source={words("sheet.source")}
          asOf={asOf}
          unit="keur"
          rows={ladder}
        />
        <CostsLeftOut when={partial} ofPlan />
      </Section>
      {points.length > 0 && <YearFigure unit={unit.shortLabel} points={points} asOf={asOf} place={{ scope: within(unit.code), year }} />}
      <div className={own.second}>
        <Section title={words("sheet.lines")}>
          <LineTable year={year} unit={unit.code} lines={lines} />
          <CostsLeftOut when={partial} />
        </Section>
      </div>
      <div className={styles.columns}>
        <Section title={words("sheet.acts")}>
          <ActList year={year} acts={acts} readsDecisions={readsDecisions} />
        </Section>
        <Section title={words("sheet.comments")}>
          <CommentList comments={comments} />
        </Section>
      </div>
      {below.length > 0 && (
        <div className="no-print">
          <Section title={words("below")}>
            <ul className={styles.list}>
              {below.map(({ code, label, depth }) => (
                <li key={code}>
                  <UnitLabel code={code} label={label} depth={depth} to={unitAddress(year, code)} />
                </li>
              ))}
            </ul>
          </Section>
        </div>
      )}
    </Page>
  );
}

/** « 13,0 M€ de CP notifiés, 5,2 M€ payés (39,7 %) ; atterrissage probable à 13,7 M€, soit 105,5 % du notifié. » */
function Sentence({ sheet: { cp } }: { readonly sheet: Sheet }) {
  const words = useTranslations("units.page.sheet");
  const format = useFormat();
  const unit = displayUnitFor([cp.notified, cp.asked]);
  const say = (quantity: bigint) => said(format, quantity, "CP", unit);
  if (cp.notified === 0n) return words(cp.asked === 0n ? "nothing" : "askedOnly", { asked: say(cp.asked) });
  const paid = {
    notified: say(cp.notified),
    released: say(cp.released),
    paid: say(cp.used),
    share: format.share({ part: cp.used, whole: cp.notified }),
  };
  if (cp.landing === null) return words("stands", paid);
  return words("lands", { ...paid, likely: say(cp.landing), landed: format.share({ part: cp.landing, whole: cp.notified }) });
}

/** The unit before and the unit after, in the order of the tree; Alt+Maj+← and → do the same. */
function Neighbours({ neighbours: { before, after }, year }: { readonly neighbours: Sheet["neighbours"]; readonly year: number }) {
  const words = useTranslations("units.page.sheet");
  return (
    <>
      {before && (
        <Link
          to={unitAddress(year, before.code)}
          rel="prev"
          className={buttonClass()}
          aria-label={words("before", { unit: before.shortLabel })}
          title={words("before", { unit: before.shortLabel })}
          aria-keyshortcuts="Alt+Shift+ArrowLeft"
        >
          <ChevronLeft aria-hidden size={18} strokeWidth={1.75} />
        </Link>
      )}
      {after && (
        <Link
          to={unitAddress(year, after.code)}
          rel="next"
          className={buttonClass()}
          aria-label={words("after", { unit: after.shortLabel })}
          title={words("after", { unit: after.shortLabel })}
          aria-keyshortcuts="Alt+Shift+ArrowRight"
        >
          <ChevronRight aria-hidden size={18} strokeWidth={1.75} />
        </Link>
      )}
    </>
  );
}
