import { Link, useSearchParams } from "@remix-run/react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { useHydrated } from "#app/ui/use-hydrated.ts";
import { useNeighbourKeys } from "#app/ui/use-neighbour-keys.ts";
import type { DecidedLine } from "#db/queries/arbitration/board.ts";
import type { Thread } from "#db/queries/forecast/comments.ts";
import type { RequestRow } from "#db/queries/forecast/request.ts";
import { total, totalled } from "../board/board.ts";
import { Choices } from "../board/choices.tsx";
import { DecisionDock } from "../board/decision-dock.tsx";
import dock from "../board/decisions.module.css";
import { EnvelopeBars } from "../board/envelope-bars.tsx";
import type { Board } from "../board/load-board.ts";
import { SaidOfDecisions } from "../board/said.tsx";
import { envelopesWith } from "../board/shown.ts";
import { useDecisionKeys } from "../board/use-decision-keys.ts";
import { useDecisions } from "../board/use-decisions.ts";
import { VerbDrawings } from "../board/verb-icons.tsx";
import { UnitHistory } from "./history.tsx";
import { RequestPart } from "./request-part.tsx";

export interface FileOfRequest {
  readonly id: string;
  readonly request: RequestRow;
  readonly lines: readonly DecidedLine[];
  readonly attachments: readonly { readonly id: string; readonly name: string }[];
  readonly threads: readonly Thread[];
}

interface UnitFileProps {
  readonly board: Board;
  readonly year: number;
  readonly files: readonly FileOfRequest[];
  readonly previous: { readonly code: string; readonly label: string } | null;
  readonly next: { readonly code: string; readonly label: string } | null;
  /** Of a message. */
  readonly commandKey: string;
}

/** All that a unit asks, beside the envelope: line by line, why, what it had, what was said of it, and the decisions with what they would leave. */
export function UnitFile({ board, year, files, previous, next, commandKey }: UnitFileProps) {
  const { measure, scenario, scenarios, envelopes, whole } = board;
  const words = useTranslations("board");
  const arbitration = useTranslations("arbitration");
  const resources = useTranslations("resources");
  const format = useFormat();
  const hydrated = useHydrated();
  const [search] = useSearchParams();
  const decisions = useDecisions(board.units, { year, measure, scenario: scenario?.id });
  const [unit] = decisions.units;
  const [asIf, setAsIf] = useState(search.get("asif") === "1");
  const [current, setCurrent] = useState(
    () => unit?.requests.find(({ decided, obstacle }) => !decided && obstacle === null)?.id ?? unit?.requests[0]?.id,
  );
  const request = unit?.requests.find(({ id }) => id === current);
  const shown = envelopesWith(envelopes, { before: board.units, now: decisions.units, asIf });
  const asked = useDecisionKeys({
    current: request?.obstacle === null ? request.id : undefined,
    onUndo: () => scenario?.state === "open" && void decisions.takeBack("last", words("takingBack.reason")),
  });
  const addressOf = (code: string) => `/${year}/arbitration/units/${encodeURIComponent(code)}?${search}`;
  useNeighbourKeys(previous && addressOf(previous.code), next && addressOf(next.code));
  if (!unit) return null;
  const amounts = [total(unit.notified), total(totalled(unit.requests.map((own) => own.asked)))] as const;
  const shownIn = displayUnitFor(amounts);
  const say = (quantity: bigint) =>
    quantity === 0n ? `0 ${format.unit(measure, shownIn)}` : format.amountWithUnit(quantity, measure, { unit: shownIn });
  const scenarioSearch = scenario ? `?scenario=${scenario.id}` : "";
  return (
    <Page
      title={words("unitFile.heading", { unit: unit.label, year: String(year) })}
      crumbs={[{ label: arbitration("title"), to: `/${year}/arbitration?${search}` }]}
      message={words("unitFile.message", {
        ...{ count: unit.requests.length, measure: resources(`short.${measure}`), previous: String(year - 1) },
        ...{ asked: say(amounts[1]), notified: say(amounts[0]) },
      })}
      actions={
        <>
          {previous && (
            <Link
              className={buttonClass()}
              to={addressOf(previous.code)}
              rel="prev"
              aria-keyshortcuts="Alt+Shift+ArrowLeft"
              title={`${words("unitFile.previous")} · Alt+Maj+←`}
            >
              ← {previous.label}
            </Link>
          )}
          {next && (
            <Link
              className={buttonClass()}
              to={addressOf(next.code)}
              rel="next"
              aria-keyshortcuts="Alt+Shift+ArrowRight"
              title={`${words("unitFile.next")} · Alt+Maj+→`}
            >
              {next.label} →
            </Link>
          )}
        </>
      }
    >
      <VerbDrawings />
      <Choices {...{ measure, scenarios, scenario, asIf, onAsIf: setAsIf }} />
      {whole ? (
        <EnvelopeBars
          envelopes={shown}
          measure={measure}
          year={year}
          unit={displayUnitFor(envelopes.map(({ envelope }) => envelope ?? 0n))}
        />
      ) : (
        <p>{arbitration("notVisible")}</p>
      )}
      <Section title={words("unitFile.history")}>
        <UnitHistory unit={unit} measure={measure} year={year} shownIn={shownIn} />
      </Section>
      {unit.requests.map((own) => {
        const file = files.find(({ id }) => id === own.id);
        return (
          file && (
            <RequestPart
              key={own.id}
              {...{ unit: unit.code, request: own, file, measure, year, envelopes: shown, campaign: board.campaign.id, commandKey }}
              search={scenarioSearch}
              current={own.id === current}
              onCurrent={() => setCurrent(own.id)}
            />
          )
        );
      })}
      {hydrated && scenario && request && (
        <div className={dock.dockPlace}>
          {decisions.said && <SaidOfDecisions decisions={decisions} />}
          {request.obstacle === null ? (
            <DecisionDock
              key={request.id}
              {...{ unit, request, measure, shownIn, year, decisions, asked: asked.asked, envelopes: shown }}
              search={scenarioSearch}
              onBack={() => document.getElementById(`request-${request.number}`)?.focus()}
            />
          ) : null}
        </div>
      )}
    </Page>
  );
}
