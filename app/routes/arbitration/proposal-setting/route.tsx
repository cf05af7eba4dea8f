import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { saveProposalSetting } from "#app/commands/save-proposal-setting.ts";
import { grantingOf } from "#app/domain/arbitration/proposal/case.ts";
import { usualProposal } from "#app/domain/arbitration/proposal/criteria.ts";
import { mainAsk, type Part } from "#app/domain/arbitration/proposal/setting.ts";
import { costSightOf } from "#app/domain/forecast/staff/cost-sight.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { amountText } from "#app/ui/planning/amount-text.ts";
import { Page } from "#app/ui/shell/page.tsx";
import type { Db } from "#db/client.ts";
import { settingsOf } from "#db/queries/arbitration/proposal/setting.ts";
import { campaignUnits } from "#db/queries/campaign.ts";
import { requestsOf } from "#db/queries/forecast/reading.ts";
import styles from "../proposing/proposing.module.css";
import { readSetting } from "../proposing/read-setting.ts";
import { requestAt } from "../request-at.ts";

/** The request of the address with what it mainly asks, its setting, and how the others are called. */
export const loader = guard.loader({ capability: "arbitration.read" }, async (scene) => {
  const { db, year, mayDo, newKey, access } = scene;
  const { request, label } = await requestAt(db, scene);
  const { main, asked, others } = await askedAmong(db, request, year);
  const settings = await settingsOf(db, request.campaignId);
  const setting = settings.get(request.id) ?? null;
  const nameOf = (id: string) => {
    const own = others.find((one) => one.id === id);
    return own ? [`${own.unit} ${own.number}`] : [];
  };
  const ties = (kind: "excludes" | "needs") => (setting?.ties ?? []).flatMap((tie) => (tie.kind === kind ? nameOf(tie.other) : []));
  const sight = costSightOf(access);
  const personnel = asked.every(({ spendingClass }) => spendingClass === "personnel");
  return {
    ...{ year, label, setting, main: personnel && sight !== "everywhere" && !sight.has(request.unit) ? null : main },
    request: { id: request.id, number: request.number, title: request.title, kind: request.kind, unit: request.unit },
    granting: grantingOf({ kind: request.kind, obligation: request.obligation, asked, setting }, year, usualProposal),
    ...{ excludes: ties("excludes"), needs: ties("needs"), known: [...new Set([...settings.values()].flatMap(({ tags }) => tags))] },
    ...{ mayPrepare: mayDo("arbitration.prepare", request.unit), key: newKey() },
  };
});

export const action = guard.action({ capability: "arbitration.prepare" }, async (scene) => {
  const { form, locale, context, year, refused, redirect } = scene;
  const { request, main } = await scene.read(async (db) => {
    const found = await requestAt(db, scene);
    return { request: found.request, main: (await askedAmong(db, found.request, year)).main };
  });
  const read = readSetting(form, locale, main?.measure ?? "CP");
  if (!read.ok) return refused(read.refusal, read.submission);
  const saved = await saveProposalSetting(context, { requestId: request.id, ...read.value });
  if (!saved.ok) return refused(saved.refusal, read.submission);
  return redirect(`/${year}/arbitration/requests/${request.id}/granting`, "proposal.setting.done", { number: request.number });
});

async function askedAmong(db: Db, request: { readonly id: string; readonly campaignId: string }, year: number) {
  const units = new Set(await campaignUnits(db, request.campaignId));
  const others = await requestsOf(db, request.campaignId, units, "everywhere");
  const asked = others.find(({ id }) => id === request.id)?.asked ?? [];
  return { asked, main: mainAsk(asked, year), others };
}

export default function SettingPage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("proposal.setting");
  const arbitration = useTranslations("arbitration");
  const resources = useTranslations("resources");
  const format = useFormat();
  const { year, request, label, setting, main, granting, mayPrepare, key } = page;
  const file = `/${year}/arbitration/requests/${request.id}`;
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  const said = [
    words(granting.mandatory ? "must" : "may"),
    granting.parts === 1 ? words("whole") : words("byParts", { parts: granting.parts, least: granting.leastParts }),
  ].join(" ");
  const unitWords = main ? `${resources(`short.${main.measure}`)}, ${format.unit(main.measure)}` : "";
  return (
    <Page
      title={words("heading", { number: request.number, title: request.title })}
      crumbs={[
        { label: arbitration("title"), to: `/${year}/arbitration` },
        { label: arbitration("fileHeading", { unit: label, number: request.number, title: request.title }), to: file },
      ]}
      message={
        main
          ? `${words("asks", { amount: format.amountWithUnit(main.amount, main.measure), measure: resources(`short.${main.measure}`) })} ${said}`
          : said
      }
    >
      {setting && <p className={styles.muted}>{words("by", { author: setting.author, at: format.instant(setting.at.toISOString()) })}</p>}
      {request.kind === "saving" && <Notice kind="information" title={words("saving")} />}
      {!mayPrepare && <p>{words("readOnly")}</p>}
      {mayPrepare && (
        <Form method="post" className={styles.form}>
          <CommandKey value={key} />
          <input type="hidden" name="seen" value={setting?.id ?? ""} />
          <Fields {...fields}>
            <ErrorSummary general={general} />
            <fieldset className={styles.choices}>
              <legend>{words("mandatoryTitle")}</legend>
              <label>
                <input type="checkbox" name="mandatory" defaultChecked={setting?.mandatory ?? false} /> {words("mandatory")}
              </label>
            </fieldset>
            <fieldset className={styles.choices}>
              <legend>{words("how")}</legend>
              <label>
                <input type="radio" name="how" value="whole" defaultChecked={!setting?.partial} /> {words("wholeChoice")}
              </label>
              <label>
                <input type="radio" name="how" value="partial" defaultChecked={Boolean(setting?.partial)} /> {words("partialChoice")}
              </label>
            </fieldset>
            <div className={styles.grid}>
              <TextField
                name="step"
                label={words("step")}
                hint={words("stepHint")}
                width="short"
                defaultValue={partText(setting?.partial?.step, main?.measure)}
              />
              <SelectField
                name="stepIn"
                label={words("stepIn")}
                required
                defaultValue={setting?.partial?.step.kind ?? "share"}
                options={[
                  { value: "share", label: words("percent") },
                  { value: "amount", label: words("amount", { unit: unitWords }) },
                ]}
              />
              <TextField
                name="least"
                label={words("least")}
                hint={words("leastHint")}
                width="short"
                defaultValue={partText(setting?.partial?.least, main?.measure)}
              />
              <SelectField
                name="leastIn"
                label={words("leastIn")}
                required
                defaultValue={setting?.partial?.least?.kind ?? "share"}
                options={[
                  { value: "share", label: words("percent") },
                  { value: "amount", label: words("amount", { unit: unitWords }) },
                ]}
              />
            </div>
            <TextField name="excludes" label={words("excludes")} hint={words("tiesHint")} defaultValue={page.excludes.join(", ")} />
            <TextField name="needs" label={words("needs")} hint={words("tiesHint")} defaultValue={page.needs.join(", ")} />
            <TextField
              name="tags"
              label={words("tags")}
              hint={page.known.length === 0 ? words("tagsHint") : words("tagsKnown", { tags: page.known.join(", ") })}
              defaultValue={setting?.tags.join(", ") ?? ""}
            />
            <ButtonRow>
              <SubmitButton>{words("save")}</SubmitButton>
            </ButtonRow>
          </Fields>
        </Form>
      )}
    </Page>
  );
}

function partText(part: Part | null | undefined, measure: BudgetResource | undefined): string {
  if (!part) return "";
  return part.kind === "share" ? amountText(BigInt(part.share), "CP") : amountText(part.amount, measure ?? "CP");
}
