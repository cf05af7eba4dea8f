/** The addresses of the pages about people and posts. */
const base = (year: number) => `/${year}/workforce`;
const named = (year: number, path: string, code: string) => `${base(year)}/${path}/${encodeURIComponent(code)}`;

/** A month of an exercise, of one unit or of all that one may see. */
export interface MonthAt {
  readonly unit?: string | null;
  readonly month?: string;
}
export const monthSearch = ({ unit, month }: MonthAt) => {
  const search = new URLSearchParams({ ...(unit && { unit }), ...(month !== undefined && { month }) });
  return search.size > 0 ? `?${search}` : "";
};

export const workforceAddress = base;
export const dataProcessingFileAddress = (year: number) => `${base(year)}/data-processing/file`;
export const peopleAddress = (year: number) => `${base(year)}/people`;
export const peopleFileAddress = (year: number) => `${peopleAddress(year)}/file`;
export const personAddress = (year: number, number: string) => named(year, "people", number);
export const arrivalAddress = (year: number, start: { readonly unit?: string; readonly post?: string } = {}) => {
  const search = new URLSearchParams(Object.entries(start).filter(([, value]) => value !== undefined));
  return `${base(year)}/arrivals/new${search.size > 0 ? `?${search}` : ""}`;
};
export const contractAddress = (year: number, id: string, act: "departure" | "change" | "correction") =>
  `${named(year, "contracts", id)}/${act}`;
export const postsAddress = (year: number) => `${base(year)}/posts`;
export const vacantPostsAddress = (year: number) => `${postsAddress(year)}?vacant=on`;
export const postAddress = (year: number, number: string) => named(year, "posts", number);
export const newPostAddress = (year: number) => `${base(year)}/posts/new`;
export const ceilingAddress = (year: number) => `${base(year)}/ceiling`;
export const ceilingBridgeAddress = (year: number) => `${ceilingAddress(year)}/bridge`;
export const payAddress = (year: number) => `${base(year)}/pay`;
export const staffMonthsAddress = (year: number, at: MonthAt = {}) => `${base(year)}/months${monthSearch(at)}`;
export const proposedMovesAddress = (year: number) => `${base(year)}/moves`;
export const staffFilesAddress = (year: number) => `${base(year)}/import`;
export const staffFileAddress = (year: number, id: string) => named(year, "import", id);
export const staffSampleAddress = (year: number) => `${base(year)}/import/sample`;
export const staffSettingsAddress = (year: number) => `${base(year)}/settings`;
