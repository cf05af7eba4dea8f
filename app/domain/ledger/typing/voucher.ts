const longestVoucher = 60;

/**
 * The voucher number that follows `last`: its last run of digits plus one, its width kept (« FA-0099 » → « FA-0100 », « 2026/9 » → « 2026/10 »).
 * One without a digit is followed by nothing: empty. The first of a journal is the journal's, the year's and 1: « HA-2026-0001 ».
 */
export function nextVoucher(last: string | null, journal: string, fiscalYear: number): string {
  if (last === null || last === "") return `${journal}-${fiscalYear}-0001`;
  const digits = /^(.*?)(\d+)(\D*)$/su.exec(last);
  if (!digits) return "";
  const [, before = "", number = "", after = ""] = digits;
  const next = `${before}${(BigInt(number) + 1n).toString().padStart(number.length, "0")}${after}`;
  return next.length > longestVoucher ? "" : next;
}
