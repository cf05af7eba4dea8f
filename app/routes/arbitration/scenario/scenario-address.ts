/** Where a scenario is worked on, and what lies under it. */
export function scenarioAddress(year: number, id: string, rest = ""): string {
  return `/${year}/arbitration/scenarios/${id}${rest}`;
}
