import { randomUUID } from "node:crypto";
import { checkSetting, mainAsk, type RequestSetting, type TiedRequest } from "#app/domain/arbitration/proposal/setting.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { insertSetting, settingsOf } from "#db/queries/arbitration/proposal/setting.ts";
import { campaignUnits, lockCampaign } from "#db/queries/campaign.ts";
import { requestsOf } from "#db/queries/forecast/reading.ts";
import { findRequest, type RequestRow } from "#db/queries/forecast/request.ts";
import { openForRequests } from "./planning-reach.ts";
import { type CommandContext, denial, runCommand } from "./run.ts";

export interface ProposalSettingInput extends Omit<RequestSetting, "ties"> {
  readonly requestId: string;
  /** Requests by unit and number, as a person writes them: « DR44 2 ». */
  readonly excludes: readonly string[];
  readonly needs: readonly string[];
  /** The setting that the reader saw; null: none. */
  readonly seen: string | null;
}

/** Says how a request may be granted by a proposal, in place of what was said. */
export async function saveProposalSetting(context: CommandContext, input: ProposalSettingInput): Promise<Result<{ settingId: string }>> {
  const declaration = { name: "save-proposal-setting", capability: "arbitration.prepare" } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    const request = await findRequest(db, input.requestId);
    if (!request || denial(context.actor.access, { ...declaration, unit: request.unit }))
      return refuse({ kind: "not-found", what: "request", id: input.requestId });
    // Ties are judged with those of the others: one setting of a campaign at a time.
    await lockCampaign(db, request.campaignId);
    const open = openForRequests({ state: request.campaignState });
    if (!open.ok) return open;
    const { all, before, asked } = await campaignTies(db, request);
    if ((before?.id ?? null) !== input.seen) return refuse({ kind: "stale", what: "request", seen: 0n, current: 1n });
    const ties: { kind: "excludes" | "needs"; other: string }[] = [];
    for (const kind of ["excludes", "needs"] as const) {
      for (const text of input[kind]) {
        const other = requestNamed(all, text);
        if (!other) return refuse({ kind: "proposal-request-unknown", text });
        if (ties.some((tie) => tie.other === other.id && tie.kind === kind)) continue;
        const twice = ties.some((tie) => tie.other === other.id);
        if (twice) return refuse({ kind: "proposal-exclusive-and-linked", unit: other.unit, number: other.number, title: other.title });
        ties.push({ kind, other: other.id });
      }
    }
    const { mandatory, partial, tags } = input;
    const checked = checkSetting(
      { mandatory, partial, tags, ties },
      { request: request.id, main: mainAsk(asked, request.targetYear), all },
    );
    if (!checked.ok) return checked;
    const id = randomUUID();
    await insertSetting(db, { ...checked.value, id, request: request.id, author: context.actor.id, replaces: input.seen });
    touch({ kind: "request", id: request.id, unit: request.unit, detail: { proposal: checked.value } });
    return accept({ settingId: id });
  });
}

async function campaignTies(db: Db, { id: request, campaignId }: Pick<RequestRow, "id" | "campaignId">) {
  const settings = await settingsOf(db, campaignId);
  const units = new Set(await campaignUnits(db, campaignId));
  const requests = (await requestsOf(db, campaignId, units, "everywhere")).filter(({ state, id }) => state !== "draft" || id === request);
  const all = requests.map(({ id, unit, number, title }): TiedRequest => ({ id, unit, number, title, ties: settings.get(id)?.ties ?? [] }));
  return { all, before: settings.get(request), asked: requests.find(({ id }) => id === request)?.asked ?? [] };
}

/** « DR44 2 », « DR44 n° 2 », « DR44/2 ». */
function requestNamed(all: readonly TiedRequest[], text: string): TiedRequest | undefined {
  const [, unit, number] = /^\s*(\S+?)[\s/]+(?:n°\s*)?(\d+)\s*$/u.exec(text) ?? [];
  return all.find((own) => own.unit === unit && own.number === Number(number));
}
