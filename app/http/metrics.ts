import { collectDefaultMetrics, Histogram, Registry } from "prom-client";

/** What Prometheus reads on /metrics: the process, and how long requests last. */
export interface Metrics {
  /** One served request; `kind` keeps the labels few. */
  observe(request: { method: string; kind: RequestKind; status: number; durationMs: number }): void;
  text(): Promise<string>;
  readonly contentType: string;
}

export type RequestKind = "page" | "values" | "file" | "probe";

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: "enveloppe_http_request_duration_seconds",
    help: "Time from the request to the end of its response.",
    labelNames: ["method", "kind", "status"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  return {
    observe: ({ method, kind, status, durationMs }) => durations.observe({ method, kind, status: String(status) }, durationMs / 1000),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
