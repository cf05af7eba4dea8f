/** Who may do what, and where: roles are held on a unit and inherited down the tree. */
export const roles = [
  "agent",
  "unitHead",
  "programmeStaff",
  "arbitrator",
  "accountant",
  "chiefAccountant",
  "budgetController",
  "auditor",
  "administrator",
] as const;
export type Role = (typeof roles)[number];

const reading = ["planning.read", "allotment.read", "execution.read"] as const;
/** `planning.costs`: what personnel costs, wherever the plan is read (decision 0093). `workforce.people`: who people are, by name (0168). */
const programming = [...reading, "planning.costs", "arbitration.read", "ledger.read"] as const;
const bookkeeping = [...reading, "ledger.read", "ledger.post", "ledger.reverse", "ledger.export"] as const;

/** What each role may do on the unit where it is held and below. */
const capabilitiesOfRole = {
  agent: [...reading, "forecast.edit", "execution.plan", "execution.land", "execution.explain", "review.explain", "workload.time"],
  unitHead: [
    ...reading,
    "forecast.edit",
    "forecast.submit",
    "allotment.acknowledge",
    "allotment.request",
    "execution.plan",
    "execution.land",
    "execution.explain",
    "review.explain",
    "execution.commit",
    "execution.certify",
    "workforce.people",
    "workload.plan",
    "workload.time",
  ],
  programmeStaff: [
    ...programming,
    "campaign.manage",
    "forecast.edit",
    "forecast.submit",
    "forecast.return",
    "arbitration.prepare",
    "allotment.request",
    "allotment.notify",
    "allotment.release",
    "execution.plan",
    "execution.land",
    "execution.explain",
    "review.explain",
    "reports.issue",
    "execution.commit",
    "execution.certify",
    "execution.ask",
    "execution.request",
    "execution.exceed",
    "execution.refer",
    "execution.revenue",
    "execution.import",
    "workforce.people",
    "workforce.edit",
    "workload.plan",
    "workload.time",
    "workload.arrange",
  ],
  arbitrator: [...programming, "arbitration.decide", "allotment.approve"],
  accountant: [...bookkeeping, "execution.request", "execution.pay", "execution.refer", "execution.revenue", "execution.import"],
  chiefAccountant: [
    ...bookkeeping,
    "execution.pay",
    "execution.exceed",
    "execution.refer",
    "execution.revenue",
    "execution.import",
    "ledger.import",
    "ledger.close",
    "ledger.approve",
    "ledger.arrange",
  ],
  budgetController: [...programming, "visa.record", "ledger.approve"],
  auditor: [...programming, "workforce.people", "ledger.export", "audit.read"],
  administrator: ["admin.users", "admin.reference", "audit.read", "ledger.arrange"],
} as const satisfies Record<Role, readonly string[]>;

export type Capability = (typeof capabilitiesOfRole)[Role][number];

/** One role held on one unit (and, by inheritance, on the units below it). */
export interface Grant {
  readonly role: Role;
  readonly unit: string;
}

/** What may be done in somebody's name, for some days: nothing else is delegated. */
export const delegableCapabilities = ["arbitration.decide", "allotment.approve"] as const satisfies readonly Capability[];
export type DelegableCapability = (typeof delegableCapabilities)[number];

/** What one must see in order to do it: a delegation carries it along, as far as whoever delegates holds it. */
const carriedBy: Readonly<Record<DelegableCapability, readonly Capability[]>> = {
  "arbitration.decide": ["arbitration.decide", "arbitration.read", "planning.read", "planning.costs"],
  "allotment.approve": ["allotment.approve", "allotment.read"],
};

/** Received from somebody, and in force today on units where that person holds the capability by a role of their own. */
export interface ReceivedDelegation {
  readonly id: string;
  readonly delegator: { readonly id: bigint; readonly name: string };
  readonly capability: DelegableCapability;
  readonly units: ReadonlySet<string>;
}

/** What a signed-in person holds: each grant with the units that it reaches today, itself included; and what was delegated to them. */
export interface Access {
  readonly grants: readonly (Grant & { readonly units: ReadonlySet<string> })[];
  readonly delegations?: readonly ReceivedDelegation[];
  /** The system itself (command line of the administrator): may do everything, decides nothing in a person's name. */
  readonly system?: true;
}

export const systemAccess: Access = { grants: [], system: true };

/** May this person do `capability` on `unit`? Without a unit: anywhere at all. */
export function mayDo(access: Access, capability: Capability, unit?: string): boolean {
  if (access.system) return true;
  const reaches = ({ units }: { readonly units: ReadonlySet<string> }) => unit === undefined || units.has(unit);
  return grantsOf(access, capability).some(reaches) || delegationsOf(access, capability).some(reaches);
}

/** The same by a role of one's own, delegations left aside: what one may delegate in turn. */
export function holds({ grants }: Access, capability: Capability, unit?: string): boolean {
  return grantsOf({ grants }, capability).some(({ units }) => unit === undefined || units.has(unit));
}

/** The delegations under which this person may do `capability` on a unit, the oldest first. */
export function delegationsFor(access: Access, capability: DelegableCapability, unit: string): readonly ReceivedDelegation[] {
  return (access.delegations ?? []).filter((own) => own.capability === capability && own.units.has(unit));
}

function grantsOf({ grants }: Access, capability: Capability) {
  return grants.filter(({ role }) => (capabilitiesOfRole[role] as readonly string[]).includes(capability));
}

function delegationsOf({ delegations = [] }: Access, capability: Capability) {
  return delegations.filter((own) => carriedBy[own.capability].includes(capability));
}

/** The roles that may do `capability` where they are held. */
export function rolesWith(capability: Capability): Role[] {
  return roles.filter((role) => (capabilitiesOfRole[role] as readonly string[]).includes(capability));
}

/** The units on which this person may do `capability`: the scope of every query that shows figures. */
export function unitsWhere(access: Access, capability: Capability): Set<string> {
  return new Set([...grantsOf(access, capability), ...delegationsOf(access, capability)].flatMap(({ units }) => [...units]));
}
