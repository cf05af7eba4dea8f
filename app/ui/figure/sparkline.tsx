import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import type { Quantity } from "#app/domain/quantity.ts";
import { type Hue, lineClass } from "./marks.tsx";

const box = { width: 96, height: 24, margin: 3 } as const;

/** A year in the size of a word, beside the number that it decorates: hidden from assistive technology, which reads the number. */
export function Sparkline({ values, hue }: { readonly values: readonly Quantity[]; readonly hue: Hue }) {
  const numbers = values.map(Number);
  const last = numbers.at(-1);
  if (last === undefined || numbers.length < 2) return null;
  const x = scaleLinear([0, numbers.length - 1], [box.margin, box.width - box.margin]);
  const y = scaleLinear([Math.min(0, ...numbers), Math.max(1, ...numbers)], [box.height - box.margin, box.margin]);
  const path =
    line<number>(
      (_value, index) => x(index),
      (value) => y(value),
    )(numbers) ?? "";
  return (
    <svg viewBox={`0 0 ${box.width} ${box.height}`} width={box.width} height={box.height} aria-hidden focusable="false">
      <path d={path} className={lineClass(hue)} strokeLinejoin="round" />
      <circle cx={x(numbers.length - 1)} cy={y(last)} r="2.5" fill={`var(--${hue})`} />
    </svg>
  );
}
