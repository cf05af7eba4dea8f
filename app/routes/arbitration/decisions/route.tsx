import { Form, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { unitsWhere } from "#app/domain/access.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { decisionsOf, type RegisteredDecision } from "#db/queries/arbitration/decision.ts";
import { shownCampaign } from "#db/queries/campaign.ts";
import styles from "../arbitration.module.css";
import { RegisterTable } from "./register-table.tsx";

export const loader = guard.loader({ capability: "arbitration.read" }, async ({ db, year, url, access }) => {
  const campaign = await shownCampaign(db, year, url.searchParams.get("campaign"));
  if (!campaign) return { year, campaign: null, decisions: [] };
  const visible = unitsWhere(access, "arbitration.read");
  const scope = url.searchParams.get("unit");
  const units = scope === null ? visible : new Set([scope].filter((unit) => visible.has(unit)));
  const decisions = await decisionsOf(db, { campaign: campaign.id, units });
  return { year, campaign, decisions: decisions.filter((decision) => says(decision, url.searchParams.get("q") ?? "")) };
});

export default function DecisionsPage() {
  const { year, campaign, decisions } = useLoaderData<typeof loader>();
  const words = useTranslations("arbitration");
  const [search] = useSearchParams();
  return (
    <Page
      title={words("register.heading", { year: String(year) })}
      crumbs={[{ label: words("title"), to: `/${year}/arbitration` }]}
      message={words("register.message")}
    >
      {campaign && (
        <Form method="get" role="search" className={styles.search}>
          {["campaign", "unit"].map(
            (name) => search.has(name) && <input key={name} type="hidden" name={name} value={search.get(name) ?? ""} />,
          )}
          <TextField name="q" type="search" label={words("register.search")} width="medium" defaultValue={search.get("q") ?? ""} />
          <ButtonRow>
            <SubmitButton look="plain">{words("register.search")}</SubmitButton>
          </ButtonRow>
        </Form>
      )}
      {campaign ? (
        <RegisterTable decisions={decisions} label={campaign.label} year={year} />
      ) : (
        <EmptyState title={words("register.empty")}>{words("register.emptyHint")}</EmptyState>
      )}
    </Page>
  );
}

/** Every word sought is somewhere in what the register says of a decision, whatever its accents and capitals. */
function says(decision: RegisteredDecision, sought: string): boolean {
  const { unitLabel, title, reason, condition, decidedBy, number, scenario } = decision;
  const text = plain([unitLabel, title, reason, condition ?? "", decidedBy, number, scenario].join(" "));
  return plain(sought)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase();
}
