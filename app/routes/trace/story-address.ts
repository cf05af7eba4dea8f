/** The page of the story of a figure, which prints. */
export const storyAddress = (year: number, trace: string) => `/${year}/trace/${encodeURIComponent(trace)}`;
