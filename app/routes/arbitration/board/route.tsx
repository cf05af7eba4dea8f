import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { LiveBoard } from "./live-board.tsx";
import { loadBoard } from "./load-board.ts";

export const loader = guard.loader({ capability: "arbitration.read" }, async (scene) => {
  const { year, today } = scene;
  return { year, today, board: (await loadBoard(scene)) ?? null };
});

export default function BoardPage() {
  const { year, today, board } = useLoaderData<typeof loader>();
  const words = useTranslations("arbitration");
  const heading = words("heading", { year: String(year) });
  if (!board) {
    return (
      <Page title={heading}>
        <EmptyState title={words("noCampaign", { year: String(year) })}>{words("noCampaignHint")}</EmptyState>
      </Page>
    );
  }
  return <LiveBoard key={`${board.scenario?.id} ${board.measure}`} board={board} year={year} asOf={today} />;
}
