import { bridgeLines } from "#app/domain/ledger/bridge.ts";
import { guard } from "#app/http/guard.ts";
import { amountColumn, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { formatterFor } from "#app/ui/format/formatter.ts";
import { bridge } from "#db/queries/ledger/bridge.ts";
import { commitmentBridgeOf } from "#db/queries/ledger/commitment-bridge.ts";
import { exerciseNamed } from "#db/queries/ledger/exercise.ts";
import { commitmentRungs } from "../bridge/commitment-rungs.ts";
import { ladderOf } from "../bridge/ladder.ts";

/** The ladder with the accounts of every step, then that of the commitments. */
export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const { db, year, today, locale, notFound } = scene;
  const exercise = await exerciseNamed(db, year);
  if (!exercise) throw notFound("year", String(year));
  const words = translatorFor(locale, "bridge");
  const format = formatterFor(locale, translatorFor(locale, "units"));
  const rungs = ladderOf(await bridge(db, year), bridgeLines);
  const commitments = commitmentRungs(await commitmentBridgeOf(db, year));
  return await tableFileResponse(scene, {
    locale,
    fileName: `${words("file")}-${year}`,
    title: words("caption", { year: String(year) }),
    facts: [],
    columns: [
      { key: "step", head: words("step"), kind: "text", width: 45 },
      { key: "account", head: words("accounts.account"), kind: "text", width: 40 },
      amountColumn(locale, { key: "opening", head: words("opening", { day: format.day(exercise.firstDay) }) }),
      amountColumn(locale, {
        key: "closing",
        head: words("closing", { day: format.day(exercise.lastDay < today ? exercise.lastDay : today) }),
      }),
      amountColumn(locale, { key: "effect", head: words("effect") }),
    ],
    rows: [
      ...rungs.map(({ kind, opening, closing, effect }) => {
        const name = "sum" in kind ? words(kind.sum) : "step" in kind ? words(`line.${kind.step}`) : null;
        return [name, "account" in kind ? `${kind.account} · ${kind.label}` : null, opening, closing, effect];
      }),
      [words("commitments.title"), null, null, null, null],
      ...commitments.map(({ rung, amount }) => [words(`commitments.line.${rung}`), null, null, null, amount]),
    ],
    orientation: "landscape",
  });
});
