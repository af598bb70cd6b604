import { type ComponentType, lazy } from 'react';
import { href } from '../lib/navigation.ts';
import { may } from '../lib/permissions.ts';
import type { PlaceProps } from '../lib/place.ts';
import type { Role } from '../../shared/domain/staff/role.ts';

const GoodsScreen = lazy(async () => ({ default: (await import('../features/goods/goods-screen.tsx')).GoodsScreen }));
const OutboundScreen = lazy(async () => ({
  default: (await import('../features/outbound/outbound-screen.tsx')).OutboundScreen,
}));
const PriceScreen = lazy(async () => ({ default: (await import('../features/price/price-screen.tsx')).PriceScreen }));
const ReceiveScreen = lazy(async () => ({
  default: (await import('../features/goods/receive-screen.tsx')).ReceiveScreen,
}));
const DonationsScreen = lazy(async () => ({
  default: (await import('../features/donation/donations-screen.tsx')).DonationsScreen,
}));
const PartnersScreen = lazy(async () => ({
  default: (await import('../features/partner/partners-screen.tsx')).PartnersScreen,
}));
const StocktakeScreen = lazy(async () => ({
  default: (await import('../features/stocktake/stocktake-screen.tsx')).StocktakeScreen,
}));

const LoanScreen = lazy(async () => ({ default: (await import('../features/loan/loan-screen.tsx')).LoanScreen }));

type Tab = {
  readonly path: string;
  readonly name: string;
  readonly allowed: (role: Role) => boolean;
  readonly Screen: ComponentType<PlaceProps>;
};

/** What is done with goods, from left to right. A deeper address (/goods/stocktake/…) belongs to the tab it begins with. */
const TABS: readonly Tab[] = [
  {
    path: '/goods/receive',
    name: '入库',
    allowed: (role) => may(role, 'receiveGoods'),
    Screen: ReceiveScreen,
  },
  {
    path: '/goods/donations',
    name: '捐赠',
    allowed: (role) => may(role, 'seeDonations'),
    Screen: DonationsScreen,
  },
  { path: '/goods/price', name: '价格标签', allowed: () => true, Screen: PriceScreen },
  { path: '/goods/stocktake', name: '盘点', allowed: () => true, Screen: StocktakeScreen },
  {
    path: '/goods/outbound',
    name: '报损出库',
    allowed: () => true,
    Screen: OutboundScreen,
  },
  { path: '/goods/loan', name: '借用', allowed: () => true, Screen: LoanScreen },
  {
    path: '/goods/partners',
    name: '共建店',
    allowed: (role) => may(role, 'seePartners'),
    Screen: PartnersScreen,
  },
];

/** 物资: what is on the shelf, and everything that moves it but the counter. */
export function GoodsPlace(props: PlaceProps) {
  const { location, operator } = props;
  const tabs = TABS.filter(({ allowed }) => allowed(operator.role));
  const tab = tabs.find(({ path }) => location.path === path || location.path.startsWith(`${path}/`));
  const Screen = tab?.Screen ?? GoodsScreen;
  return (
    <>
      <nav className="tabs place-tabs" aria-label="物资">
        <a href={href('/goods')} aria-current={tab ? undefined : 'page'}>
          库存
        </a>
        {tabs.map(({ path, name }) => (
          <a key={path} href={href(path)} aria-current={tab?.path === path ? 'page' : undefined}>
            {name}
          </a>
        ))}
      </nav>
      <Screen {...props} />
    </>
  );
}
