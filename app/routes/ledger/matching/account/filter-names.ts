/** The filters of an address, by name. */
export const filterNames = ["party", "q", "state", "from", "to"] as const;

/** « - » stands for the lines without a party, which no code can be. */
export const noParty = "-";
