import { comment } from "#app/commands/comment.ts";
import { anchorIn } from "#app/domain/forecast/comments/anchor.ts";
import { guard } from "#app/http/guard.ts";
import { peopleWho } from "#db/queries/access.ts";
import { threadsOf } from "#db/queries/forecast/comments.ts";
import { isUuid } from "#db/queries/forecast/identifier.ts";

/** The threads of a unit's sheet, and the people who may be mentioned there: those who may look at the unit. */
export const loader = guard.loader(
  { capability: "planning.read", unit: ({ params }) => params.unit },
  async ({ db, params, url, person, today }) => {
    const unit = params["unit"] ?? "";
    const campaign = url.searchParams.get("campaign") ?? "";
    const threads = isUuid(campaign) ? await threadsOf(db, campaign, unit) : [];
    const people = await peopleWho(db, "planning.read", unit, today);
    return {
      people: people.map(({ login, name }) => ({ login, name })),
      threads: threads.map((thread) => ({
        ...thread,
        resolvedAt: thread.resolvedAt?.toISOString() ?? null,
        comments: thread.comments.map(({ at, editedAt, deletedAt, authorId, ...own }) => {
          const [isOwn, isEdited] = [authorId === person.id, editedAt !== null];
          return { ...own, isOwn, isEdited, at: at.toISOString(), deletedAt: deletedAt?.toISOString() ?? null };
        }),
      })),
    };
  },
);

/** A new thread on something of the sheet, or an answer in one. */
export const action = guard.action(
  { capability: "planning.read", unit: ({ params }) => params.unit },
  async ({ context, form, params, refused }) => {
    const thread = String(form.get("thread") ?? "");
    const on = thread === "" ? anchorIn(String(form.get("on") ?? "")) : { kind: "thread" as const, threadId: thread };
    if (!on) return refused({ kind: "unreadable-form" });
    const input = { campaignId: String(form.get("campaign") ?? ""), unit: params["unit"] ?? "", on, body: String(form.get("body") ?? "") };
    const written = await comment(context, input);
    return written.ok ? { threadId: written.value.threadId } : refused(written.refusal);
  },
);
