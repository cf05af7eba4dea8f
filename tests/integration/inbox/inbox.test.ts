import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noticeKinds } from "#app/domain/inbox/notice.ts";
import { loader as inbox } from "#app/routes/inbox/index/route.tsx";
import { action as open } from "#app/routes/inbox/opening/route.tsx";
import { action as readAll } from "#app/routes/inbox/reading/route.tsx";
import { type Notice, sendNotices } from "#db/queries/inbox.ts";
import { holding, openWorld, outcomeOf, posting, reading, type World } from "../security/world.ts";

let world: World;
let people: { author: bigint; own: bigint; brother: bigint };
let tokens: { own: string; brother: string };

beforeAll(async () => {
  world = await openWorld();
  people = {
    author: await world.person("author", holding("programmeStaff", "ROOT")),
    own: await world.person("own", holding("unitHead", "OWN")),
    brother: await world.person("brother", holding("unitHead", "BROTHER")),
  };
  tokens = { own: await world.session(people.own), brother: await world.session(people.brother) };
});
afterAll(() => world.close());

async function send(...notices: Partial<Notice>[]): Promise<void> {
  const whole = notices.map((notice): Notice => {
    return {
      recipient: people.own,
      kind: "mentioned",
      unit: "OWN",
      campaign: null,
      address: "/2026/forecast/OWN",
      values: {},
      author: people.author,
      ...notice,
    };
  });
  await world.database.write(world.organisation, (db) => sendNotices(db, whole));
}

async function inboxOf(token: string, search = "") {
  return await inbox(reading(world, `/inbox${search}`, { token }) as never);
}

describe("an inbox", () => {
  it("holds what its owner was told, the latest first, and nothing of others", async () => {
    await send({ address: "/1" }, { address: "/2" }, { recipient: people.brother, unit: "BROTHER", address: "/3" });
    expect((await inboxOf(tokens.own)).notices.map(({ address }) => address)).toEqual(["/2", "/1"]);
    expect((await inboxOf(tokens.brother)).notices.map(({ address }) => address)).toEqual(["/3"]);
  });

  it("tells nobody twice of one thing, nor of what they did", async () => {
    await send({ address: "/same" }, { address: "/same" }, { recipient: people.author, address: "/mine" });
    expect((await inboxOf(tokens.own)).notices.filter(({ address }) => address === "/same")).toHaveLength(1);
    expect(await world.run("select 1 from inbox_notice where address = '/mine'")).toEqual([]);
  });

  it("hides what concerns a unit that its owner no longer sees", async () => {
    await send({ unit: "BROTHER", address: "/hidden", values: { excerpt: "not for them" } });
    const { notices, unread } = await inboxOf(tokens.own);
    expect(notices.map(({ address }) => address)).not.toContain("/hidden");
    expect(unread).toBe(notices.filter(({ isRead }) => !isRead).length);
    const [row] = await world.run("select id from inbox_notice where address = '/hidden'");
    expect(await outcomeOf(open(opening(String(row?.["id"]), tokens.own) as never))).toMatchObject({ status: 404 });
  });

  it("opens a notice where it leads, once it is marked as read", async () => {
    await send({ address: "/2026/forecast/OWN?panel=comments" });
    const [notice] = (await inboxOf(tokens.own)).notices;
    const opened = await outcomeOf(open(opening(String(notice?.id), tokens.own) as never));
    expect(opened).toEqual({ status: 302, location: "/2026/forecast/OWN?panel=comments" });
    expect((await inboxOf(tokens.own)).notices[0]?.isRead).toBe(true);
  });

  it("does not open for somebody else", async () => {
    await send({ address: "/private" });
    const [notice] = (await inboxOf(tokens.own)).notices;
    expect(await outcomeOf(open(opening(String(notice?.id), tokens.brother) as never))).toMatchObject({ status: 404, kind: "not-found" });
    expect((await inboxOf(tokens.own)).notices[0]?.isRead).toBe(false);
  });

  it("is read whole up to what its page showed", async () => {
    await send({ address: "/seen" });
    const { newest } = await inboxOf(tokens.own);
    await send({ address: "/meanwhile" });
    const asked = posting(world, "/inbox/reading", { upTo: newest }, { token: tokens.own });
    expect(await outcomeOf(readAll(asked as never))).toEqual({ status: 302, location: "/inbox" });
    expect((await inboxOf(tokens.own, "?show=unread")).notices.map(({ address }) => address)).toEqual(["/meanwhile"]);
  });

  it("is filtered by what it is about, and goes on where its page ended", async () => {
    await send(...Array.from({ length: 40 }, (_, index) => ({ kind: "reminded" as const, address: `/reminder/${index}` })));
    const first = await inboxOf(tokens.own, "?kind=reminded");
    const second = await inboxOf(tokens.own, `?kind=reminded&after=${first.next}`);
    expect([first.notices.length, second.notices.length, second.next]).toEqual([30, 10, null]);
    // Only what one was told of is proposed, and what the address asks for.
    const { kinds } = await inboxOf(tokens.own, "?kind=movementRefused");
    expect(kinds).toContain("reminded");
    expect(kinds).toContain("movementRefused");
    expect(kinds).not.toContain("sittingSealed");
  });

  it("keeps every kind that the code knows, and no other", async () => {
    await send(...noticeKinds.map((kind) => ({ kind, address: `/kind/${kind}` })));
    await expect(send({ kind: "invented" as never, address: "/kind/invented" })).rejects.toThrow(/inbox_notice_kind_check/);
  });
});

function opening(notice: string, token: string) {
  return posting(world, `/inbox/${notice}/opening`, {}, { token, params: { notice } });
}
