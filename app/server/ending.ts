import type { Logger } from "pino";

export interface Ending {
  /** What was started last is ended first. */
  onEnd(step: () => Promise<void>): void;
  begun(): boolean;
  end(exitCode: number): Promise<void>;
}

/** Ends the process in order on SIGINT, SIGTERM and SIGHUP, and after an error that nobody caught. */
export function endOnSignal(logger: Logger): Ending {
  const steps: (() => Promise<void>)[] = [];
  let begun = false;
  const end = async (exitCode: number): Promise<void> => {
    if (begun) return;
    begun = true;
    let code = exitCode;
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      await step().catch((error: unknown) => {
        logger.error({ err: error }, "a part did not end well");
        code = 1;
      });
    }
    process.exit(code);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end(0));
  process.on("uncaughtException", (error) => {
    logger.fatal({ err: error }, "uncaught");
    void end(1);
  });
  return { onEnd: (step) => void steps.push(step), begun: () => begun, end };
}
