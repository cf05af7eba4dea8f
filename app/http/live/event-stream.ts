/** An event of a stream: its name, what it says, and the id that a browser gives back when it comes again. */
export interface StreamEvent {
  readonly name: string;
  readonly data: unknown;
  readonly id?: string;
}

export interface EventSink {
  send(event: StreamEvent): void;
  /** A line that says nothing, so that a proxy does not take the silence for an end. */
  beat(): void;
  end(): void;
}

const retryMs = 3_000;
/** What a reader does not take is not kept for it: it comes again, and reads from where it was. */
const longestQueue = 256;

/**
 * A response of server-sent events (WHATWG HTML, §9.2). `open` is given where to write, and returns what is done once the reader has gone or `end` was
 * called. Nothing on the way may compress or keep it: events would wait for the next ones.
 */
export function eventStream(signal: AbortSignal, open: (sink: EventSink) => () => void): Response {
  const encoder = new TextEncoder();
  let leave: () => void = () => undefined;
  let ended = false;
  /** Once, whoever ends it. */
  const finish = () => {
    if (ended) return false;
    ended = true;
    leave();
    return true;
  };
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        const end = () => finish() && controller.close();
        const write = (text: string) => {
          if (ended) return;
          if ((controller.desiredSize ?? 0) <= 0) end();
          else controller.enqueue(encoder.encode(text));
        };
        write(`retry: ${retryMs}\n\n`);
        const left = open({ send: (event) => write(eventText(event)), beat: () => write(": \n\n"), end });
        leave = () => {
          signal.removeEventListener("abort", end);
          left();
        };
        if (ended) return leave();
        signal.addEventListener("abort", end);
        if (signal.aborted) end();
      },
      cancel: () => void finish(),
    },
    { highWaterMark: longestQueue },
  );
  const headers = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store, no-transform",
    "X-Accel-Buffering": "no",
  };
  return new Response(body, { headers });
}

/** JSON has no line ends of its own, so one line of data is enough. */
export function eventText({ name, data, id }: StreamEvent): string {
  return `${id === undefined ? "" : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
