import { randomUUID } from "node:crypto";
import { mayDo } from "#app/domain/access.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { fullTime, type PostTerms } from "#app/domain/workforce/contract.ts";
import { contractsOnPosts } from "#db/queries/workforce/contract.ts";
import { insertPosts, postNumbered, postsNumbered, updatePost } from "#db/queries/workforce/post.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { checkStaffPlace } from "./staff-places.ts";

/** Opens posts: all of them, or none. */
export async function openPosts(context: CommandContext, posts: readonly PostTerms[]): Promise<Result<{ opened: number }>> {
  const declaration = { name: "open-posts", capability: "workforce.edit" } as const;
  return await runCommand(context, declaration, posts, async (db, touch) => {
    const places = new Map(posts.map((own) => [[own.unit, own.activity, own.category].join("\u0000"), own]));
    for (const own of places.values()) {
      const place = await checkStaffPlace(db, context, own);
      if (!place.ok) return place;
    }
    for (const own of posts) {
      const fault = faultOf(own);
      if (fault) return fault;
    }
    const numbers = posts.map(({ number }) => number);
    const seen = new Set<string>();
    const twice = numbers.find((number) => seen.size === seen.add(number).size) ?? (await postsNumbered(db, numbers))[0]?.number;
    if (twice !== undefined) return refuse({ kind: "already-exists", what: "post", id: twice });
    await insertPosts(
      db,
      posts.map((own) => ({ ...own, id: randomUUID() })),
    );
    const [first] = posts;
    if (first && posts.length === 1) touch({ kind: "post", id: first.number, unit: first.unit, detail: { ...first } });
    else touch({ kind: "post", id: first?.number ?? "", detail: { opened: posts.length } });
    return accept({ opened: posts.length });
  });
}

/** Says something else of a post, closes it or opens it again: never under who holds it. Its number stays. */
export async function savePost(context: CommandContext, input: PostTerms): Promise<Result<{ number: string }>> {
  const declaration = { name: "save-post", capability: "workforce.edit", unit: input.unit } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    const { number } = input;
    const post = await postNumbered(db, number, { lock: true });
    if (!post || !mayDo(context.actor.access, "workforce.edit", post.unit)) return refuse({ kind: "not-found", what: "post", id: number });
    const place = await checkStaffPlace(db, context, input);
    if (!place.ok) return place;
    const fault = faultOf(input);
    if (fault) return fault;
    const holder = (await contractsOnPosts(db, [number])).find(
      ({ firstDay, lastDay, ratio }) =>
        ratio > input.size || firstDay < input.firstDay || (input.lastDay !== null && (lastDay === null || lastDay > input.lastDay)),
    );
    if (holder) return refuse({ kind: "post-is-held", post: number, until: holder.lastDay });
    await updatePost(db, { ...input, id: post.id });
    touch({ kind: "post", id: number, unit: input.unit, detail: { before: post, after: input } });
    return accept({ number });
  });
}

function faultOf({ size, firstDay, lastDay, label }: PostTerms): Result<never> | undefined {
  if (label.trim() === "") return refuse({ kind: "wrong-form", fields: { label: "required" } });
  if (size < 1n || size > fullTime) return refuse({ kind: "working-time-out-of-range", ratio: size });
  if (lastDay !== null && lastDay < firstDay) return refuse({ kind: "leaving-before-arrival", firstDay, lastDay });
  return undefined;
}
