import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { openingToPost } from "#app/commands/carry-forward.ts";
import { postOpeningBalances } from "#app/commands/post-opening-balances.ts";
import { guard } from "#app/http/guard.ts";
import { ActForm } from "#app/ui/form/act-form.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { fiscalYears } from "#db/queries/fiscal-year.ts";
import { openingEntries } from "#db/queries/ledger/opening.ts";
import { closingAddress } from "../addresses.ts";
import { useClosingCrumbs } from "../closing/crumbs.ts";
import { OpeningList } from "../closing/opening-part.tsx";
import { OpeningLines } from "./opening-lines.tsx";

const shownLines = 100;

export const loader = guard.loader({ capability: "ledger.close", whole: true }, async (scene) => {
  const { db, year, notFound, newKey } = scene;
  const years = await fiscalYears(db);
  const to = years.find((own) => own.year === year);
  const from = years.filter((own) => own.year < year).at(-1);
  if (!to || !from) throw notFound("year", String(year));
  const missing = await openingToPost(db, { from, to });
  const lines = missing.ok ? missing.value : [];
  return {
    ...{ year, before: from.year, firstDay: to.firstDay, key: newKey() },
    ...{ count: lines.length, lines: lines.slice(0, shownLines), openings: await openingEntries(db, year) },
  };
});

export const action = guard.action({ capability: "ledger.close", whole: true }, async ({ context, year, refused, redirect }) => {
  const done = await postOpeningBalances(context, { fiscalYear: year });
  return done.ok ? redirect(closingAddress(year), "closing.opening.done") : refused(done.refusal);
});

export default function ProvisionalOpeningPage() {
  const { year, before, firstDay, count, lines, openings, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("closing");
  const format = useFormat();
  const said = { lines: count, day: format.day(firstDay), before: String(before) };
  return (
    <Page
      title={words("opening.confirmTitle", { year: String(year) })}
      crumbs={useClosingCrumbs(year)}
      message={count === 0 ? words("opening.confirmNone", { year: String(year) }) : words("opening.confirm", said)}
    >
      {count === 0 && (
        <p>
          <Link to={closingAddress(year)} className={buttonClass()}>
            {words("opening.back")}
          </Link>
        </p>
      )}
      {openings.length > 0 && <OpeningList year={year} openings={openings} />}
      {count > 0 && <ActForm commandKey={key} lastResult={answer?.lastResult} submit={words("opening.submit")} />}
      {count > lines.length && <p>{words("opening.more", { shown: lines.length, count })}</p>}
      {count > 0 && <OpeningLines lines={lines} whole={count === lines.length} />}
    </Page>
  );
}
