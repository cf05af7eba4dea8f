import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  absorb,
  advance,
  type Chain,
  certify,
  checkCertifiedBy,
  checkOrder,
  giveUp,
  increase,
  outstanding,
  pay,
  request,
  withdraw,
} from "#app/domain/execution/chain.ts";

const fresh: Chain = { committed: 100n, withdrawn: 0n, certified: 0n, advanced: 0n, requested: 0n, paid: 0n };
const invoice = (amount: bigint, absorbed = 0n) => ({ kind: "invoice" as const, amount, absorbed });
const giveUpInvoice = (chain: Chain, amount: bigint) => giveUp(chain, invoice(amount));

describe("the amounts of a chain", () => {
  test.each([
    [
      "certified beyond the commitment",
      () => certify(fresh, 101n),
      { kind: "above-commitment", step: "certified", asked: 101n, limit: 100n },
    ],
    [
      "certified beyond what was not withdrawn",
      () => certify({ ...fresh, withdrawn: 60n }, 41n),
      { kind: "above-commitment", step: "certified", asked: 41n, limit: 40n },
    ],
    [
      "asked beyond what is certified",
      () => request({ ...fresh, certified: 50n }, 51n),
      { kind: "above-commitment", step: "requested", asked: 51n, limit: 50n },
    ],
    [
      "asked twice",
      () => request({ ...fresh, certified: 50n, requested: 50n }, 1n),
      { kind: "above-commitment", step: "requested", asked: 1n, limit: 0n },
    ],
    [
      "paid beyond what is asked",
      () => pay({ ...fresh, certified: 50n, requested: 20n, paid: 10n }, 11n),
      { kind: "above-commitment", step: "paid", asked: 11n, limit: 10n },
    ],
    [
      "given up once paid",
      () => giveUp({ ...fresh, certified: 50n, requested: 20n, paid: 20n }, invoice(20n)),
      { kind: "above-commitment", step: "requested", asked: 20n, limit: 0n },
    ],
    ["nothing", () => certify(fresh, 0n), { kind: "line-without-amount", line: 1 }],
    ["less than nothing", () => request(fresh, -1n), { kind: "negative-amount", line: 1, amount: -1n }],
  ])("refused: %s", (_, act, refusal) => {
    expect(act()).toEqual({ ok: false, refusal });
  });

  test("an advance may be asked before any service", () => {
    expect(request({ ...fresh, advanced: 30n }, 30n)).toMatchObject({ ok: true, value: { requested: 30n } });
  });

  test("an advance, the service that absorbs it, and the rest in cash never add up to more than the commitment", () => {
    const advanced = advance(fresh, 30n);
    expect(advanced).toMatchObject({ ok: true, value: { advanced: 30n, requested: 30n } });
    const served = { ...fresh, advanced: 30n, requested: 30n, paid: 30n, certified: 100n };
    expect(request(served, 71n)).toEqual({ ok: false, refusal: { kind: "above-commitment", step: "requested", asked: 71n, limit: 70n } });
    const absorbed = absorb(served, 30n);
    expect(absorbed).toMatchObject({ ok: true, value: { advanced: 0n } });
    expect(absorbed.ok && request(absorbed.value, 70n)).toMatchObject({ ok: true, value: { requested: 100n } });
    expect(giveUp({ ...served, advanced: 0n, requested: 100n }, invoice(70n, 30n))).toMatchObject({
      ok: true,
      value: { requested: 30n, advanced: 30n },
    });
  });

  test.each([
    ["an advance on what is certified already", () => advance({ ...fresh, certified: 80n }, 21n), "advanced", 20n],
    ["more absorbed than was advanced", () => absorb({ ...fresh, advanced: 10n, requested: 10n, certified: 50n }, 11n), "absorbed", 10n],
    ["absorbed before any service", () => absorb({ ...fresh, advanced: 10n, requested: 10n }, 10n), "absorbed", 0n],
    ["withdrawn below what is certified", () => withdraw({ ...fresh, certified: 60n }, 41n), "withdrawn", 40n],
    ["withdrawn below what is asked in advance", () => withdraw({ ...fresh, advanced: 70n, requested: 70n }, 31n), "withdrawn", 30n],
  ])("refused: %s", (_, act, step, limit) => {
    expect(act()).toMatchObject({ ok: false, refusal: { kind: "above-commitment", step, limit } });
  });

  test("whatever is tried, paid ≤ requested ≤ certified + advanced, certified ≤ committed − withdrawn, and outstanding ≥ 0", () => {
    const act = fc.tuple(
      fc.constantFrom(certify, request, pay, giveUpInvoice, advance, absorb, withdraw, increase),
      fc.bigInt({ min: -5n, max: 60n }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        const end = acts.reduce<Chain>((chain, [step, amount]) => {
          const next = step === giveUpInvoice && amount < 0n ? null : step(chain, amount);
          return next?.ok ? next.value : chain;
        }, fresh);
        const held = end.committed - end.withdrawn;
        expect(end.paid <= end.requested && end.requested <= end.certified + end.advanced).toBe(true);
        expect(end.certified <= held && end.requested <= held && end.advanced >= 0n).toBe(true);
        expect(outstanding(end)).toBe(held - end.paid);
      }),
    );
  });
});

describe("the dates of a chain", () => {
  const services = [
    { on: "2026-04-01", amount: 50n },
    { on: "2026-02-01", amount: 50n },
  ];
  test.each([
    ["covered by the first service", "2026-03-01", 50n, 0n, undefined],
    ["a service that comes too late", "2026-03-01", 51n, 0n, { kind: "dates-out-of-order", earlier: "2026-04-01", later: "2026-03-01" }],
    ["an advance needs no service", "2026-03-01", 60n, 10n, undefined],
    ["before any service", "2026-01-01", 1n, 0n, { kind: "dates-out-of-order", earlier: "2026-02-01", later: "2026-01-01" }],
  ])("%s", (_, on, total, advanced, refusal) => {
    const checked = checkCertifiedBy(on, total, services, advanced);
    expect(checked.ok ? undefined : checked.refusal).toEqual(refusal);
  });

  test("the same day is in order", () => {
    expect(checkOrder("2026-03-01", "2026-03-01").ok).toBe(true);
    expect(checkOrder("2026-03-02", "2026-03-01").ok).toBe(false);
  });
});
