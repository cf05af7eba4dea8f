import { afterAll, beforeAll, expect, test } from "vitest";
import { comment, deleteComment } from "#app/commands/comment.ts";
import { acceptRequest, recallRequest } from "#app/commands/recall-request.ts";
import { returnRequest } from "#app/commands/return-request.ts";
import { submitRequest, submitSheet } from "#app/commands/submit-request.ts";
import { threadsOf } from "#db/queries/forecast/comments.ts";
import { linesOf } from "#db/queries/forecast/sheet.ts";
import { type PlanningWorld, planningWorld, savedRequest } from "#tests/support/planning.ts";
import { must } from "#tests/support/small-organisation.ts";

let world: PlanningWorld;
beforeAll(async () => {
  world = await planningWorld();
  await world.staff();
  await world.head();
});
afterAll(() => world.close());

async function notices(login: string): Promise<string[]> {
  const schema = world.superuser(world.organisation.schemaName);
  const rows = await world.superuser<{ kind: string }[]>`
    select n.kind from ${schema}.inbox_notice n join ${schema}.app_user u on u.id = n.recipient where u.login = ${login} order by n.id`;
  return rows.map(({ kind }) => kind);
}

test("a sheet goes in once its warnings are confirmed, comes back with a comment on a cell, and each is told", async () => {
  const { requestId } = await savedRequest(world);
  const sheet = { campaignId: world.campaignId, unit: "DR44" };
  expect(await submitSheet(await world.head(), { ...sheet, confirmed: [] })).toMatchObject({
    refusal: { kind: "warnings-to-confirm", count: 1 },
  });
  must(await submitRequest(await world.head(), { requestId }));
  must(await recallRequest(await world.head(), { requestId }));
  must(await submitSheet(await world.head(), sheet));
  must(await acceptRequest(await world.staff(), { requestId }));
  expect(await recallRequest(await world.head(), { requestId })).toMatchObject({ refusal: { kind: "wrong-state" } });
  const [line] = await world.read((db) => linesOf(db, requestId, "whole"));
  const cell = { lineId: line?.id ?? "", measure: "CP" as const, targetYear: 2027, month: 0 };
  must(await returnRequest(await world.staff(), { requestId, reason: "Trop peu de CP.", cell }));
  const [thread] = await world.read((db) => threadsOf(db, world.campaignId, "DR44"));
  expect(thread).toMatchObject({ lineId: cell.lineId, measure: "CP", comments: [{ body: "Trop peu de CP." }] });
  expect(await notices("staff")).toEqual(["submitted", "recalled", "submitted"]);
  expect(await notices("head")).toEqual(["accepted", "returned"]);
  const on = { kind: "thread" as const, threadId: thread?.id ?? "" };
  const { commentId } = must(await comment(await world.head(), { ...sheet, on, body: "Corrigé, @staff." }));
  expect(await notices("staff")).toEqual(["submitted", "recalled", "submitted", "mentioned"]);
  expect(await deleteComment(await world.staff(), { unit: "DR44", commentId })).toMatchObject({ refusal: { kind: "comment-not-own" } });
  must(await deleteComment(await world.head(), { unit: "DR44", commentId }));
  expect((await world.read((db) => threadsOf(db, world.campaignId, "DR44")))[0]?.comments[1]).toMatchObject({ body: "" });
});

test("nobody of another unit writes there, nor is mentioned", async () => {
  const other = () => world.as("other", { role: "agent", unit: "DPT" });
  await other();
  const here = { campaignId: world.campaignId, unit: "DR44", on: { kind: "sheet" as const } };
  expect(await comment(await other(), { ...here, body: "Bonjour" })).toMatchObject({ refusal: { kind: "not-found" } });
  expect(await comment(await world.head(), { ...here, body: "Vu par @other" })).toMatchObject({ refusal: { kind: "person-out-of-reach" } });
  expect(await notices("other")).toEqual([]);
});
