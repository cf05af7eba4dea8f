import { guard } from "#app/http/guard.ts";
import { anchorsAfter } from "#db/anchor.ts";

/** Every set of anchors, one line each, as `enveloppe ledger verify --anchor` reads them: to be kept where this database is not. */
export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const { db, organisation, today } = scene;
  const lines = (await anchorsAfter(db, 0n)).map(({ line }) => `${line}\n`);
  return new Response(lines.join(""), {
    headers: {
      "content-type": "application/x-ndjson; charset=utf-8",
      "content-disposition": `attachment; filename="${organisation.slug}-${today}.anchors.jsonl"`,
      "cache-control": "no-store",
    },
  });
});
