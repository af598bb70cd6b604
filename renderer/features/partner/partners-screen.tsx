import { partnerId } from '../../../shared/kernel/brands.ts';
import type { PlaceProps } from '../../lib/place.ts';
import { PartnerList } from './partner-list.tsx';
import { PartnerPage } from './partner-page.tsx';
import './partner.css';

/** 共建店: all partner shops, or one of them (#/goods/partners/…). */
export function PartnersScreen(props: PlaceProps) {
  const id = /^\/goods\/partners\/(.{1,64})$/.exec(props.location.path)?.[1];
  return id === undefined ? <PartnerList {...props} /> : <PartnerPage key={id} {...props} id={partnerId(id)} />;
}
