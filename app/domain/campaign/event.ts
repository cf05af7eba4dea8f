/** What the log of a campaign holds: every act that changed it, who did it, when, and why. */
export const campaignEventKinds = [
  "created",
  "state",
  "calendar",
  "guidance",
  "lateWindow",
  "reopening",
  "reminder",
  "freeze",
  "start",
] as const;
export type CampaignEventKind = (typeof campaignEventKinds)[number];
