import { Link, useNavigate, useSearchParams } from "@remix-run/react";
import { type FocusEvent, type MouseEvent, useCallback, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { verbsForMany } from "#app/domain/arbitration/decide-many.ts";
import type { DecisionVerb } from "#app/domain/arbitration/verb.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { useHydrated } from "#app/ui/use-hydrated.ts";
import { searchWith } from "../measure.ts";
import styles from "./board.module.css";
import { type BoardUnit, total, totalled } from "./board.ts";
import { BoardTable } from "./board-table.tsx";
import { Choices } from "./choices.tsx";
import { DecisionDock } from "./decision-dock.tsx";
import dock from "./decisions.module.css";
import { EnvelopeBars } from "./envelope-bars.tsx";
import type { Board } from "./load-board.ts";
import { SaidOfDecisions } from "./said.tsx";
import { envelopesWith } from "./shown.ts";
import { useDecisionKeys } from "./use-decision-keys.ts";
import { useDecisions } from "./use-decisions.ts";
import { VerbDrawings, verbsByKey } from "./verb-icons.tsx";
import { Waterfall } from "./waterfall.tsx";

interface LiveBoardProps {
  readonly board: Board;
  readonly year: number;
  /** « 2026-06-15 ». */
  readonly asOf: string;
}

const places = ["proposal", "envelopes", "scenarios", "sessions", "decisions"] as const;

/** Above so many requests, units are closed until they are opened. */
const manyRequests = 120;

/** The board: what it shows follows each decision at once. */
export function LiveBoard({ board, year, asOf }: LiveBoardProps) {
  const { measure, scenario, scenarios, envelopes, whole } = board;
  const words = useTranslations("board");
  const arbitration = useTranslations("arbitration");
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const hydrated = useHydrated();
  const decisions = useDecisions(board.units, { year, measure, scenario: scenario?.id });
  const { units } = decisions;
  const [asIf, setAsIf] = useState(search.get("asif") === "1");
  const opened = useOpened(board.units, search);
  const [current, setCurrent] = useState<string>();
  const table = useRef<HTMLDivElement>(null);
  const shownIn = useMemo(
    () =>
      displayUnitFor([
        ...envelopes.map(({ envelope }) => envelope ?? 0n),
        ...board.units.map((own) => total(totalled(own.requests.map((request) => request.asked)))),
      ]),
    [envelopes, board.units],
  );
  const shown = envelopesWith(envelopes, { before: board.units, now: units, asIf });
  const here = placeOf(units, current);
  const decides = here !== undefined && here.request.obstacle === null;
  const scenarioSearch = `?campaign=${board.campaign.id}${scenario ? `&scenario=${scenario.id}` : ""}`;
  const many = `/${year}/arbitration/bulk${scenarioSearch}&m=${measure.toLowerCase()}`;
  const open = scenario?.state === "open" && board.decides;
  const decideUnit = (verb: DecisionVerb) => verbsForMany.some((own) => own === verb) && navigate(`${many}&verb=${verb}&of=${current}`);
  const { asked, ask } = useDecisionKeys({
    current: decides ? current : undefined,
    onUnit: open && units.some(({ code }) => code === current) ? decideUnit : undefined,
    onUndo: () => scenario?.state === "open" && void decisions.takeBack("last", words("takingBack.reason")),
  });
  const onVerb = useCallback(
    (request: string, verb: DecisionVerb) => {
      setCurrent(request);
      ask(request, verb);
    },
    [ask],
  );
  const onFocus = ({ target }: FocusEvent) => {
    const row = target.closest("tr")?.dataset["row"];
    if (row !== undefined) setCurrent(row);
  };
  const onClick = ({ target }: MouseEvent) => {
    const element = target as HTMLElement;
    if (element.closest("a, button, input")) return;
    element.closest("tr")?.querySelector<HTMLElement>("a")?.focus({ preventScroll: true });
  };
  const { isOpen } = opened;
  const toggleAddress = useCallback((unit: string) => searchWith(search, "open", isOpen(unit) ? "" : unit), [search, isOpen]);
  const searchOf = scenario ? `?scenario=${scenario.id}` : "";
  const requests = units.flatMap((unit) => unit.requests);
  const counts = { decided: requests.filter(({ decision }) => decision).length, count: requests.length };
  return (
    <Page
      title={arbitration("heading", { year: String(year) })}
      message={scenario ? arbitration("messageScenario", { ...counts, scenario: scenario.name }) : arbitration("message", counts)}
      actions={
        <>
          {places.map((place) => (
            <Link key={place} className={buttonClass()} to={`/${year}/arbitration/${place}?campaign=${board.campaign.id}`}>
              {arbitration(`links.${place}`)}
            </Link>
          ))}
        </>
      }
    >
      <VerbDrawings />
      <Choices {...{ measure, scenarios, scenario, asIf, onAsIf: setAsIf }}>
        {opened.many && (
          <button type="button" className={buttonClass()} onClick={opened.toggleAll}>
            {words(opened.all ? "closeAll" : "openAll")}
          </button>
        )}
      </Choices>
      {!scenario && (
        <Notice kind="information" title={arbitration("noScenario")}>
          <Link to={`/${year}/arbitration/scenarios?campaign=${board.campaign.id}`}>{arbitration("createScenario")}</Link>
        </Notice>
      )}
      {/* The bars stick for as long as the table is in view. */}
      <div className={styles.board} data-bars={whole ? envelopes.length : 0}>
        {whole ? <EnvelopeBars envelopes={shown} measure={measure} year={year} unit={shownIn} /> : <p>{arbitration("notVisible")}</p>}
        <div className={styles.beside}>
          <Waterfall {...{ units, measure, year, asIf, asOf }} unit={shownIn} />
          {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: a click on a row is a convenience, its link takes the focus */}
          <div ref={table} className={styles.table} onFocus={onFocus} onClick={onClick}>
            <BoardTable
              {...{ units, measure, year, asIf, current }}
              unit={shownIn}
              search={searchOf}
              isOpen={opened.isOpen}
              toggleAddress={toggleAddress}
              onToggle={opened.toggle}
              onVerb={hydrated && scenario ? onVerb : undefined}
              actions={
                <>
                  {open && (
                    <Link className={buttonClass()} to={many}>
                      {words("bulk.action")}
                    </Link>
                  )}
                  <ExportMenu file={`/${year}/arbitration/file`} />
                </>
              }
            />
          </div>
        </div>
        {hydrated && scenario && (
          <div className={dock.dockPlace}>
            {decisions.said && <SaidOfDecisions decisions={decisions} />}
            {here && decides && (
              <DecisionDock
                key={here.request.id}
                {...{ ...here, measure, shownIn, year, decisions, asked, envelopes: shown }}
                search={searchOf}
                onBack={() => focusRow(table.current, here.request.id)}
              />
            )}
          </div>
        )}
      </div>
      <Keys />
    </Page>
  );
}

function placeOf(units: readonly BoardUnit[], id: string | undefined) {
  if (id === undefined) return undefined;
  for (const unit of units) {
    const request = unit.requests.find((own) => own.id === id);
    if (request) return { unit, request };
  }
  return undefined;
}

function focusRow(table: HTMLElement | null, id: string): void {
  const row = [...(table?.querySelectorAll<HTMLTableRowElement>("tbody tr") ?? [])].find((one) => one.dataset["row"] === id);
  row?.querySelector("a")?.focus({ preventScroll: true });
}

/** Which units show their requests: all of them while they are few, else those that were opened. */
function useOpened(units: readonly BoardUnit[], search: URLSearchParams) {
  const many = units.reduce((count, { requests }) => count + requests.length, 0) > manyRequests;
  const [toggled, setToggled] = useState<ReadonlySet<string>>(() => new Set(search.getAll("open")));
  const isOpen = useCallback((unit: string) => toggled.has(unit) === many, [toggled, many]);
  const toggle = useCallback((unit: string) => {
    setToggled((current) => {
      const next = new Set(current);
      if (!next.delete(unit)) next.add(unit);
      return next;
    });
  }, []);
  const all = units.every(({ code }) => isOpen(code));
  const toggleAll = () => setToggled(all === many ? new Set() : new Set(units.map(({ code }) => code)));
  return { many: units.length > 1, all, isOpen, toggle, toggleAll };
}

function Keys() {
  const words = useTranslations("board");
  const arbitration = useTranslations("arbitration");
  return (
    <details className={dock.keys}>
      <summary>{words("keys.title")}</summary>
      <dl>
        <dt>↑ ↓</dt>
        <dd>{words("keys.rows")}</dd>
        <dt>← →</dt>
        <dd>{words("keys.units")}</dd>
        {verbsByKey.map((verb, index) => (
          <div key={verb} className={dock.keyPair}>
            <dt>{words("keyOf", { key: index + 1 })}</dt>
            <dd>{arbitration(`verbs.${verb}`, { year: "N" })}</dd>
          </div>
        ))}
        <dt>{words("keys.onUnit")}</dt>
        <dd>{words("keys.unit")}</dd>
        <dt>Ctrl+Z</dt>
        <dd>{words("keys.undo")}</dd>
        <dt>{words("keys.escape")}</dt>
        <dd>{words("keys.back")}</dd>
      </dl>
    </details>
  );
}
