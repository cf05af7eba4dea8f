import type { SittingRefusal } from "#app/domain/arbitration/sitting/refusal.ts";
import type { Rows } from "./row.ts";

export const sittingRows: Rows<SittingRefusal["kind"]> = {
  "sitting-not-open": { status: 409, values: ({ number, state }) => ({ number, state }) },
  "sitting-under-way": { status: 409, values: ({ number, title }) => ({ number, title }) },
  "not-on-agenda": { status: 422, values: ({ request, sitting }) => ({ request, sitting }) },
  "agenda-empty": { status: 422, values: ({ number }) => ({ number }) },
  "not-in-the-chair": { status: 403, values: ({ chair, act }) => ({ chair, act }) },
  "sealed-over-ceiling": {
    status: 422,
    values: ({ exceeded }, say) => ({
      count: exceeded.length,
      exceeded: say.list(
        exceeded.map(({ spendingClass, resource, envelope, decided, place }) => {
          const where = place === undefined ? "" : `${place} · `;
          const name = `${where}${say.word("spendingClass", spendingClass)} · ${say.word("resource", resource)}`;
          return `${name} : ${say.quantity(resource, decided)} / ${say.quantity(resource, envelope)} (+ ${say.quantity(resource, decided - envelope)})`;
        }),
      ),
    }),
  },
  "decision-sealed": { status: 409, values: ({ number, minutes }) => ({ number, minutes }) },
};
