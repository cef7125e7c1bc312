// SPDX-License-Identifier: Apache-2.0
import { h, note } from "./dom.js";
import { number, percent } from "./format.js";

const DARK = matchMedia("(prefers-color-scheme: dark)");
const DAY = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const COMPACT = new Intl.NumberFormat(undefined, { notation: "compact" });
const HEIGHT = 240;
const LIGHT_COLORS = ["#2563b8", "#c2570c", "#16803c", "#8b3fc7", "#b4235f", "#0e7490", "#8a6d00", "#5b5bd6", "#a0522d",
  "#4d7c0f", "#b03596", "#475569", "#818b99"];
const DARK_COLORS = ["#6ea8ff", "#ff9e5e", "#5fd38d", "#c79bff", "#ff86b3", "#5cc8e0", "#e0c050", "#a5a5ff", "#d9976b",
  "#a6d15a", "#f098e0", "#b4c0d0", "#76808f"];

/** Draws series of counts, stacked in their order, until the signal. A series has a name and counts. */
export function chart(label, times, series, signal) {
  const place = h("div", { class: "chart", role: "img", "aria-label": `${label}. The list below has the values.` });
  const moment = note();
  const sums = series.map(({ counts }) => counts.reduce((sum, count) => sum + count, 0));
  const all = sums.reduce((sum, total) => sum + total, 0);
  const values = series.map(() => h("span", { class: "number" }));
  const swatches = series.map(() => h("span", { class: "swatch" }));
  const showValues = (index) => {
    const found = Number.isInteger(index) ? Math.min(index, times.length - 1) : -1;
    moment.textContent = found < 0 ? "Total of the period" : new Date(times[found]).toLocaleString();
    values.forEach((value, i) => (value.textContent = number(found < 0 ? sums[i] : series[i].counts[found])));
  };
  let plot;
  const draw = () => {
    const palette = DARK.matches ? DARK_COLORS : LIGHT_COLORS;
    const colors = series.map(({ name }, i) => palette.at(name === "other" ? -1 : i % (palette.length - 1)));
    swatches.forEach((swatch, i) => (swatch.style.background = colors[i]));
    plot?.destroy();
    const x = times.map((time) => Date.parse(time) / 1000);
    // A step extends to the next point, so the last one needs a point after it.
    const end = 2 * x.at(-1) - (x.at(-2) ?? 0);
    const steps = stack(series).map((sums) => [...sums, sums.at(-1)]);
    plot = new uPlot(options(place, colors, showValues), [[...x, end], ...steps], place);
  };
  const sizes = new ResizeObserver(() => place.clientWidth && plot?.width !== place.clientWidth && draw());
  sizes.observe(place);
  DARK.addEventListener("change", draw, { signal });
  signal.addEventListener("abort", () => sizes.disconnect());
  showValues();
  const entries = series.map(({ name }, i) =>
    h("li", swatches[i], h("span", name), values[i], h("span", { class: "number muted" }, percent(sums[i], all))));
  return h("figure", place, h("figcaption", moment, h("ul", { class: "legend" }, entries)));
}

// Each series is drawn at the sum of itself and the series before it, and filled down to that of the series before it.
function stack(series) {
  const sums = [];
  for (const { counts } of series) {
    const below = sums.at(-1);
    sums.push(counts.map((count, i) => count + (below ? below[i] : 0)));
  }
  return sums;
}

function options(place, colors, showValues) {
  const { color, borderTopColor, fontFamily } = getComputedStyle(place);
  const lines = { stroke: borderTopColor, width: 1 };
  const axis = { stroke: color, grid: lines, ticks: lines, font: `12px ${fontFamily}`, space: 80 };
  const at = (seconds) => new Date(seconds * 1000);
  const label = (seconds, step) => (step >= 86400 || at(seconds).getHours() === 0 ? DAY : CLOCK).format(at(seconds));
  const paths = uPlot.paths.stepped({ align: 1 });
  return {
    width: Math.max(place.clientWidth, 200),
    height: HEIGHT,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    scales: { y: { range: (plot, low, high) => [0, Math.max(high * 1.05, 4)] } },
    axes: [
      { ...axis, values: (plot, splits, index, space, step) => splits.map((seconds) => label(seconds, step)) },
      { ...axis, space: 40, size: 56, values: (plot, splits) => splits.map((count) => COMPACT.format(count)) },
    ],
    series: [{}, ...colors.map((stroke) => ({ stroke, fill: `${stroke}b0`, paths, points: { show: false } }))],
    bands: colors.slice(1).map((stroke, i) => ({ series: [i + 2, i + 1] })),
    hooks: { setCursor: [(plot) => showValues(plot.cursor.idx)] },
  };
}
