import { type Access, type Capability, mayDo } from "#app/domain/access.ts";
import { type DemoLogin, demoAccounts } from "#seeds/demo/people.ts";
import { moduleOf, siteRoutes } from "#tests/support/site-map.ts";
import { inBooks } from "./books.ts";

export interface SampleAddress {
  readonly route: string;
  /** An existing page of that route. */
  readonly address: string;
  /** Somebody who may see it. */
  readonly as: DemoLogin;
  /** Somebody who may not, if there is one. */
  readonly notFor?: DemoLogin;
}

/** A page of each route of the site map, on the figures of the demo: a route without its sample is a fault of this file. */
export async function sampleAddresses(): Promise<SampleAddress[]> {
  const examples = await examplesInBooks();
  const samples: SampleAddress[] = [];
  for (const route of await siteRoutes()) {
    const { loader, default: page } = await moduleOf(route);
    if (page === undefined || !route.path.startsWith("/:year/")) continue;
    const capability = loader?.declaration?.capability ?? "signed-in";
    const forbidden = demoAccounts.find(({ login }) => !may(login, capability))?.login;
    const [as] = preferred.filter((login) => may(login, capability));
    if (as === undefined) throw new Error(`Nobody of the demo may see ${route.path}.`);
    samples.push({ route: route.path, address: addressOf(route.path, examples), as, ...(forbidden === undefined ? {} : { notFor: forbidden }) });
  }
  return samples;
}

const preferred: readonly DemoLogin[] = ["programme", "arbitre", "comptable", "chef-comptable", "auditeur", "admin", "chef"];

function may(login: DemoLogin, capability: Capability | "signed-in" | "public"): boolean {
  const person = demoAccounts.find((own) => own.login === login);
  if (person === undefined || capability === "signed-in" || capability === "public") return person !== undefined;
  const access: Access = { grants: [{ role: person.role, unit: person.unit, units: new Set() }] };
  return mayDo(access, capability);
}

type Examples = Awaited<ReturnType<typeof examplesInBooks>>;

function addressOf(route: string, { requests, ...examples }: Examples): string {
  const phase = route.split("/")[2] ?? "";
  const year = ["campaigns", "forecast", "arbitration"].includes(phase) ? "2027" : "2026";
  const request = requests.find(({ state }) => state === (stateFor[route] ?? "draft"));
  const values: Readonly<Record<string, string | undefined>> = {
    year,
    unit: route.includes(":request") ? request?.unit : "DR44",
    request: request?.id,
    scenario: examples.scenario,
    line: "1",
    account: examples.account,
    code: phase === "units" ? "DR44" : "HA",
    id: route.includes("/commitments/") ? examples.commitment : route.includes("/payment-requests/") ? examples.paymentRequest : examples.entry,
  };
  return route.replaceAll(/:(\w+)/g, (_all, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${route} needs an example of « ${name} ».`);
    return value;
  });
}

/** Where a page shows a request, the state in which it has something to do. */
const stateFor: Readonly<Record<string, string>> = {
  "/:year/forecast/:unit/requests/:request/return": "submitted",
  "/:year/arbitration/requests/:request": "instructed",
  "/:year/arbitration/requests/:request/opinion": "submitted",
  "/:year/arbitration/requests/:request/step": "instructed",
  "/:year/arbitration/requests/:request/decision": "instructed",
};

async function examplesInBooks() {
  return await inBooks(async (sql) => {
    const requests = await sql<{ id: string; unit: string; state: string }[]>`
      select r.id::text, s.unit, r.state from request r join sheet s on s.id = r.sheet_id join campaign c on c.id = s.campaign
       where c.target_year = 2027 order by r.number`;
    const [found] = await sql<{ scenario: string; account: string; commitment: string; paymentRequest: string; entry: string }[]>`
      select (select s.id::text from scenario s join campaign c on c.id = s.campaign where c.target_year = 2027 limit 1) as scenario,
             (select account from account_balance where fiscal_year = 2026 and book = 'general' and account like '6%' order by account limit 1) as account,
             (select c.id::text from commitment c where fiscal_year = 2026 order by number desc limit 1) as commitment,
             (select id::text from payment_request p where not exists (select from payment y where y.payment_request_id = p.id) order by number desc limit 1)
               as "paymentRequest",
             (select id::text from entry where fiscal_year = 2026 and journal = 'HA' order by number desc limit 1) as entry`;
    if (found === undefined) throw new Error("The demo holds nothing.");
    return { requests, ...found };
  });
}
