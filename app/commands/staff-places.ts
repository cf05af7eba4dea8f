import { mayDo } from "#app/domain/access.ts";
import type { Day } from "#app/domain/month.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { type ContractTerms, faultOfPerson, faultOfPost, faultOfTerms } from "#app/domain/workforce/contract.ts";
import type { Db } from "#db/client.ts";
import { codesInForce } from "#db/queries/campaign/sheet.ts";
import { contractsOfPeople, contractsOnPosts } from "#db/queries/workforce/contract.ts";
import { postNumbered } from "#db/queries/workforce/post.ts";
import { staffCategories } from "#db/queries/workforce/settings.ts";
import type { CommandContext } from "./run.ts";

interface StaffPlace {
  readonly unit: string;
  readonly activity: string;
  readonly category: string;
  readonly firstDay: Day;
}

/** Where people work: a unit within reach, an activity in force today (on their first day, when it is to come), a category of employment. */
export async function checkStaffPlace(db: Db, context: CommandContext, place: StaffPlace): Promise<Result<true>> {
  const { unit, activity, category, firstDay } = place;
  if (!mayDo(context.actor.access, "workforce.edit", unit)) return refuse({ kind: "not-found", what: "unit", id: unit });
  const day = firstDay > context.today ? firstDay : context.today;
  if (!(await codesInForce(db, day)).activities.has(activity))
    return refuse({ kind: "unknown-code", dimension: "activity", code: activity });
  if (!(await staffCategories(db)).some(({ code }) => code === category)) return refuse({ kind: "employment-category-unknown", category });
  return accept(true);
}

/**
 * A contract as it is to be written, judged with the others of its person and of its post, those of `without` left aside. The person is locked by
 * the caller; the post is locked here. Returns the identifier of the post.
 */
export async function checkContract(
  db: Db,
  context: CommandContext,
  number: string,
  terms: ContractTerms,
  without: readonly string[] = [],
): Promise<Result<{ readonly postId: string | null }>> {
  const place = await checkStaffPlace(db, context, terms);
  if (!place.ok) return place;
  const fault = faultOfTerms(terms);
  if (fault) return refuse(fault);
  const beside = (await contractsOfPeople(db, [number])).filter(({ id }) => !without.includes(id));
  const over = faultOfPerson(number, terms, beside);
  if (over) return refuse(over);
  if (terms.post === null) return accept({ postId: null });
  const post = await postNumbered(db, terms.post, { lock: true });
  if (!post) return refuse({ kind: "not-found", what: "post", id: terms.post });
  const occupants = (await contractsOnPosts(db, [post.number])).filter(({ id }) => !without.includes(id));
  const full = faultOfPost(post, terms, occupants);
  return full ? refuse(full) : accept({ postId: post.id });
}
