import { place } from "./scale.ts";

/** A label broken over lines at its spaces, none longer than `most` characters where no word is: short words stay together. */
export function wrapped(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** A label cut to `most` characters, its end said by « … ». */
export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}

/**
 * Where labels stand that want to stand at `wanted`, none nearer than `room` to the next: those that would touch move apart around their middle, and all
 * stay between the two ends. In the order given; labels keep the order of what they name.
 */
export function spread(wanted: readonly number[], room: number, [top, bottom]: readonly [number, number]): number[] {
  const order = wanted.map((_, index) => index).sort((one, other) => (wanted[one] ?? 0) - (wanted[other] ?? 0) || one - other);
  const groups: { members: number[]; from: number }[] = [];
  for (const index of order) {
    let group = { members: [index], from: wanted[index] ?? 0 };
    for (let before = groups.at(-1); before && before.from + before.members.length * room > group.from; before = groups.at(-1)) {
      groups.pop();
      group = centred([...before.members, ...group.members], wanted, room);
    }
    groups.push(group);
  }
  const places = new Array<number>(wanted.length).fill(top);
  let free = top;
  for (const { members, from } of groups) {
    for (const [rank, index] of members.entries()) {
      places[index] = place(Math.max(from + rank * room, free));
      free = (places[index] ?? 0) + room;
    }
  }
  let most = bottom;
  for (const index of order.toReversed()) {
    places[index] = place(Math.min(places[index] ?? 0, most));
    most = (places[index] ?? 0) - room;
  }
  return places;
}

/** A run of labels, `room` apart, whose middle is the middle of what they name. */
function centred(members: number[], wanted: readonly number[], room: number): { members: number[]; from: number } {
  const middle = members.reduce((sum, index) => sum + (wanted[index] ?? 0), 0) / members.length;
  return { members, from: middle - ((members.length - 1) * room) / 2 };
}
