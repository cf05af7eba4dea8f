/** From when on a gap deserves somebody's attention; one for the programme. Points in tenths, money in cents. */
export interface AlertSettings {
  /** Beyond so many tenths of a point off its profile, a unit is looked at; beyond `far`, it is serious. */
  readonly corridor: number;
  readonly far: number;
  /** A landing so many tenths of a point above what was notified; so many below. */
  readonly landingAbove: number;
  readonly landingBelow: number;
  /** A gap smaller than that is nobody's worry, whatever its share: cents of AE or CP; of staff, hundredths of an ETPT. */
  readonly leastAmount: number;
  readonly leastStaff: number;
  /** Credits at disposal of which nothing was used for so many whole months. */
  readonly dormantMonths: number;
  /** A commitment without certified service for so many days; an invoice that waits for its payment beyond so many. */
  readonly uncertifiedDays: number;
  readonly unpaidDays: number;
  /** What was answered, put aside or ended comes back when it grows by so many tenths of a point, or so many documents. */
  readonly worsening: number;
  readonly worseningCount: number;
}

/** The corridor of the notation (±3 and ±8 points), the term of payment of the State (30 days: décret 2013-269, art. 1). */
export const usualAlertSettings: AlertSettings = {
  ...{ corridor: 30, far: 80, landingAbove: 10, landingBelow: 50 },
  ...{ leastAmount: 2_000_000, leastStaff: 100 },
  ...{ dormantMonths: 3, uncertifiedDays: 180, unpaidDays: 30 },
  ...{ worsening: 20, worseningCount: 5 },
};

const largest: Readonly<Record<keyof AlertSettings, number>> = {
  ...{ corridor: 1_000, far: 1_000, landingAbove: 1_000, landingBelow: 1_000 },
  ...{ leastAmount: 10_000_000_000, leastStaff: 100_000 },
  ...{ dormantMonths: 11, uncertifiedDays: 3_650, unpaidDays: 3_650 },
  ...{ worsening: 1_000, worseningCount: 10_000 },
};

/** The first of them that cannot be: none is negative, months and days are one at least, and what is far lies beyond the corridor. */
export function faultOfSettings(
  settings: AlertSettings,
): { readonly name: keyof AlertSettings; readonly least: number; readonly most: number } | undefined {
  const leastOf = (name: keyof AlertSettings) =>
    ["dormantMonths", "uncertifiedDays", "unpaidDays", "worsening", "worseningCount"].includes(name)
      ? 1
      : name === "far"
        ? settings.corridor
        : 0;
  const names = Object.keys(largest) as (keyof AlertSettings)[];
  const wrong = names.find((name) => {
    const value = settings[name];
    return !Number.isSafeInteger(value) || value < leastOf(name) || value > largest[name];
  });
  return wrong && { name: wrong, least: leastOf(wrong), most: largest[wrong] };
}
