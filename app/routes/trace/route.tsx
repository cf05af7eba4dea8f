import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { parseTrace } from "#app/domain/trace/trace-key.ts";
import { guard } from "#app/http/guard.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { StoryPageContext } from "#app/ui/traced.tsx";
import { loadStory, type StoryAnswer } from "./load-story.ts";
import { StoryBody, useStoryPlace, useStorySentence } from "./story.tsx";
import { storyAddress } from "./story-address.ts";
import { StoryRefused } from "./story-refused.tsx";

/** The story of one figure as a page: it prints, and needs no script. */
export const loader = guard.loader({ capability: "planning.read", unit: ({ params }) => unitIn(params["key"]) }, async (scene) => {
  const { params, year, today, notFound } = scene;
  const text = params["key"] ?? "";
  const answer = await loadStory(scene, text);
  if (answer.state === "outOfReach" || (answer.state === "told" && answer.story.key.year !== year)) throw notFound("page", text);
  return { answer, today };
});

function unitIn(text: string | undefined): string | undefined {
  const parsed = parseTrace(text ?? "");
  return parsed.ok && "unit" in parsed.value.scope ? parsed.value.scope.unit : undefined;
}

export default function StoryPage() {
  const { answer, today } = useLoaderData<typeof loader>();
  const words = useTranslations("trace");
  if (answer.state !== "told") {
    return (
      <Page title={words("panel")}>
        <StoryRefused answer={answer} title={(text) => <h2>{text}</h2>} />
      </Page>
    );
  }
  return <Told answer={answer} today={today} />;
}

function Told({ answer: { story }, today }: { readonly answer: Extract<StoryAnswer, { state: "told" }>; readonly today: string }) {
  const { year } = story.key;
  return (
    <StoryPageContext.Provider value={(trace) => storyAddress(year, trace)}>
      <Page title={useStorySentence(story)} message={useStoryPlace(story)}>
        <StoryBody story={story} asOf={today} />
      </Page>
    </StoryPageContext.Provider>
  );
}
