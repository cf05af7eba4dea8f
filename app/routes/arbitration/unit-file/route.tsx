import { useLoaderData } from "@remix-run/react";
import { unitsWhere } from "#app/domain/access.ts";
import { costSightOf } from "#app/domain/forecast/staff/cost-sight.ts";
import { guard } from "#app/http/guard.ts";
import { decidedLines, unitsAsking } from "#db/queries/arbitration/board.ts";
import { threadsOf } from "#db/queries/forecast/comments.ts";
import { findRequest } from "#db/queries/forecast/request.ts";
import { attachmentsOf } from "#db/queries/ledger/attachment.ts";
import { loadBoard } from "../board/load-board.ts";
import { UnitFile } from "./unit-file.tsx";

export const loader = guard.loader({ capability: "arbitration.read", unit: ({ params }) => params.unit }, async (scene) => {
  const { db, year, params, access, notFound, newKey } = scene;
  const code = params["unit"] ?? "";
  const board = await loadBoard(scene, { unit: code });
  const [unit] = board?.units ?? [];
  if (!board || !unit) throw notFound("unit", code);
  const { campaign, measure, scenario } = board;
  const asking = await unitsAsking(db, campaign.id, unitsWhere(access, "arbitration.read"), year);
  const place = asking.findIndex((own) => own.code === code);
  const threads = await threadsOf(db, campaign.id, code);
  const lines = await decidedLines(db, campaign.id, { unit: code, measure, year, scenario: scenario?.id, sight: costSightOf(access) });
  const files = [];
  for (const { id } of unit.requests) {
    const request = await findRequest(db, id);
    if (!request) continue;
    const own = lines.filter(({ requestId }) => requestId === id);
    files.push({
      id,
      request,
      lines: own,
      attachments: (await attachmentsOf(db, { requestId: id }))
        .filter(({ removal }) => removal === null)
        .map(({ id: file, name }) => ({ id: file, name })),
      threads: threads.filter((thread) => thread.requestId === id || own.some((line) => line.id === thread.lineId)),
    });
  }
  return {
    ...{ year, board, files, commandKey: newKey() },
    previous: asking[place - 1] ?? null,
    next: asking[place + 1] ?? null,
  };
});

export default function UnitFilePage() {
  const { board, ...file } = useLoaderData<typeof loader>();
  return <UnitFile key={`${board.scenario?.id} ${board.measure} ${board.units[0]?.code}`} board={board} {...file} />;
}
