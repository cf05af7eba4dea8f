import fc from "fast-check";

/** The seed of this process's properties: drawn and said, or `SEED` to play a failure again. */
export const propertySeed = Number(process.env["SEED"] ?? Date.now() % 2 ** 31);
process.stdout.write(`properties, seed ${propertySeed}\n`);

/** Holds a property of pure functions to so many runs, ten times more in the long campaigns; what fails is shrunk, with its seed and its path. */
export function holds<Given>(property: fc.IProperty<Given>, runs: number): void {
  fc.assert(property, { numRuns: process.env["TEST_LONG"] ? runs * 10 : runs, seed: propertySeed });
}
