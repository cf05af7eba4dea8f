import { afterEach, beforeEach, vi } from "vitest";

/** What is written with console.error is a fault that nobody looks at: a test that causes some fails, unless it said so first. */
const unexpected: string[] = [];
let expected: RegExp[] = [];

/** Says that the running test causes this message. */
export function expectConsoleError(message: RegExp): void {
  expected.push(message);
}

beforeEach(() => {
  unexpected.length = 0;
  expected = [];
  vi.spyOn(console, "error").mockImplementation((...words: unknown[]) => {
    const text = words.map((word) => (word instanceof Error ? (word.stack ?? word.message) : String(word))).join(" ");
    if (!expected.some((message) => message.test(text))) unexpected.push(text);
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  if (unexpected.length > 0) throw new Error(`Unexpected console.error: ${unexpected.join("\n")}`);
});
