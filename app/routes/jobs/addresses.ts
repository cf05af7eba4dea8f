export const jobsAddress = "/jobs";
export const jobAddress = (id: string) => `${jobsAddress}/${id}`;
export const cancellationAddress = (id: string) => `${jobAddress(id)}/cancellation`;
