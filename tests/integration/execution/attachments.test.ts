import { afterAll, beforeAll, expect, test } from "vitest";
import { addAttachment } from "#app/commands/add-attachment.ts";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import type { ExpensePlace } from "#app/commands/expense-to-join.ts";
import { removeAttachment } from "#app/commands/remove-attachment.ts";
import { requestPayments } from "#app/commands/request-payments.ts";
import type { CommandContext } from "#app/commands/run.ts";
import { attachmentsOf } from "#db/queries/ledger/attachment.ts";
import { allot, dr } from "#tests/support/credits.ts";
import { must, type SmallOrganisation, smallOrganisation } from "#tests/support/small-organisation.ts";

const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
let organisation: SmallOrganisation;
let commitment: ExpensePlace;
let bill: ExpensePlace;

/** DR44 commits 600.00 and is asked for 200.00 of them. */
beforeAll(async () => {
  organisation = await smallOrganisation();
  await allot(organisation, 100_000n);
  const line = { ...dr, amount: 60_000n, schedule: [{ year: 2026, amount: 60_000n }] };
  const order = { on: "2026-02-10", label: "Terrain", party: "FOUR1", lines: [line] };
  const [made] = must(await commitExpenses(await organisation.system(), { commitments: [order] }));
  const commitmentId = made?.commitmentId ?? "";
  const asked = { flow: 3 as const, commitmentId, line: 1, on: "2026-03-10", amount: 20_000n };
  const [request] = must(await requestPayments(await organisation.system(), { requests: [asked] }));
  commitment = { commitmentId };
  bill = { paymentRequestId: request?.paymentRequestId ?? "" };
});
afterAll(() => organisation.close());

const head = () => organisation.as("head", { role: "unitHead", unit: "DR44" });
const neighbour = () => organisation.as("neighbour", { role: "unitHead", unit: "DPT" });
const staff = () => organisation.as("staff", { role: "programmeStaff", unit: "INSEE" });
const add = async (by: CommandContext, place: ExpensePlace, name = "facture.png") => await addAttachment(by, { place, name, content: png });
const kept = async (place: ExpensePlace) =>
  await organisation.database.read(organisation.organisation, async (db) =>
    (await attachmentsOf(db, place)).map(({ name, removal }) => [name, removal?.reason ?? null]),
  );

test("a file is joined to a commitment by those who commit for one of its units, once, and to a request by those who ask for payments", async () => {
  must(await add(await head(), commitment, "bon.png"));
  expect(await add(await head(), commitment, "bon.png")).toMatchObject({ refusal: { kind: "attachment-twice" } });
  expect(await add(await neighbour(), commitment)).toMatchObject({ refusal: { kind: "not-found", what: "commitment" } });
  expect(await add(await head(), bill)).toMatchObject({ refusal: { kind: "forbidden" } });
  must(await add(await staff(), bill));
  expect([await kept(commitment), await kept(bill)]).toEqual([[["bon.png", null]], [["facture.png", null]]]);
  expect(await add(await staff(), { commitmentId: "00000000-0000-4000-8000-000000000000" })).toMatchObject({
    refusal: { kind: "not-found" },
  });
  expect(await add(await staff(), { paymentRequestId: "nowhere" })).toMatchObject({
    refusal: { kind: "not-found", what: "paymentRequest" },
  });
});

test("what an expense bears is marked as removed, with a reason, at its own address alone", async () => {
  const { id } = must(await other());
  const remove = async (place: ExpensePlace, reason: string, by = staff) => await removeAttachment(await by(), { id, place, reason });
  expect(await remove(bill, " ")).toMatchObject({ refusal: { kind: "reason-required" } });
  expect(await remove(commitment, "Doublon")).toMatchObject({ refusal: { kind: "not-found", what: "attachment" } });
  expect(await remove(bill, "Doublon", head)).toMatchObject({ refusal: { kind: "forbidden" } });
  must(await remove(bill, "Doublon"));
  expect(await remove(bill, "Encore")).toMatchObject({ refusal: { kind: "not-found" } });
  expect(await kept(bill)).toContainEqual(["avoir.pdf", "Doublon"]);
});

/** Other bytes than those that are joined already. */
async function other() {
  const content = Buffer.from("%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n");
  return await addAttachment(await staff(), { place: bill, name: "avoir.pdf", content });
}
