/** Nine digits whose key is right: doubled from the right, every second one, they sum to a multiple of ten (ISO/IEC 7812, « Luhn »). */
export function hasSirenKey(siren: string): boolean {
  if (!/^\d{9}$/.test(siren)) return false;
  const total = [...siren].reverse().reduce((sum, digit, index) => {
    const weighed = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return sum + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return total % 10 === 0;
}
