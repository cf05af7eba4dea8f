import { inject } from "vitest";
import type { DemoLogin } from "#seeds/demo/people.ts";
import { sessionOf } from "./session.ts";

/** A page of the demo with figures on it, and somebody who may read it. */
export interface SampleAddress {
  readonly address: string;
  readonly as: DemoLogin;
}

const fixed: readonly (readonly [DemoLogin, readonly string[]])[] = [
  ["agent", ["/2027/forecast/DR44/requests/new"]],
  [
    "chef",
    [
      "/2027/forecast/DR44",
      "/2027/forecast/DR44/submission",
      "/2027/forecast/DR44/import",
      "/2027/forecast/DR44/income",
      "/2027/forecast/DR44/compare",
      "/2026/execution/commitments/new?for=DR44",
      "/2026/execution/planned",
      "/2026/execution/planned/new",
      "/2026/execution/planned/paste",
    ],
  ],
  [
    "programme",
    [
      "/2026/home",
      "/2027/campaigns",
      "/2027/campaigns/new",
      "/2027/campaigns/checks",
      "/2027/campaigns/costs",
      "/2027/forecast",
      "/2027/arbitration",
      "/2027/arbitration/envelopes",
      "/2027/arbitration/envelopes/set",
      "/2027/arbitration/envelopes/groups",
      "/settings/decision-rules",
      "/2027/arbitration/scenarios",
      "/2027/arbitration/scenarios/compare",
      "/2027/arbitration/decisions",
      "/2027/arbitration/proposal",
      "/2027/arbitration/proposal/rules/proRata",
      "/2027/arbitration/proposal/criteria",
      "/2027/arbitration/sessions",
      "/2027/arbitration/sessions/new",
      "/2026/allotment",
      "/2026/allotment/DR44",
      "/2026/allotment?asOf=2026-03-31",
      "/2026/allotment/DR44/tranches/new",
      "/2026/allotment/tranches",
      "/2026/allotment/movements",
      "/2026/allotment/movements/new",
      "/2026/allotment/movements/new?kind=virement",
      "/2026/allotment/movements/new?kind=freeze&path=allotted-reserve&for=DR44",
      "/2026/allotment/transfers",
      "/2026/allotment/transfers/new?from=SG-DI&to=DR44&nature=31&activity=01-ENQ&ae=1000&cp=1000",
      "/2026/allotment/caps",
      "/2026/allotment/reserve",
      "/2027/allotment/notifications/new",
      "/2026/execution",
      "/2026/execution?m=ae&group=kind&show=rate&to=2026-03&sort=-unit",
      "/2026/execution/DR44",
      "/2026/execution/commitments",
      "/2026/execution/commitments/new",
      "/2026/execution/payment-requests/new",
      "/2026/execution/parties",
      "/2026/execution/parties/new",
      "/2026/execution/parties/F001",
      "/2026/execution/contracts",
      "/2026/execution/contracts/new",
      "/2026/execution/operations",
      "/2026/execution/operations/new",
      "/2026/execution/revenue",
      "/2026/execution/revenue/new",
      "/2026/execution/months/payroll",
      "/2026/execution/months/staffing",
      "/2026/execution/months/staffing/new",
      "/2026/execution/outstanding",
      "/2026/execution/outstanding?ae=2025&still=months6&q=log",
      "/2026/execution/schedule",
      "/2025/execution/year-end",
      "/2026/execution/year-end/overruns",
      "/2025/execution/year-end/requests",
      "/2025/execution/year-end/carry-over",
      "/2026/units",
      "/2026/units/DR44",
      "/inbox",
    ],
  ],
  ["arbitre", ["/settings/delegations"]],
  [
    "programme",
    ["/2026/execution/imports", "/2026/execution/imports/centres", "/2026/execution/imports/items", "/2026/execution/chorus?to=2026-03"],
  ],
  ["comptable", ["/2025/execution/year-end/payments", "/2026/execution/payment-requests", "/2026/ledger/entries/new"]],
  [
    "chef-comptable",
    [
      "/2026/home",
      "/2026/ledger",
      "/2026/ledger/journals/HA",
      "/2026/ledger/trial-balance",
      "/2026/ledger/accounts/401",
      "/2026/ledger/exports",
      "/2026/ledger/imports",
      "/2026/execution/year-end",
      "/2026/execution/year-end/lapse",
    ],
  ],
];

/** The pages of the books. */
const books: readonly (readonly [DemoLogin, readonly string[]])[] = [
  [
    "comptable",
    [
      "/2026/ledger/drafts",
      "/2026/ledger/models",
      "/2026/ledger/models/new",
      "/2026/ledger/subscriptions",
      "/2026/ledger/subscriptions/new",
    ],
  ],
  [
    "chef-comptable",
    [
      "/2026/ledger/exports/compare",
      "/2026/ledger/proof",
      "/2026/ledger/trial-balance?previous=1&zero=0&depth=2&to=6",
      "/2026/ledger/accounts/401?unmatched=1",
      "/2026/ledger/centralised",
      "/2026/ledger/subsidiary-balance?account=401",
      "/2026/ledger/matching",
      "/2026/ledger/matching/401",
      "/2026/ledger/matching/401?state=matched",
      "/2026/ledger/matching/401/proposals",
      "/2026/ledger/matching/401/runs",
      "/2026/ledger/matching-settings",
      "/2026/ledger/open-items",
      "/2025/ledger/open-items?account=408&on=2025-06-30",
      "/2026/ledger/assets",
      "/2026/ledger/cut-off",
      "/2026/ledger/closing",
      "/2024/ledger/closing",
      "/2026/ledger/closing/closure",
      "/2026/ledger/closing/opening",
      "/2026/ledger/closing/periods/1/lock",
      "/2026/ledger/closing/periods/1/closure",
      "/2024/ledger/closing/reopenings/new",
      "/2026/ledger/closing/reopening-term",
      "/2024/ledger/bridge",
      "/2026/ledger/bridge?open=notReceived,capitalised",
      "/2026/ledger/cut-off/new",
      "/2025/ledger/cut-off",
      "/2026/ledger/assets/new",
      "/2026/ledger/depreciation",
      "/2026/ledger/statements",
      "/2025/ledger/statements?view=all",
      "/2026/ledger/statements/lines/P42",
      "/2026/ledger/statements/mapping?prefix=606&side=either&line=R123&measure=gross&from=2026-01-01",
    ],
  ],
];

/** Pages of one thing, found by following links as a reader would: from a page, the first address of this form, and so on. */
const followed: readonly (readonly [DemoLogin, string, ...RegExp[]])[] = [
  ["chef", "/2027/forecast/DR44", /\/2027\/forecast\/DR44\/requests\/[0-9a-f-]{36}(?=")/],
  ["programme", "/2027/forecast/DR44", /\/2027\/forecast\/DR44\/requests\/[0-9a-f-]{36}(?=")/],
  [
    "chef",
    "/2027/forecast/DR44",
    /\/2027\/forecast\/DR44\/requests\/[0-9a-f-]{36}(?=")/,
    /\/2027\/forecast\/DR44\/requests\/[0-9a-f-]{36}\/staff/,
  ],
  [
    "chef",
    "/2027/forecast/DR44",
    /\/2027\/forecast\/DR44\/requests\/[0-9a-f-]{36}(?=")/,
    /\/2027\/forecast\/DR44\/lines\/[0-9a-f-]{36}\/details\/[A-Z]+:[0-9-]+/,
  ],
  [
    "agent",
    "/2027/forecast/DR44",
    /\/2027\/forecast\/DR44\/requests\/[0-9a-f-]{36}(?=")/,
    /\/2027\/forecast\/DR44\/lines\/[0-9a-f-]{36}\/schedule/,
  ],
  ["chef", "/2026/execution/planned", /\/2026\/execution\/planned\/[0-9a-f-]{36}/],
  [
    "chef",
    "/2027/forecast/DR44",
    /\/2027\/forecast\/DR44\/requests\/[0-9a-f-]{36}(?=")/,
    /\/2027\/forecast\/DR44\/lines\/[0-9a-f-]{36}(?=")/,
  ],
  ["programme", "/2026/allotment", /\/2026\/allotment\/notifications\/[0-9a-f-]{36}(?=")/],
  ["programme", "/2026/allotment/movements?state=proposed", /\/2026\/allotment\/movements\/[0-9a-f-]{36}(?=")/],
  [
    "programme",
    "/2026/allotment/movements?state=posted&kind=redeployment",
    /\/2026\/allotment\/movements\/[0-9a-f-]{36}(?=")/,
    /\/2026\/allotment\/movements\/[0-9a-f-]{36}\/letter(?=")/,
  ],
  ["chef", "/2026/allotment/DR44", /\/2026\/allotment\/notifications\/[0-9a-f-]{36}\/letters\/DR44(?=")/],
  ["programme", "/2027/campaigns", /\/2027\/campaigns\/[0-9a-f-]{36}\/versions/],
  ["programme", "/2027/campaigns", /\/2027\/campaigns\/[0-9a-f-]{36}\/calendar/],
  ["arbitre", "/2027/arbitration", /\/2027\/arbitration\/requests\/[0-9a-f-]{36}[^"]*/],
  ["arbitre", "/2027/arbitration", /\/2027\/arbitration\/units\/[A-Z0-9-]+[^"]*/],
  ["arbitre", "/2027/arbitration", /\/2027\/arbitration\/bulk[^"]*/],
  ["arbitre", "/2027/arbitration/scenarios", /\/2027\/arbitration\/scenarios\/[0-9a-f-]{36}\/adoption/],
  ["programme", "/2027/arbitration/scenarios", /\/2027\/arbitration\/scenarios\/[0-9a-f-]{36}(?=")/],
  [
    "programme",
    "/2027/arbitration/scenarios",
    /\/2027\/arbitration\/scenarios\/[0-9a-f-]{36}(?=")/,
    /\/2027\/arbitration\/scenarios\/[0-9a-f-]{36}\/levers/,
  ],
  [
    "programme",
    "/2027/arbitration/scenarios",
    /\/2027\/arbitration\/scenarios\/[0-9a-f-]{36}(?=")/,
    /\/2027\/arbitration\/scenarios\/[0-9a-f-]{36}\/transfer/,
  ],
  [
    "programme",
    "/2027/arbitration/scenarios",
    /\/2027\/arbitration\/scenarios\/[0-9a-f-]{36}(?=")/,
    /\/2027\/arbitration\/scenarios\/[0-9a-f-]{36}\/state\?act=freeze/,
  ],
  ["programme", "/2026/execution/commitments", /\/2026\/execution\/commitments\/[0-9a-f-]{36}/],
  ["chef-comptable", "/2024/ledger/closing", /\/2024\/ledger\/closing\/minutes\/\d+/],
  ["chef-comptable", "/2026/ledger/journals/HA", /\/2026\/ledger\/entries\/\d+/],
];

/** The pages of the cycle, each with something to show. */
export async function sampleAddresses(): Promise<SampleAddress[]> {
  const known = [...fixed, ...books].flatMap(([as, addresses]) => addresses.map((address) => ({ address, as })));
  const found = await Promise.all(
    followed.map(async ([as, from, ...forms]) => {
      let address = from;
      for (const form of forms) {
        const page = await fetch(inject("demo").origin + address, { headers: { cookie: await sessionOf(as) } });
        const [next] = form.exec((await page.text()).replaceAll("&amp;", "&")) ?? [];
        if (next === undefined) throw new Error(`${address} holds no link of the form ${form}.`);
        address = next;
      }
      return { address, as };
    }),
  );
  return [...known, ...found];
}
