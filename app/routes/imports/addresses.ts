/** The addresses of the pages about Chorus. */
export const extractsAddress = (year: number) => `/${year}/execution/imports`;
export const extractAddress = (year: number, id: string) => `${extractsAddress(year)}/${id}`;
export const extractPostingAddress = (year: number, id: string) => `${extractAddress(year, id)}/posting`;
export const extractUndoingAddress = (year: number, id: string) => `${extractAddress(year, id)}/undoing`;
export const extractRejectedAddress = (year: number, id: string) => `${extractAddress(year, id)}/rejected`;
export const extractFileAddress = (year: number, id: string) => `${extractAddress(year, id)}/original`;
export const sampleAddress = (year: number, kind: string) => `${extractsAddress(year)}/samples/${kind}`;
export const centresAddress = (year: number) => `${extractsAddress(year)}/centres`;
export const itemsAddress = (year: number) => `${extractsAddress(year)}/items`;
export const reconciliationAddress = (year: number) => `/${year}/execution/chorus`;
export const reconciliationFileAddress = (year: number) => `${reconciliationAddress(year)}/file`;
