import fc from "fast-check";
import { expect, test } from "vitest";
import { resources } from "#app/domain/quantity.ts";
import {
  cutDimensions,
  isChainKey,
  parseTrace,
  printTrace,
  type Scope,
  type TraceKey,
  tracedMeasures,
  unitGroups,
  waysDown,
} from "#app/domain/trace/trace-key.ts";
import { holds } from "#tests/support/properties.ts";

const code = fc.stringMatching(/^[A-Z0-9é.:=%& -]{1,12}$/).filter((text) => text === text.normalize("NFC"));
const day = fc.integer({ min: 1, max: 28 }).map((of) => `2026-03-${String(of).padStart(2, "0")}`);
const month = fc.integer({ min: 1, max: 12 }).map((of) => `2026-${String(of).padStart(2, "0")}`);
const scope: fc.Arbitrary<Scope> = fc.oneof(
  fc.constant<Scope>({ kind: "all" }),
  fc.constantFrom(...unitGroups).map((group): Scope => ({ kind: "group", group })),
  code.filter((unit) => !unit.startsWith(".")).map((unit): Scope => ({ kind: "below", unit })),
  code.map((unit): Scope => ({ kind: "alone", unit })),
);
const cut = fc.uniqueArray(fc.tuple(fc.constantFrom(...cutDimensions), code, month), {
  maxLength: 3,
  selector: ([dimension]) => dimension,
});
/** What is said of a figure that commitments tell, and what of any other. */
function ofCommitments({ cut: _cut, upTo: _upTo, since, dueIn, dueFrom, ...one }: TraceKey): TraceKey {
  return {
    ...one,
    ...(one.asOf ? { asOf: { ...one.asOf, known: false } } : {}),
    ...(one.document ? { document: { ...one.document, kind: "commitment" } } : {}),
    ...(since === undefined || one.measure === "due" ? {} : { since }),
    ...(dueIn === undefined || one.measure !== "due" ? {} : { dueIn }),
    ...(dueFrom === undefined || dueIn !== undefined || one.measure !== "due" ? {} : { dueFrom }),
  };
}
function ofCube({ since: _since, exercise: _exercise, dueIn: _dueIn, dueFrom: _dueFrom, ...one }: TraceKey): TraceKey {
  return one;
}

const key: fc.Arbitrary<TraceKey> = fc
  .record(
    {
      measure: fc.constantFrom(...tracedMeasures),
      resource: fc.constantFrom(...resources),
      scope,
      year: fc.integer({ min: 2000, max: 2099 }),
      cut: cut.map((some) => Object.fromEntries(some.map(([dimension, text, of]) => [dimension, dimension === "month" ? of : text]))),
      upTo: month,
      asOf: fc.record({ on: day, known: fc.boolean() }),
      document: fc.record({ kind: fc.constantFrom("payment", "entry"), id: fc.stringMatching(/^[0-9a-f-]{1,36}$/) }),
      since: day,
      exercise: fc.integer({ min: 2000, max: 2099 }),
      dueIn: fc.integer({ min: 2000, max: 2099 }),
      dueFrom: fc.integer({ min: 2000, max: 2099 }),
      by: fc.constantFrom(...waysDown),
      page: fc.integer({ min: 2, max: 900 }),
    },
    { requiredKeys: ["measure", "resource", "scope", "year"] },
  )
  .map((one) => (isChainKey(one) ? ofCommitments(one) : ofCube(one)))
  .filter((one) => parseTrace(printTrace({ measure: one.measure, resource: one.resource, scope: { kind: "all" }, year: 2026 })).ok);

test("a figure that is printed in an address is read there as the same figure", () => {
  holds(
    fc.property(key, (one) => {
      const { cut: codes = {}, ...others } = one;
      const same = Object.keys(codes).length === 0 ? others : one;
      expect(parseTrace(printTrace(one))).toEqual({ ok: true, value: same });
    }),
    400,
  );
});

test("whatever stands in an address is read, or refused in words: never a fault", () => {
  holds(
    fc.property(
      fc.oneof(
        fc.string(),
        key.map((one) => printTrace(one).slice(0, -1)),
        fc.string().map((text) => `cp:*:2026:${text}`),
      ),
      (text) => {
        const parsed = parseTrace(text);
        if (parsed.ok) expect(parseTrace(printTrace(parsed.value))).toEqual(parsed);
        else expect(["measure", "scope", "year", "facet"]).toContain(parsed.refusal.kind);
      },
    ),
    400,
  );
});

test.each([
  ["cp:DR44:2026", { measure: "used", resource: "CP", scope: { kind: "below", unit: "DR44" }, year: 2026 }],
  [
    "notified.ae:.DR44:2026:nature=31",
    { measure: "notified", resource: "AE", scope: { kind: "alone", unit: "DR44" }, year: 2026, cut: { nature: "31" } },
  ],
  ["landing.cp:*regional:2026", { measure: "landing", resource: "CP", scope: { kind: "group", group: "regional" }, year: 2026 }],
  [
    "outstanding.ae:DR44:2026:on=2026-06-15:document=commitment.12:exercise=2025",
    {
      ...{ measure: "outstanding", resource: "AE", scope: { kind: "below", unit: "DR44" }, year: 2026, exercise: 2025 },
      ...{ asOf: { on: "2026-06-15", known: false }, document: { kind: "commitment", id: "12" } },
    },
  ],
])("« %s » is read as it is meant", (text, meant) => {
  expect(parseTrace(text)).toEqual({ ok: true, value: meant });
});

test.each([
  ["", "measure"],
  ["paid:DR44:2026", "measure"],
  ["income.cp:DR44:2026", "measure"],
  ["landing.days:DR44:2026", "measure"],
  ["cp::2026", "scope"],
  ["cp:DR44:26", "year"],
  ["cp:DR44:2026:on=yesterday", "facet"],
  ["cp:DR44:2026:by=colour", "facet"],
  ["cp:DR44:2026:nature=%", "facet"],
  ["cp:DR44:2026:page=0", "facet"],
  ["paid.ae:DR44:2026", "measure"],
  ["outstanding.ae:DR44:2026:nature=31", "facet"],
  ["outstanding.ae:DR44:2026:known=2026-03-31", "facet"],
  ["outstanding.ae:DR44:2026:document=payment.1", "facet"],
  ["due.cp:DR44:2026:since=2026-01-01", "facet"],
  ["paid.cp:DR44:2026:dueIn=2027", "facet"],
  ["due.cp:DR44:2026:dueIn=2027:dueFrom=2028", "facet"],
  ["cp:DR44:2026:exercise=2025", "facet"],
])("« %s » is refused for its %s", (text, kind) => {
  expect(parseTrace(text)).toMatchObject({ ok: false, refusal: { kind } });
});
