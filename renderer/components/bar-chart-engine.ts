import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { type ECharts, init, use as register } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

// Piece by piece: the whole library is four times as large. Lines of an SVG stay sharp in large print and on paper.
register([BarChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, SVGRenderer]);

/** A chart in a box of the page; whoever makes it disposes of it. */
export function openChart(box: HTMLElement): ECharts {
  return init(box, null, { renderer: 'svg' });
}
