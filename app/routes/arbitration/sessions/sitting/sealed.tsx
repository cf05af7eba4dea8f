import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { MinutedAmount, MinutedDecision, MinutedEnvelope } from "#app/domain/arbitration/sitting/minutes.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { useSittingCrumbs } from "../crumbs.ts";
import styles from "../sessions.module.css";
import { SittingState } from "../sitting-state.tsx";
import type { SealedMinutes } from "./sealed-data.ts";

const papers = ["pdf", "docx", "xlsx"] as const;

/** Sealed minutes: the papers, the seal, the decisions as they were sealed, and what corrected them since. */
export function Sealed({ year, ...sealed }: SealedMinutes & { readonly year: number }) {
  const { sitting, minutes, sealedBy } = sealed;
  const words = useTranslations("sittings");
  const format = useFormat();
  const here = `/${year}/arbitration/sessions/${sitting.id}`;
  const at = format.instant(minutes.sitting.sealedAt);
  return (
    <Page
      title={words("minutes.heading", { number: minutes.number })}
      crumbs={useSittingCrumbs(year)}
      marks={<SittingState state={sitting.state} />}
      message={words("minutes.message", { sitting: sitting.number, title: sitting.title, at, name: sealedBy })}
      actions={papers.map((paper) => (
        <a key={paper} className={buttonClass(paper === "pdf" ? "primary" : "plain")} href={`${here}/papers/${paper}`} download>
          {words(`minutes.${paper}`)}
        </a>
      ))}
    >
      <Seal here={here} {...sealed} />
      <Section title={words("minutes.decisions")}>
        <Decisions year={year} decisions={minutes.decisions} />
      </Section>
      <Section title={words("minutes.corrections")}>
        {sealed.corrections.length === 0 && <p>{words("minutes.noCorrection")}</p>}
        <Corrections year={year} corrections={sealed.corrections} />
      </Section>
      <Section title={words("minutes.envelopes")}>
        <Envelopes envelopes={minutes.envelopes} />
      </Section>
      <Section title={words("minutes.people")}>
        <ul className={styles.plain}>
          <li>{words("people.chair", { name: minutes.chair })}</li>
          {minutes.attendance.map(({ name, role, isPresent }) => (
            <li key={name}>
              {name}
              {role === "secretary" && ` (${words("people.secretary")})`} :{" "}
              {words(isPresent === null ? "minutes.unsaid" : isPresent ? "minutes.present" : "minutes.absent")}
            </li>
          ))}
          {minutes.guests.map((guest) => (
            <li key={guest}>{guest}</li>
          ))}
        </ul>
      </Section>
    </Page>
  );
}

function Seal({ here, hash, minutes, verified }: SealedMinutes & { readonly here: string }) {
  const words = useTranslations("sittings");
  const faulty = (verified ?? []).filter(({ faults }) => faults.length > 0);
  return (
    <Section
      title={words("minutes.seal")}
      actions={
        <Link className={buttonClass()} to={`${here}?verify=1`} preventScrollReset>
          {words("minutes.verify")}
        </Link>
      }
    >
      <div className={styles.stack}>
        {verified && faulty.length === 0 && <Notice kind="success" title={words("minutes.verified", { count: verified.length })} />}
        {faulty.length > 0 && (
          <Notice kind="refusal" title={words("minutes.faults", { count: faulty.length })}>
            <ul className={styles.plain}>
              {faulty.map(({ number, faults }) => (
                <li key={number}>
                  {words("minutes.fault", { number, faults: faults.map((fault) => words(`minutes.kinds.${fault}`)).join(" · ") })}
                </li>
              ))}
            </ul>
          </Notice>
        )}
        <dl className={styles.stack}>
          <div>
            <dt className={styles.muted}>{words("minutes.hash")}</dt>
            <dd>
              <code className={styles.hash}>{hash}</code>
            </dd>
          </div>
          {minutes.previousHash === null ? (
            <div>
              <dt className="visually-hidden">{words("minutes.seal")}</dt>
              <dd>{words("minutes.first")}</dd>
            </div>
          ) : (
            <div>
              <dt className={styles.muted}>{words("minutes.previous", { number: minutes.number - 1 })}</dt>
              <dd>
                <code className={styles.hash}>{minutes.previousHash}</code>
              </dd>
            </div>
          )}
        </dl>
      </div>
    </Section>
  );
}

function Decisions({ year, decisions }: { readonly year: number; readonly decisions: readonly MinutedDecision[] }) {
  const words = useTranslations("sittings");
  const arbitration = useTranslations("arbitration");
  const say = useAmountWords();
  const columns: Column<MinutedDecision>[] = [
    { key: "number", head: words("minutes.number"), cell: ({ number }) => String(number) },
    {
      key: "request",
      head: words("minutes.request"),
      cell: ({ unitLabel, request }) => (
        <Link to={`/${year}/arbitration/requests/${request.id}`}>
          {words("agenda.requestPoint", { unit: unitLabel, number: request.number, title: request.title })}
        </Link>
      ),
    },
    {
      key: "decision",
      head: words("minutes.decision"),
      cell: ({ verb, outcome, reason, condition, corrects, correctedBy }) => (
        <>
          <strong>{arbitration(`outcomes.${outcome}`)}</strong>. {reason}{" "}
          {condition !== null && arbitration("decide.condition_", { condition })}{" "}
          <span className={styles.muted}>
            {[
              ...(corrects === null ? [] : [words(verb === "takeBack" ? "minutes.takesBack" : "minutes.corrects", { number: corrects })]),
              ...(correctedBy === null ? [] : [words("minutes.correctedBy", { number: correctedBy })]),
            ].join(" · ")}
          </span>
        </>
      ),
    },
    {
      key: "amounts",
      head: words("minutes.amounts"),
      cell: ({ amounts }) => (
        <ul className={styles.plain}>
          {amounts.map((amount) => (
            <li key={`${amount.spendingClass} ${amount.measure} ${amount.year}`}>{say(amount, year)}</li>
          ))}
        </ul>
      ),
    },
  ];
  return (
    <DataTable
      caption={words("minutes.table")}
      hideCaption
      main
      rows={decisions}
      rowKey={({ id }) => id}
      columns={columns}
      empty={<EmptyState title={words("minutes.noDecision")} />}
    />
  );
}

function Corrections({ year, corrections }: { readonly year: number } & Pick<SealedMinutes, "corrections">) {
  const words = useTranslations("sittings");
  const arbitration = useTranslations("arbitration");
  const format = useFormat();
  if (corrections.length === 0) return null;
  return (
    <ul className={styles.plain}>
      {corrections.map(({ number, corrects, decidedAt, decidedBy, outcome, reason, requestId }) => (
        <li key={number}>
          <Link to={`/${year}/arbitration/requests/${requestId}`}>
            {words("minutes.correction", {
              ...{ number, corrects, day: format.instant(decidedAt.toISOString()), name: decidedBy },
              ...{ outcome: arbitration(`outcomes.${outcome}`), reason },
            })}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Envelopes({ envelopes }: { readonly envelopes: readonly MinutedEnvelope[] }) {
  const words = useTranslations("sittings");
  const arbitration = useTranslations("arbitration");
  const forecast = useTranslations("forecast");
  const resources = useTranslations("resources");
  const amount = (
    key: "before" | "after" | "gap" | "ceiling",
    head: string,
    of: (row: MinutedEnvelope) => bigint | null,
  ): Column<MinutedEnvelope> => ({
    ...{ key, head, align: "end" },
    cell: (row) => (
      <Amount quantity={of(row) ?? "not-entered"} resource={row.measure} withUnit sign={key === "gap" ? "always" : "negative"} />
    ),
  });
  return (
    <DataTable
      caption={words("minutes.envelopes")}
      hideCaption
      rows={envelopes}
      rowKey={({ spendingClass, measure, place }) => `${spendingClass} ${measure} ${place ?? ""}`}
      empty={<EmptyState title={arbitration("envelopes.empty")} />}
      columns={[
        {
          key: "envelope",
          head: words("minutes.envelope"),
          cell: ({ spendingClass, measure, place }) =>
            [forecast(`classes.${spendingClass}`), resources(`short.${measure}`), place].filter((part) => part !== null).join(" · "),
        },
        amount("ceiling", words("minutes.ceiling"), ({ envelope }) => (envelope === null ? null : BigInt(envelope))),
        amount("before", words("minutes.before"), ({ before }) => BigInt(before)),
        amount("after", words("minutes.after"), ({ after }) => BigInt(after)),
        amount("gap", words("minutes.gap"), ({ before, after }) => BigInt(after) - BigInt(before)),
      ]}
    />
  );
}

/** « Hors titre 2 · CP : 120 000,00 € → 80 000,00 € ». */
function useAmountWords(): (amount: MinutedAmount, year: number) => string {
  const arbitration = useTranslations("arbitration");
  const forecast = useTranslations("forecast");
  const resources = useTranslations("resources");
  const format = useFormat();
  return ({ spendingClass, measure, year: own, asked, decided }, year) => {
    const say = (quantity: bigint) => (quantity === 0n ? "0" : format.amount(quantity, measure));
    const name = {
      class: forecast(`classes.${spendingClass}`),
      measure: `${resources(`short.${measure}`)}${own === year ? "" : ` ${own}`}`,
    };
    return arbitration("fromTo", { ...name, asked: say(BigInt(asked)), decided: say(BigInt(decided)), unit: format.unit(measure) });
  };
}
