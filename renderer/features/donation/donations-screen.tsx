import type { PlaceProps } from '../../lib/place.ts';
import { donorId, entryId } from '../../../shared/kernel/brands.ts';
import './donation.css';
import { DonationList } from './donation-list.tsx';
import { DonorList } from './donor-list.tsx';
import { DonorPage } from './donor-page.tsx';
import { GiftPage } from './gift-page.tsx';
import { ThanksPage } from './thanks-page.tsx';

/** 捐赠: what was given, by whom, what became of it, and the list of thanks. */
export function DonationsScreen(props: PlaceProps) {
  const [, , , part, id] = props.location.path.split('/');
  if (part === 'gift' && id) return <GiftPage {...props} id={entryId(decodeURIComponent(id))} key={id} />;
  if (part === 'donors') return <DonorList {...props} />;
  if (part === 'donor' && id) return <DonorPage {...props} id={donorId(decodeURIComponent(id))} key={id} />;
  if (part === 'thanks') return <ThanksPage {...props} />;
  return <DonationList {...props} />;
}
