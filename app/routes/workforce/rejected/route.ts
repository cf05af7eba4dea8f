import { notePeopleRead } from "#app/commands/note-people-read.ts";
import { filesOfPeople } from "#app/commands/staff-file.ts";
import { guard } from "#app/http/guard.ts";
import { rejectedRows } from "../files/rejected-rows.ts";

/** The rows of a file of people that are not taken, to correct and give again: they bear names, and whoever takes them out is written down. */
export const loader = guard.loader({ capability: "workforce.edit" }, async (scene) => {
  const { services, organisation, person, params } = scene;
  const { response, shown } = await rejectedRows(scene, filesOfPeople);
  await notePeopleRead(services.database, organisation, person, { kind: "staffFile", id: params["file"] ?? "", shown });
  return response;
});
