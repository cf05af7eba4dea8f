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
/** `planning.costs`: what personnel costs, wherever the plan is read (decision 0093). */
const programming = [...reading, "planning.costs", "arbitration.read", "ledger.read"] as const;
const bookkeeping = [...reading, "ledger.read", "ledger.post", "ledger.reverse", "ledger.export"] as const;

/** What each role may do on the unit where it is held and below. */
const capabilitiesOfRole = {
  agent: [...reading, "forecast.edit", "execution.plan"],
  unitHead: [
    ...reading,
    "forecast.edit",
    "forecast.submit",
    "allotment.acknowledge",
    "execution.plan",
    "execution.commit",
    "execution.certify",
  ],
  programmeStaff: [
    ...programming,
    "campaign.manage",
    "forecast.edit",
    "forecast.submit",
    "forecast.return",
    "arbitration.prepare",
    "allotment.notify",
    "allotment.release",
    "execution.plan",
    "execution.commit",
    "execution.certify",
    "execution.request",
  ],
  arbitrator: [...programming, "arbitration.decide", "allotment.approve"],
  accountant: [...bookkeeping, "execution.request", "execution.pay"],
  chiefAccountant: [...bookkeeping, "execution.pay", "ledger.import", "ledger.close", "ledger.approve", "ledger.arrange"],
  budgetController: [...programming, "visa.record", "ledger.approve"],
  auditor: [...programming, "ledger.export", "audit.read"],
  administrator: ["admin.users", "admin.reference", "audit.read", "ledger.arrange"],
} as const satisfies Record<Role, readonly string[]>;

export type Capability = (typeof capabilitiesOfRole)[Role][number];

/** One role held on one unit (and, by inheritance, on the units below it). */
export interface Grant {
  readonly role: Role;
  readonly unit: string;
}

/** What a signed-in person holds: each grant with the units that it reaches today, itself included. */
export interface Access {
  readonly grants: readonly (Grant & { readonly units: ReadonlySet<string> })[];
  /** The system itself (command line of the administrator): may do everything, decides nothing in a person's name. */
  readonly system?: true;
}

export const systemAccess: Access = { grants: [], system: true };

/** May this person do `capability` on `unit`? Without a unit: anywhere at all. */
export function mayDo(access: Access, capability: Capability, unit?: string): boolean {
  if (access.system) return true;
  return access.grants.some(
    (grant) => (capabilitiesOfRole[grant.role] as readonly string[]).includes(capability) && (unit === undefined || grant.units.has(unit)),
  );
}

/** The roles that may do `capability` where they are held. */
export function rolesWith(capability: Capability): Role[] {
  return roles.filter((role) => (capabilitiesOfRole[role] as readonly string[]).includes(capability));
}

/** The units on which this person may do `capability`: the scope of every query that shows figures. */
export function unitsWhere(access: Access, capability: Capability): Set<string> {
  const units = new Set<string>();
  for (const grant of access.grants) {
    if ((capabilitiesOfRole[grant.role] as readonly string[]).includes(capability)) for (const unit of grant.units) units.add(unit);
  }
  return units;
}
