import type { ECharts } from 'echarts/core';
import { useEffect, useRef, useState } from 'react';
import './bar-chart.css';

export type BarSeries = { readonly name: string; readonly values: readonly number[] };

type Props = {
  /** What the chart shows, for those who do not see it; the figures stand in a table beside it. */
  readonly label: string;
  readonly columns: readonly string[];
  /** Stacked from bottom to top. */
  readonly series: readonly BarSeries[];
  /** A figure as it is written in the tip of a bar. */
  readonly text: (value: number) => string;
  /** Under the chart's own axis: short, such as 1.2万. */
  readonly axisText: (value: number) => string;
  /** Pixels of ordinary text. */
  readonly fontSize: number;
};

/** Dark enough beside each other and on paper; a pattern tells them apart without colour. */
const COLOURS = ['#b4232a', '#b7791f', '#2c6b3a', '#3d5a73', '#7a4b8a', '#8f8678', '#5e564c'];
const INK = '#1f1b16';
const INK_SOFT = '#5e564c';
const RULE = '#ddd5c8';

/** Stacked bars. The library that draws them is fetched when the first chart is shown. */
export function BarChart(props: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<ECharts | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let opened: ECharts | null = null;
    let closed = false;
    const resized = new ResizeObserver(() => opened?.resize());
    import('./bar-chart-engine.ts').then(
      ({ openChart }) => {
        if (closed || !box.current) return;
        opened = openChart(box.current);
        resized.observe(box.current);
        setChart(opened);
      },
      () => setFailed(true),
    );
    return () => {
      closed = true;
      resized.disconnect();
      opened?.dispose();
      setChart(null);
    };
  }, []);
  useEffect(() => {
    if (!chart) return;
    // Widths are measured before they are drawn: the library must know the very font.
    const { fontFamily } = getComputedStyle(chart.getDom());
    chart.setOption(optionOf(props, fontFamily), { notMerge: true });
  }, [chart, props]);
  return (
    <figure className="bar-chart">
      <div ref={box} className="bar-chart-box" role="img" aria-label={props.label} data-drawn={chart !== null} />
      {failed ? <p className="soft">图没有画出来，请看下面的表。</p> : null}
    </figure>
  );
}

type TipPart = {
  readonly marker?: string;
  readonly seriesName?: string;
  readonly value?: unknown;
  readonly name?: string;
};

function optionOf({ columns, series, text, axisText, fontSize }: Props, fontFamily: string) {
  const words = { color: INK, fontSize, fontFamily };
  return {
    animation: false,
    color: COLOURS,
    textStyle: words,
    // Our own label stands on the box; the patterns are what is wanted of this.
    aria: { enabled: true, label: { enabled: false }, decal: { show: true } },
    grid: { left: 8, right: 8, top: fontSize * 3, bottom: fontSize * 0.75, containLabel: true },
    legend: {
      top: 0,
      left: 0,
      itemGap: fontSize,
      itemWidth: fontSize * 1.6,
      itemHeight: fontSize,
      textStyle: words,
      type: 'plain',
    },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      backgroundColor: '#fffdf9',
      borderColor: '#8f8678',
      textStyle: words,
      renderMode: 'richText',
      formatter: (parts: readonly TipPart[]) => tipOf(parts, text),
    },
    xAxis: {
      type: 'category',
      data: [...columns],
      axisLabel: { ...words, color: INK_SOFT, hideOverlap: true, interval: 0 },
      axisLine: { lineStyle: { color: '#8f8678' } },
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value',
      axisLabel: { ...words, color: INK_SOFT, formatter: axisText },
      splitLine: { lineStyle: { color: RULE } },
    },
    series: series.map(({ name, values }) => ({
      type: 'bar',
      stack: 'all',
      name,
      data: [...values],
      barMaxWidth: fontSize * 3,
      emphasis: { disabled: true },
    })),
  };
}

/** The month, then every part that is there, the topmost first, then their sum. */
function tipOf(parts: readonly TipPart[], text: (value: number) => string): string {
  const there = parts.filter(({ value }) => typeof value === 'number' && value !== 0);
  const sum = there.reduce((total, { value }) => total + Number(value), 0);
  const lines = [...there].reverse().map(({ seriesName, value }) => `${seriesName ?? ''}：${text(Number(value))}`);
  return [parts[0]?.name ?? '', ...lines, `合计：${text(sum)}`].join('\n');
}
