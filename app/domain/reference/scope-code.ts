const groupPrefix = "group:";

/** How an address names a group of units as its scope (decision 0181). */
export function groupScope(code: string): string {
  return groupPrefix + code;
}

/** The code of the group that a scope names; undefined for a unit. */
export function groupOfScope(scope: string): string | undefined {
  return scope.startsWith(groupPrefix) ? scope.slice(groupPrefix.length) : undefined;
}
