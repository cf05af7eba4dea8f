import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { totalOf } from "#app/domain/cube/answer.ts";
import { chainTrace, traceOf, within } from "#app/domain/trace/trace-of.ts";
import { guard, type LoaderScene } from "#app/http/guard.ts";
import { searchOf } from "#app/http/search.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { readCube } from "#db/queries/cube/cube.ts";
import { commitmentsPage, outstandingOf } from "#db/queries/execution.ts";
import { commitmentsAddress, newCommitmentAddress } from "../../units/addresses.ts";
import { unitsInScope } from "../../units/scope.ts";
import styles from "../../units/units.module.css";
import { CommitmentTable } from "../commitment-table.tsx";
import { useExecutionCrumb } from "../execution-crumb.ts";

const pageSize = 50;

export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { db, year, url, mayDo, services } = scene;
  const { query, after, unit } = searchOf(url);
  const units = (await unitsInScope(scene, "execution.read")).map(({ code }) => code);
  const outstanding = url.searchParams.has("outstanding");
  const page = await commitmentsPage(db, { year, units, query, outstanding, after, limit: pageSize + 1 });
  const commitments = page.slice(0, pageSize);
  const last = page.length > pageSize ? commitments.at(-1) : undefined;
  return {
    ...{ year, unit: unit ?? null, query, outstanding, commitments, demo: services.settings.demo, paged: after !== undefined },
    next: last ? `${last.committedOn} ${last.number}` : null,
    toPay: await outstandingOf(db, units),
    used: await usedThisYear(db, year, units),
    mayCommit: mayDo("execution.commit"),
  };
});

/** What the year has committed and paid without personnel, in these units: the same figures as on every other page. */
async function usedThisYear(db: LoaderScene["db"], year: number, units: readonly string[]) {
  const rows = await readCube(db, {
    ...{ measures: ["used"], resources: ["AE", "CP"], years: [year], by: [] },
    where: { unit: units, spendingClass: ["nonPersonnel"] },
  });
  return { committed: totalOf(rows, "used", "AE"), paid: totalOf(rows, "used", "CP") };
}

export default function CommitmentsPage() {
  const { year, unit, query, outstanding, commitments, next, paged, toPay, used, mayCommit, demo } = useLoaderData<typeof loader>();
  const words = useTranslations("execution");
  const place = { scope: within(unit), year, cut: { spendingClass: "nonPersonnel" } };
  const address = (after?: string) => {
    const entries = { unit: unit ?? "", q: query, outstanding: outstanding ? "on" : "", after: after ?? "" };
    const search = new URLSearchParams(Object.entries(entries).filter(([, value]) => value !== ""));
    return `${commitmentsAddress(year)}?${search}`;
  };
  return (
    <Page
      title={words("commitmentsHeading", { year: String(year) })}
      crumbs={[useExecutionCrumb(year)]}
      message={
        <>
          {words.rich("outstandingMessage", {
            amount: () => (
              <Amount quantity={toPay} resource="EUR" withUnit trace={chainTrace("outstanding", { scope: place.scope, year })} />
            ),
          })}{" "}
          {words.rich("usedMessage", {
            year: String(year),
            ae: () => <Amount quantity={used.committed} resource="AE" withUnit trace={traceOf("used", { ...place, resource: "AE" })} />,
            cp: () => <Amount quantity={used.paid} resource="CP" withUnit trace={traceOf("used", { ...place, resource: "CP" })} />,
          })}
        </>
      }
      actions={
        mayCommit && (
          <Link to={newCommitmentAddress(year)} className={buttonClass("primary")}>
            {words("newCommitment")}
          </Link>
        )
      }
    >
      {demo && <Fictitious what={words("commitments")} />}
      <Form method="get" className={styles.inline} role="search">
        {unit !== null && <input type="hidden" name="unit" value={unit} />}
        <TextField name="q" type="search" label={words("search")} defaultValue={query} />
        <label className={styles.inline}>
          <input type="checkbox" name="outstanding" defaultChecked={outstanding} /> {words("onlyOutstanding")}
        </label>
        <SubmitButton look="plain">{words("filter")}</SubmitButton>
      </Form>
      <CommitmentTable
        year={year}
        main
        commitments={commitments}
        scope={place.scope}
        empty={<EmptyState title={words("noCommitment")} />}
        pages={{ first: paged ? address() : undefined, next: next === null ? undefined : address(next) }}
      />
    </Page>
  );
}
