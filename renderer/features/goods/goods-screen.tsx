import { may } from '../../lib/permissions.ts';
import type { PlaceProps } from '../../lib/place.ts';
import { GoodsList } from './goods-list.tsx';
import './goods.css';
import { ReceiveScreen } from './receive-screen.tsx';

/** 物资: what is on the shelf, and taking goods in (#/goods/receive). */
export function GoodsScreen(props: PlaceProps) {
  const receiving = props.location.path === '/goods/receive' && may(props.operator.role, 'receiveGoods');
  return receiving ? <ReceiveScreen {...props} /> : <GoodsList {...props} />;
}
