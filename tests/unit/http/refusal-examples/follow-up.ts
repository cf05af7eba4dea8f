import type { AlertRefusal } from "#app/domain/alerts/refusal.ts";
import type { LandingRefusal } from "#app/domain/landing/refusal.ts";
import type { ReviewRefusal } from "#app/domain/review/refusal.ts";
import type { OfKind } from "#app/http/refusal.ts";

export const followUpExamples: { readonly [Kind in (LandingRefusal | AlertRefusal | ReviewRefusal)["kind"]]: Omit<OfKind<Kind>, "kind"> } =
  {
    "landing-below-used": { unit: "DR44", resource: "CP", amount: 80_000n, used: 90_000n },
    "landing-year-over": { year: 2025 },
    "alert-closed": { unit: "DR44" },
    "nobody-to-explain": { unit: "DR44" },
    "snooze-out-of-term": { until: "2027-06-01", earliest: "2026-06-16", latest: "2026-12-16" },
    "alert-setting-out-of-bounds": { name: "far", least: 30, most: 1_000 },
    "cause-without-amount": { cause: "price" },
    "cause-twice": { cause: "schedule" },
    "other-cause-unnamed": {},
    "report-moved": {},
    "no-manual-landing": { unit: "DR44", resource: "AE" },
  };
