import { z } from "zod";
import { choiceField, dayField, reasonField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import type { ActionScene, LoaderScene } from "#app/http/guard.ts";
import { campaignAt, chosenUnits, formUnits } from "./campaign-at.ts";
import { lateWriters } from "./late-window-page.tsx";

const schema = z.object({ until: dayField(), writers: choiceField(lateWriters), reason: reasonField() });

/** What the page of a late window shows: the campaign, and the units that the address chooses. */
export async function lateWindowShown(scene: LoaderScene) {
  const campaign = await campaignAt(scene.db, scene);
  return { campaign, units: await chosenUnits(scene.db, campaign, scene.url), key: scene.newKey() };
}

/** Until when who may write late and why, and the units that it is for. */
export async function lateWindowAsked(scene: ActionScene) {
  const read = readForm(scene.form, schema, scene.locale);
  if (!read.ok) return read;
  const campaign = await scene.read((db) => campaignAt(db, scene));
  return { ...read, campaign, units: formUnits(scene.form) };
}
