import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Drawing } from "#app/ui/figure/drawing.tsx";
import { plainClass } from "#app/ui/figure/marks.tsx";
import { Meter } from "#app/ui/figure/meter.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Section } from "#app/ui/shell/page.tsx";
import type { CampaignProgress } from "#db/queries/home/preparing.ts";
import { Facts } from "../units/facts.tsx";
import styles from "./home.module.css";
import type { EnvelopeLine, loadRoom } from "./load-home.ts";

type Room = Awaited<ReturnType<typeof loadRoom>>;

/** What one's role looks at first: the campaigns, the envelopes, the books. */
export function RoomPanels({ year, room }: { readonly year: number; readonly room: Room }) {
  const words = useTranslations("home.room");
  const { campaigns, conducts, envelopes, books } = room;
  return (
    <>
      {campaigns.length > 0 && (
        <Section title={words(conducts ? "campaigns" : "sheets")}>
          <ul className={styles.progress}>
            {campaigns.map((campaign) => (
              <Progress key={campaign.id} campaign={campaign} conducts={conducts} />
            ))}
          </ul>
        </Section>
      )}
      {envelopes && envelopes.lines.length > 0 && (
        <Section
          title={words("envelopes", { label: envelopes.label })}
          actions={<Link to={`/${envelopes.targetYear}/arbitration`}>{words("toBoard")}</Link>}
        >
          <Envelopes lines={envelopes.lines} />
        </Section>
      )}
      {books && (
        <Section title={words("books", { year: String(year) })} actions={<Link to={`/${year}/ledger`}>{words("toBooks")}</Link>}>
          <Books books={books} />
        </Section>
      )}
    </>
  );
}

function Progress({ campaign, conducts }: { readonly campaign: CampaignProgress; readonly conducts: boolean }) {
  const words = useTranslations("home.room");
  const format = useFormat();
  const { label, targetYear, closesOn, units, done, begun, drafts, submitted, further } = campaign;
  const [part, whole] = conducts ? [done, units] : [submitted + further, drafts + submitted + further];
  return (
    <li>
      <Link to={conducts ? `/${targetYear}/campaigns` : `/${targetYear}/forecast`}>{label}</Link>
      <Drawing box={{ width: 240, height: 12 }} className={styles.share}>
        <rect x="0.5" y="1.5" width="239" height="9" className={plainClass("season")} />
        <rect x="0.5" y="1.5" width={whole === 0 ? 0 : Math.round((part / whole) * 239)} height="9" className={plainClass("level")} />
      </Drawing>
      <span>
        {conducts ? words("unitsDone", { done, units, begun, submitted }) : words("requestsDone", { part, whole, drafts })}
        {` · ${words("closesOn", { day: format.day(closesOn) })}`}
      </span>
    </li>
  );
}

function Envelopes({ lines }: { readonly lines: readonly EnvelopeLine[] }) {
  const words = useTranslations("home.room");
  const unit = displayUnitFor(lines.map(({ envelope }) => envelope));
  return (
    <ul className={styles.resources}>
      {lines.map(({ spendingClass, measure, envelope, decided }) => (
        <li key={`${spendingClass} ${measure}`}>
          <Meter
            label={words("envelope", { spendingClass, measure })}
            resource={measure}
            limit={envelope}
            parts={[{ label: words("decided"), stage: "arbitrated", quantity: decided }]}
            unit={unit}
          />
        </li>
      ))}
    </ul>
  );
}

function Books({ books: { waiting, locked, closed, fec } }: { readonly books: NonNullable<Room["books"]> }) {
  const words = useTranslations("home.room");
  const format = useFormat();
  return (
    <Facts
      facts={[
        { label: words("drafts"), value: String(waiting.drafts) },
        { label: words("unmatched"), value: words("unmatchedOld", { count: waiting.unmatched, old: waiting.over90 }) },
        { label: words("lastClose"), value: closed ? words("closed") : locked === null ? words("neverClosed") : format.day(locked) },
        {
          label: words("fec"),
          value: fec ? words("fecAt", { verdict: fec.verdict ?? "none", at: format.instant(fec.at) }) : words("noFec"),
        },
      ]}
    />
  );
}
