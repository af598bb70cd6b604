import { entryId } from '../../../shared/kernel/brands.ts';
import type { PlaceProps } from '../../lib/place.ts';
import { CountScreen } from './count-screen.tsx';
import { DocumentScreen } from './document-screen.tsx';
import { ReviewScreen } from './review-screen.tsx';
import { StocktakesScreen } from './stocktakes-screen.tsx';
import './stocktake.css';

/** 盘点: which counts there are, and one of them at work, under review or in the books. */
export function StocktakeScreen(props: PlaceProps) {
  const [, , , view, id] = props.location.path.split('/');
  if (id !== undefined && id !== '') {
    if (view === 'count') return <CountScreen key={id} stocktakeId={id} />;
    if (view === 'review') return <ReviewScreen key={id} stocktakeId={id} operator={props.operator} />;
    if (view === 'sheet') return <DocumentScreen key={id} entryId={entryId(id)} operator={props.operator} />;
  }
  return <StocktakesScreen {...props} />;
}
