import { useEffect, useState } from "react";
import type { Proposal } from "#app/domain/forecast/projection/propose.ts";
import { type ProposalMessage, proposalIn } from "../../projection/message.ts";
import type { SheetPlace } from "./use-sheet.ts";

/** What each line may ask, from its own past: asked of the server once the sheet is there. None while it is silent: the sheet does without. */
export function useProposals({ year, unit, campaign }: SheetPlace): readonly Proposal[] {
  const [proposals, setProposals] = useState<readonly Proposal[]>([]);
  useEffect(() => {
    const gone = new AbortController();
    const search = new URLSearchParams({ campaign });
    fetch(`/${year}/forecast/${unit}/projection?${search}`, { headers: { accept: "application/json" }, signal: gone.signal })
      .then(async (response) => (response.ok ? ((await response.json()) as ProposalMessage[]) : []))
      .then((told) => setProposals(told.map(proposalIn)))
      .catch(() => undefined);
    return () => gone.abort();
  }, [year, unit, campaign]);
  return proposals;
}
