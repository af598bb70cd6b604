import { itemId, lotId } from '../../../shared/kernel/brands.ts';
import type { PlaceProps } from '../../lib/place.ts';
import './goods.css';
import { ItemPage } from './item-page.tsx';
import { LotPage } from './lot-page.tsx';
import { StockCharts } from './stock-charts.tsx';
import { StockList } from './stock-list.tsx';
import './stock.css';

/** 库存: what is on the shelf, one kind of goods (#/goods/item/…), one lot (#/goods/lot/…), or charts. */
export function GoodsScreen(props: PlaceProps) {
  const [, what = '', id = ''] = /^\/goods\/(item|lot|charts)(?:\/(.{1,64}))?$/.exec(props.location.path) ?? [];
  if (what === 'item' && id !== '') return <ItemPage key={id} {...props} id={itemId(id)} />;
  if (what === 'lot' && id !== '') return <LotPage key={id} {...props} id={lotId(id)} />;
  return what === 'charts' ? <StockCharts /> : <StockList {...props} />;
}
