import type { PlaceProps } from '../../lib/place.ts';
import { GoodsList } from './goods-list.tsx';
import './goods.css';

/** 库存: what is on the shelf. */
export function GoodsScreen(props: PlaceProps) {
  return <GoodsList {...props} />;
}
