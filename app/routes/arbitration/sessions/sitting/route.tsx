import { useLoaderData } from "@remix-run/react";
import { guard } from "#app/http/guard.ts";
import { participantsOf } from "#db/queries/arbitration/sitting.ts";
import { measureIn } from "../../measure.ts";
import { arrangedAgenda } from "../agenda-of.ts";
import { partIn, sittingOfAddress } from "../sitting-place.ts";
import { Prepared } from "./prepared.tsx";
import { RoomPage } from "./room.tsx";
import { roomOf } from "./room-data.ts";
import { Sealed } from "./sealed.tsx";
import { sealedOf } from "./sealed-data.ts";

/** One address for a sitting, before, while and after it is held. */
export const loader = guard.loader({ capability: "arbitration.read" }, async (scene) => {
  const { db, year, url, newKey } = scene;
  const sitting = await sittingOfAddress(db, scene);
  const part = await partIn(db, sitting, scene);
  if (sitting.state === "running") return { year, room: await roomOf(scene, sitting, { measure: measureIn(url.searchParams), part }) };
  if (sitting.state === "sealed") return { year, sealed: await sealedOf(db, sitting, { isVerified: url.searchParams.has("verify") }) };
  const agenda = await arrangedAgenda(db, sitting);
  const keys = { add: newKey(), change: Array.from({ length: 2 * agenda.items.length + 2 }, () => newKey()) };
  return { year, prepared: { sitting, part, agenda, participants: await participantsOf(db, sitting.id), keys } };
});

export default function SittingPage() {
  const { year, ...face } = useLoaderData<typeof loader>();
  if ("room" in face && face.room) return <RoomPage year={year} room={face.room} />;
  if ("sealed" in face && face.sealed) return <Sealed year={year} {...face.sealed} />;
  if ("prepared" in face && face.prepared) return <Prepared year={year} {...face.prepared} />;
  return null;
}
