import { Form, Link, useSearchParams } from "@remix-run/react";
import { ChevronLeft, ChevronRight, MonitorPlay, Undo2, X } from "lucide-react";
import { useRef } from "react";
import { useTranslations } from "use-intl";
import { amountUnder } from "#app/domain/arbitration/amount.ts";
import { classNames } from "#app/ui/class-names.ts";
import { Meter } from "#app/ui/figure/meter.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { type DisplayUnit, displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { boardMeasures, searchWith } from "../../measure.ts";
import { SittingState } from "../sitting-state.tsx";
import { AgendaRail } from "./agenda-rail.tsx";
import { Clock } from "./clock.tsx";
import { DecidePanel } from "./decide-panel.tsx";
import styles from "./room.module.css";
import type { Room, ShownRequest } from "./room-data.ts";
import { useRoomLive } from "./use-room-live.ts";

interface RoomProps {
  readonly year: number;
  readonly room: Room;
}

/** The room: one unit at a time, the envelope that fills in front of everybody, and for those who write, a key for each decision. */
export function RoomPage({ year, room }: RoomProps) {
  const words = useTranslations("sittings");
  const [search] = useSearchParams();
  const frame = useRef<HTMLElement>(null);
  const { sitting, part, shown, items, now } = room;
  const address = `/${year}/arbitration/sessions/${sitting.id}`;
  const isLive = useRoomLive(address, sitting.revision);
  const isProjected = search.get("view") === "projector";
  const writes = part.writes && !isProjected;
  const place = items.findIndex(({ id }) => id === now);
  const item = items[place];
  return (
    <section
      ref={frame}
      className={classNames(styles.room, (isProjected || !part.writes) && styles.large, isProjected && styles.projected)}
      data-projected={isProjected || undefined}
      aria-label={words("room.screen")}
    >
      <header className={styles.bar}>
        <p className={styles.sitting}>
          {words("sittingHeading", { number: sitting.number, title: sitting.title })}{" "}
          {!isProjected && <SittingState state={sitting.state} />}
        </p>
        <Clock label={words("room.sittingClock")} from={sitting.openedAt} at={room.at} />
        {item && (
          <Clock
            label={words("room.itemClock")}
            from={item.shownAt}
            before={item.usedSeconds}
            at={room.at}
            plannedMinutes={item.plannedMinutes}
          />
        )}
        <p role="status" className={styles.live}>
          {isLive === true && words("room.live")}
          {isLive === false && words("room.lost")}
        </p>
        <Measures room={room} />
        <Link
          className={classNames(buttonClass(), "no-print")}
          to={searchWith(search, "view", isProjected ? "" : "projector")}
          preventScrollReset
        >
          {isProjected ? <X aria-hidden size={16} /> : <MonitorPlay aria-hidden size={16} />}
          {words(isProjected ? "room.leaveProjection" : "room.project")}
        </Link>
      </header>
      <Meters year={year} room={room} />
      <div className={styles.stage}>
        <div className={styles.main}>
          <h1 id="page-title" tabIndex={-1}>
            {item?.unitLabel ?? sitting.title}
          </h1>
          {shown ? <Shown year={year} room={room} shown={shown} /> : <p>{words("room.nothing")}</p>}
          {writes && shown && <DecidePanel year={year} room={room} shown={shown} frame={frame} />}
          <Last year={year} room={room} />
          {writes && <Steps year={year} room={room} place={place} />}
          {room.listed.length > 1 && <Requests room={room} action={writes ? `${address}/screen?${search}` : undefined} />}
        </div>
        <AgendaRail room={room} action={writes ? `${address}/screen?${search}` : undefined} />
      </div>
    </section>
  );
}

function Measures({ room }: { readonly room: Room }) {
  const words = useTranslations("arbitration");
  const resources = useTranslations("resources");
  const [search] = useSearchParams();
  return (
    <nav aria-label={words("measure")} className={styles.measures}>
      {boardMeasures.map((own) => (
        <Link
          key={own}
          to={searchWith(search, "m", own.toLowerCase())}
          aria-current={own === room.measure ? "true" : undefined}
          preventScrollReset
        >
          {resources(`short.${own}`)}
        </Link>
      ))}
    </nav>
  );
}

/** Each envelope of the measure: what is decided fills it, and runs over past its frame; behind, what the other scenario decides. */
function Meters({ year, room }: RoomProps) {
  const words = useTranslations("arbitration");
  const sittings = useTranslations("sittings");
  const forecast = useTranslations("forecast");
  const resources = useTranslations("resources");
  const { measure, standings, pending, behind, ghost } = room;
  const shown = standings.filter((own) => own.envelope !== null);
  const unit = displayUnitFor(shown.flatMap((own) => [own.envelope ?? 0n, own.asked]));
  if (shown.length === 0) return <p>{words("noEnvelope", { measure: resources(`short.${measure}`), year: String(year) })}</p>;
  return (
    <div className={styles.meters}>
      {shown.map((own) => (
        <Meter
          key={own.spendingClass}
          label={words("meter", {
            class: forecast(`classes.${own.spendingClass}`),
            measure: resources(`short.${measure}`),
            year: String(year),
          })}
          resource={measure}
          limit={own.envelope ?? 0n}
          unit={unit}
          parts={[
            { label: words("parts.decided"), stage: "arbitrated", quantity: own.decided },
            { label: words("parts.pending"), stage: "requested", quantity: amountUnder(pending, own) },
          ]}
          {...(ghost !== null &&
            amountUnder(behind, own) !== 0n && {
              ghost: { label: sittings("room.ghostMeter", { scenario: ghost }), quantity: amountUnder(behind, own) },
            })}
        />
      ))}
    </div>
  );
}

/** The request that is talked about: three figures, the department's opinion, what was decided. */
function Shown({ year, room, shown }: RoomProps & { readonly shown: ShownRequest }) {
  const words = useTranslations("sittings");
  const arbitration = useTranslations("arbitration");
  const format = useFormat();
  const { measure, ghost } = room;
  const unit = unitOf(room);
  const say = (quantity: bigint) =>
    quantity === 0n ? `0 ${format.unit(measure, unit)}` : format.amountWithUnit(quantity, measure, { unit });
  const isDecided = shown.decided !== null && shown.outcome !== null;
  return (
    <>
      <h2 className={styles.request}>{words("room.request", { number: shown.number, title: shown.title })}</h2>
      <dl className={styles.tiles}>
        <div>
          <dt>
            {words("room.tiles.notified", { year: String(year - 1) })} <small>{words("room.tiles.notifiedNote")}</small>
          </dt>
          <dd>{say(shown.notified)}</dd>
        </div>
        <div className={styles.asked}>
          <dt>{words("room.tiles.asked", { year: String(year) })}</dt>
          <dd>{say(shown.asked)}</dd>
        </div>
        <div className={isDecided ? styles.decided : undefined} aria-live="polite">
          <dt>{words(isDecided ? "room.tiles.decided" : "room.tiles.proposed")}</dt>
          <dd>{isDecided ? say(shown.decided ?? 0n) : shown.proposed === null ? "–" : say(shown.proposed)}</dd>
          {isDecided && shown.outcome && <dd className={styles.note}>{arbitration(`outcomes.${shown.outcome}`)}</dd>}
          {ghost !== null && (
            <dd className={styles.ghost}>
              {shown.behind === null
                ? words("room.ghostNone", { scenario: ghost })
                : words("room.ghost", { scenario: ghost, amount: say(shown.behind) })}
            </dd>
          )}
        </div>
      </dl>
      <p className={styles.opinion}>
        {shown.opinion
          ? words("room.opinion", { view: arbitration(`views.${shown.opinion.view}`), sentence: shown.opinion.sentence })
          : words("room.noOpinion")}
      </p>
    </>
  );
}

/** The requests of the point, with what is decided of each. */
function Requests({ room, action }: { readonly room: Room; readonly action: string | undefined }) {
  const words = useTranslations("sittings");
  const arbitration = useTranslations("arbitration");
  const format = useFormat();
  const unit = unitOf(room);
  const say = (quantity: bigint) => format.amountWithUnit(quantity, room.measure, { unit });
  const from = 2 + room.items.length;
  return (
    <ul className={styles.requests} aria-label={words("room.requests")}>
      {room.listed.map((own, index) => (
        <li key={own.id} aria-current={own.id === room.shown?.id ? "true" : undefined}>
          {action === undefined ? (
            <span>{words("room.request", { number: own.number, title: own.title })}</span>
          ) : (
            <Form method="post" action={action} preventScrollReset>
              <CommandKey value={room.keys.screen[from + index] ?? ""} />
              <input type="hidden" name="item" value={room.now ?? ""} />
              <input type="hidden" name="request" value={own.id} />
              <button type="submit" className={styles.asLink}>
                {words("room.request", { number: own.number, title: own.title })}
              </button>
            </Form>
          )}
          <span className={styles.fromTo}>
            {say(own.asked)} {own.decided !== null && <>→ {own.decided === 0n ? "0" : say(own.decided)}</>}
          </span>
          <span className={styles.outcome}>{own.outcome ? arbitration(`outcomes.${own.outcome}`) : words("room.undecided")}</span>
        </li>
      ))}
    </ul>
  );
}

function Last({ year, room }: RoomProps) {
  const words = useTranslations("sittings");
  const arbitration = useTranslations("arbitration");
  const [search] = useSearchParams();
  const { last, part, sitting } = room;
  if (!last) return <p className={styles.last}>{words("room.noDecision")}</p>;
  const { number, unitLabel, requestNumber, outcome, reason } = last;
  return (
    <div className={styles.last} aria-live="polite">
      <p>
        <strong>{words("room.last")}</strong>{" "}
        {words("room.lastSaid", { number, unit: unitLabel, request: requestNumber, outcome: arbitration(`outcomes.${outcome}`), reason })}
      </p>
      {part.writes && search.get("view") !== "projector" && (
        <Form method="post" action={`/${year}/arbitration/sessions/${sitting.id}/taking-back?${search}`} preventScrollReset>
          <CommandKey value={room.keys.undo} />
          <input type="hidden" name="decision" value={last.id} />
          <button type="submit" className={buttonClass()} data-key="undo" aria-keyshortcuts="Control+Z">
            <Undo2 aria-hidden size={16} /> {words("decide.undo", { number })}
          </button>
        </Form>
      )}
    </div>
  );
}

/** From point to point, and to the end. */
function Steps({ year, room, place }: RoomProps & { readonly place: number }) {
  const words = useTranslations("sittings");
  const [search] = useSearchParams();
  const address = `/${year}/arbitration/sessions/${room.sitting.id}`;
  const steps = [
    { to: room.items[place - 1], key: "previous" as const, shortcut: "PageUp", icon: <ChevronLeft aria-hidden size={16} /> },
    { to: room.items[place + 1], key: "next" as const, shortcut: "PageDown", icon: <ChevronRight aria-hidden size={16} /> },
  ];
  return (
    <div className={styles.steps}>
      {steps.map(
        ({ to, key, shortcut, icon }, index) =>
          to && (
            <Form key={key} method="post" action={`${address}/screen?${search}`} preventScrollReset>
              <CommandKey value={room.keys.screen[index] ?? ""} />
              <input type="hidden" name="item" value={to.id} />
              <button type="submit" className={buttonClass()} data-key={key} aria-keyshortcuts={shortcut}>
                {icon} {words(`room.${key}`)}
              </button>
            </Form>
          ),
      )}
      <Link className={buttonClass()} to={`${address}/agenda`}>
        {words("room.rail")}
      </Link>
      <Link className={buttonClass()} to={`${address}/attendance`}>
        {words("room.attendance")}
      </Link>
      <Link className={buttonClass()} to={`${address}/sealing`}>
        {words("room.seal")}
      </Link>
    </div>
  );
}

function unitOf({ listed, shown }: Room): DisplayUnit {
  return displayUnitFor([...listed.map(({ asked }) => asked), shown?.notified ?? 0n]);
}
