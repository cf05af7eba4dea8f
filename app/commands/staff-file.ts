import { randomUUID } from "node:crypto";
import { mayDo } from "#app/domain/access.ts";
import { grouped } from "#app/domain/grouped.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { readPeople } from "#app/domain/workforce/people-file.ts";
import { type PeopleChange, type PeoplePlan, planPeople, sameTerms } from "#app/domain/workforce/people-plan.ts";
import type { Db } from "#db/client.ts";
import { visibleUnits } from "#db/queries/access.ts";
import { codesInForce } from "#db/queries/campaign/sheet.ts";
import {
  contractsAround,
  contractsOfPeople,
  deleteContracts,
  forgetPeople,
  insertContracts,
  insertPeople,
  peopleNumbered,
  renamePerson,
  updateContract,
} from "#db/queries/workforce/contract.ts";
import { postsNumbered } from "#db/queries/workforce/post.ts";
import { staffCategories } from "#db/queries/workforce/settings.ts";
import type { CommandContext } from "./run.ts";
import type { FileSubject } from "./workforce-file.ts";

/** Files of people: a row is a contract (decision 0170). */
export const filesOfPeople: FileSubject<PeoplePlan, KeptChanges> = {
  ...{ subject: "people", noun: "staff-file", capability: "workforce.edit" },
  check: readPeople,
  plan: plannedPeople,
  told: ({ changes, renamed }) => ({ count: changes.length + renamed.length, said: [changes, renamed] }),
  write: async (db, _context, { changes, renamed }) => {
    const contracts = await writeChanges(db, changes);
    for (const { number, after } of renamed) await renamePerson(db, number, after);
    return accept({ contracts, renamed });
  },
  undo: undoPeople,
};

async function plannedPeople(
  db: Db,
  { actor, today }: Pick<CommandContext, "actor" | "today">,
  book: Parameters<typeof readPeople>[0],
): Promise<Result<PeoplePlan>> {
  const read = readPeople(book);
  if (!read.ok) return read;
  const { rows, faults } = read.value;
  const visible = (await visibleUnits(db, actor.access, "workforce.edit", today)).map(({ code }) => code);
  const codes = (values: readonly (string | null)[]) => [...new Set(values.filter((own): own is string => own !== null))];
  const [numbers, posts] = [codes(rows.map(({ number }) => number)), codes(rows.map(({ terms }) => terms.post))];
  const units = codes(rows.map(({ terms }) => terms.unit)).filter((unit) => visible.includes(unit));
  const contracts = await contractsAround(db, { units, numbers, posts });
  const people = await peopleNumbered(db, numbers);
  const plan = planPeople(rows, faults, {
    contracts,
    people: new Map(people.map((own) => [own.number, own])),
    posts: new Map((await postsNumbered(db, posts)).map((own) => [own.number, own])),
    categories: new Set((await staffCategories(db)).map(({ code }) => code)),
    units: new Map(visible.map((unit) => [unit, usualActivity(contracts.filter((own) => own.unit === unit))])),
    activities: (await codesInForce(db, today)).activities,
  });
  return accept(plan);
}

/** The activity that most of a unit's people have; null: nobody is there yet. */
function usualActivity(contracts: readonly { readonly activity: string }[]): string | null {
  const counted = [...grouped(contracts, ({ activity }) => activity)].toSorted(([, left], [, right]) => right.length - left.length);
  return counted[0]?.[0] ?? null;
}

/** What an applied file changed, so that it can be undone. */
interface KeptChange extends Pick<PeopleChange, "number" | "before" | "after"> {
  readonly contractId: string;
}
interface KeptChanges {
  readonly contracts: readonly KeptChange[];
  readonly renamed: PeoplePlan["renamed"];
}

async function writeChanges(db: Db, changes: readonly PeopleChange[]): Promise<KeptChange[]> {
  const names = new Map(changes.filter(({ isNewPerson }) => isNewPerson).map(({ number, name }) => [number, name]));
  await insertPeople(
    db,
    [...names].map(([number, name]) => ({ id: randomUUID(), number, name })),
  );
  const people = new Map(
    (await peopleNumbered(db, [...new Set(changes.map(({ number }) => number))])).map(({ number, id }) => [number, id]),
  );
  const wanted = [...new Set(changes.flatMap(({ after }) => (after.post === null ? [] : [after.post])))];
  const posts = new Map((await postsNumbered(db, wanted)).map(({ number, id }) => [number, id]));
  const written = changes.map(({ number, contractId, before, after }) => ({
    ...{ ...after, number, before, isNew: contractId === null, id: contractId ?? randomUUID() },
    personId: people.get(number) ?? "",
    postId: after.post === null ? null : (posts.get(after.post) ?? null),
  }));
  for (const contract of written) if (!contract.isNew) await updateContract(db, contract);
  await insertContracts(
    db,
    written.filter(({ isNew }) => isNew),
  );
  return written
    .map(({ id, number, before }, index) => ({ contractId: id, number, before, after: changes[index]?.after ?? before }))
    .flatMap((own) => (own.after === null ? [] : [{ ...own, after: own.after }]));
}

/** Contracts that came go, those that changed are as before. */
async function undoPeople(db: Db, { actor }: CommandContext, { contracts, renamed }: KeptChanges): Promise<Result<number>> {
  const standing = new Map((await contractsOfPeople(db, [...new Set(contracts.map(({ number }) => number))])).map((own) => [own.id, own]));
  for (const { contractId, number, before, after } of contracts) {
    const own = standing.get(contractId);
    if (!own || !sameTerms(own, after)) return refuse({ kind: "staff-file-changed-since", person: number });
    const foreign = [after.unit, before?.unit ?? after.unit].find((unit) => !mayDo(actor.access, "workforce.edit", unit));
    if (foreign !== undefined) return refuse({ kind: "not-found", what: "unit", id: foreign });
  }
  await deleteContracts(
    db,
    contracts.filter(({ before }) => before === null).map(({ contractId }) => contractId),
  );
  const posts = new Map(
    (await postsNumbered(db, [...new Set(contracts.flatMap(({ before }) => (before?.post ? [before.post] : [])))])).map(
      ({ number, id }) => [number, id],
    ),
  );
  for (const { contractId, before } of contracts) {
    const own = standing.get(contractId);
    if (before && own)
      await updateContract(db, {
        ...before,
        id: contractId,
        personId: own.personId,
        postId: before.post === null ? null : (posts.get(before.post) ?? null),
      });
  }
  for (const { number, before } of renamed) await renamePerson(db, number, before);
  await forgetPeople(db, [...new Set(contracts.filter(({ before }) => before === null).map(({ number }) => number))]);
  return accept(contracts.length);
}
