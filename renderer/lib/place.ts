import type { ShopStatus } from '../../shared/contract/settings.ts';
import type { Operator } from '../../shared/contract/staff.ts';
import type { Location } from './navigation.ts';

/** What every place of the app is given by the frame. */
export type PlaceProps = { readonly status: ShopStatus; readonly operator: Operator; readonly location: Location };
