import {
  HomeOutlined,
  InboxOutlined,
  SettingOutlined,
  ShoppingOutlined,
  StarOutlined,
  TableOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import { type ComponentType, lazy, type ReactNode } from 'react';
import type { Role } from '../../shared/domain/staff/role.ts';
import { CounterScreen } from '../features/redemption/counter-screen.tsx';
import { may } from '../lib/permissions.ts';
import type { PlaceProps } from '../lib/place.ts';
import { GoodsPlace } from './goods-place.tsx';

const PointsScreen = lazy(async () => ({
  default: (await import('../features/points/points-screen.tsx')).PointsScreen,
}));
const HouseholdsScreen = lazy(async () => ({
  default: (await import('../features/household/households-screen.tsx')).HouseholdsScreen,
}));
const LedgersScreen = lazy(async () => ({ default: (await import('./ledgers-screen.tsx')).LedgersScreen }));
const SettingsScreen = lazy(async () => ({
  default: (await import('../features/settings/settings-screen.tsx')).SettingsScreen,
}));

const StaffScreen = lazy(async () => ({
  default: (await import('../features/staff/staff-screen.tsx')).StaffScreen,
}));

export type Place = {
  readonly path: string;
  readonly name: string;
  readonly icon: ReactNode;
  readonly allowed: (role: Role) => boolean;
  readonly Screen: ComponentType<PlaceProps>;
};

const anyone = () => true;

/** The work places of the left rail, from top to bottom. */
const PLACES: readonly Place[] = [
  {
    path: '/counter',
    name: '柜台',
    icon: <ShoppingOutlined />,
    allowed: (role) => may(role, 'redeem'),
    Screen: CounterScreen,
  },
  { path: '/goods', name: '物资', icon: <InboxOutlined />, allowed: anyone, Screen: GoodsPlace },
  {
    path: '/points',
    name: '积分',
    icon: <StarOutlined />,
    allowed: (role) => may(role, 'awardPoints'),
    Screen: PointsScreen,
  },
  { path: '/households', name: '户籍', icon: <HomeOutlined />, allowed: anyone, Screen: HouseholdsScreen },
  {
    path: '/ledgers',
    name: '台账',
    icon: <TableOutlined />,
    allowed: (role) => may(role, 'exportLedgers'),
    Screen: LedgersScreen,
  },
  {
    path: '/staff',
    name: '人员',
    icon: <TeamOutlined />,
    allowed: (role) => may(role, 'seeStaff'),
    Screen: StaffScreen,
  },
  { path: '/settings', name: '设置', icon: <SettingOutlined />, allowed: anyone, Screen: SettingsScreen },
];

export function placesOf(role: Role): readonly Place[] {
  return PLACES.filter((place) => place.allowed(role));
}
