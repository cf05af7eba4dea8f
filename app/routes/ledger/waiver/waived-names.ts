/** The checks that may be gone through, and what their amount counts. */
export const waivedNames: Readonly<Record<string, { name: `overrun-${Waived}`; resource: Waived } | undefined>> = {
  "overrun-AE": { name: "overrun-AE", resource: "AE" },
  "overrun-CP": { name: "overrun-CP", resource: "CP" },
  "overrun-ETPT": { name: "overrun-ETPT", resource: "ETPT" },
};
type Waived = "AE" | "CP" | "ETPT";
