import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { LiveHub } from "./live/hub.ts";

/** What Prometheus reads on /metrics: the process, how long requests last, and who listens. */
export interface Metrics {
  /** One served request; `kind` keeps the labels few. */
  observe(request: { method: string; kind: RequestKind; status: number; durationMs: number }): void;
  text(): Promise<string>;
  readonly contentType: string;
}

export type RequestKind = "page" | "values" | "file" | "probe" | "stream";

export function createMetrics(live: Pick<LiveHub, "openStreams" | "hears">): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: "enveloppe_http_request_duration_seconds",
    help: "Time from the request to the end of its response.",
    labelNames: ["method", "kind", "status"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  gauge(registry, "enveloppe_live_streams", "Open streams of live changes.", () => live.openStreams);
  gauge(registry, "enveloppe_live_hears", "1 when this process hears the notifications of the others, 0 when it looks for itself.", () =>
    live.hears ? 1 : 0,
  );
  return {
    observe: ({ method, kind, status, durationMs }) => durations.observe({ method, kind, status: String(status) }, durationMs / 1000),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

function gauge(registry: Registry, name: string, help: string, read: () => number): void {
  new Gauge({
    ...{ name, help, registers: [registry] },
    collect() {
      this.set(read());
    },
  });
}
