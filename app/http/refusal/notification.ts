import type { NotificationRefusal } from "#app/domain/allotment/refusal.ts";
import type { Rows } from "./row.ts";

export const notificationRows: Rows<NotificationRefusal["kind"]> = {
  "already-notified": { status: 409, values: ({ number, on, by }, say) => ({ number, on: say.day(on), by }) },
  "already-acknowledged": { status: 409, values: ({ unit, by, at }, say) => ({ unit, by, at: say.instant(at) }) },
};
