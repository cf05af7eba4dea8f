import type { Grant, Role } from "#app/domain/access.ts";
import { rootUnit } from "#seeds/nomenclature/units.ts";

/** Everybody may read it: these accounts exist only where `DEMO=1`. */
export const demoPassword = "enveloppe-demo";

export interface DemoPerson {
  readonly login: string;
  /** Of a person who does not exist. */
  readonly name: string;
  readonly password: string;
  readonly role: Role;
  readonly unit: string;
}

/** The login says the role; « -info » is of the département de l'informatique, the other agent and unit head of Grand Est. */
export const demoAccounts = [
  person("agent", "Camille Martin", "agent", "DR44"),
  person("chef", "Dominique Bernard", "unitHead", "DR44"),
  person("agent-info", "Alix Petit", "agent", "SG-DI"),
  person("chef-info", "Sacha Robert", "unitHead", "SG-DI"),
  person("programme", "Claude Durand", "programmeStaff", rootUnit),
  person("programme2", "Maxime Leroy", "programmeStaff", rootUnit),
  person("arbitre", "Andréa Moreau", "arbitrator", rootUnit),
  person("comptable", "Lou Simon", "accountant", rootUnit),
  person("comptable2", "Noa Laurent", "accountant", rootUnit),
  person("chef-comptable", "Élie Michel", "chiefAccountant", rootUnit),
  person("controleur", "Gaël Lefèvre", "budgetController", rootUnit),
  person("auditeur", "Charlie Garcia", "auditor", rootUnit),
  person("admin", "Morgan Roux", "administrator", rootUnit),
] as const;

export type DemoLogin = (typeof demoAccounts)[number]["login"];

export function grantsOf({ role, unit }: DemoPerson): Grant[] {
  return [{ role, unit }];
}

function person<Login extends string>(login: Login, name: string, role: Role, unit: string): DemoPerson & { readonly login: Login } {
  return { login, name: `${name} (fictif)`, password: demoPassword, role, unit };
}
