import { householdId } from '../../../shared/kernel/brands.ts';
import type { PlaceProps } from '../../lib/place.ts';
import { HouseholdList } from './household-list.tsx';
import { HouseholdPage } from './household-page.tsx';

/** 户籍: all households, or one of them (#/households/…). */
export function HouseholdsScreen(props: PlaceProps) {
  const id = /^\/households\/(.{1,64})$/.exec(props.location.path)?.[1];
  return id === undefined ? <HouseholdList {...props} /> : <HouseholdPage key={id} {...props} id={householdId(id)} />;
}
