export interface CheckFault {
  /** The key of what differs, its parts separated by « · ». */
  readonly place: string;
  /** What the detail sums to, in the smallest unit; or how many there should be. */
  readonly expected: bigint;
  /** What is kept; or how many there are. */
  readonly found: bigint;
}
