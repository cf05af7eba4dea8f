import { guard } from "#app/http/guard.ts";
import { searchOf } from "#app/http/search.ts";
import { tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { formatterFor } from "#app/ui/format/formatter.ts";
import { postStates } from "#db/queries/workforce/post.ts";
import { unitsInScope } from "../../units/scope.ts";
import { dayOf } from "../day.ts";

/** More than any organisation has posts. */
const all = 1_000_000;

/** Posts as the page lists them, without the names of those who hold them. */
export const loader = guard.loader({ capability: "planning.read" }, async (scene) => {
  const { db, url, locale } = scene;
  const words = translatorFor(locale, "workforce");
  const format = formatterFor(locale, translatorFor(locale, "units"));
  const units = (await unitsInScope(scene, "planning.read")).map(({ code }) => code);
  const on = await dayOf(scene);
  const vacant = url.searchParams.has("vacant");
  const posts = await postStates(db, { units, on, vacant, query: searchOf(url).query, limit: all });
  return await tableFileResponse(scene, {
    ...{ locale, fileName: `${words("lists.postsFile")}-${on}`, title: words("posts.title"), orientation: "landscape" },
    facts: [[words("lists.on"), format.day(on)], ...(vacant ? [[words("posts.title"), words("posts.onlyVacant")] as const] : [])],
    columns: [
      ...(["post", "label", "unit", "activity", "category", "profile"] as const).map((key) => ({
        ...{ key, kind: "text" as const },
        head: key === "label" ? words("post.label") : words(`columns.${key}`),
      })),
      ...(["held", "size"] as const).map((key) => ({ key, head: `${words(`post.${key}`)} (%)`, kind: "number" as const })),
      { key: "since", head: words("post.vacantSince"), kind: "day" },
      { key: "next", head: words("post.expected"), kind: "day" },
    ],
    rows: posts.map(({ number, label, unit, activity, category, profile, held, size, vacantSince, nextOn, expectedOn }) => [
      ...[number, label, unit, activity, category, profile],
      ...[Number(held), Number(size), vacantSince, nextOn ?? expectedOn],
    ]),
  });
});
