import { expect, test } from "vitest";
import { memorySettings } from "#db/embedded/settings.ts";

const gigabyte = 1_073_741_824;

test.for([
  { memory: 0.5, shared_buffers: "128MB", effective_cache_size: "256MB" },
  { memory: 4, shared_buffers: "512MB", effective_cache_size: "2048MB" },
  { memory: 24, shared_buffers: "1024MB", effective_cache_size: "12288MB" },
])("a server on a machine of $memory GB holds $shared_buffers of its tables", ({ memory, ...settings }) => {
  expect(memorySettings(memory * gigabyte)).toEqual(settings);
});
