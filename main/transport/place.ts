import type { UseCaseContext } from '../usecases/context.ts';

/** Where a call comes from. A session is good only at the place where it was opened. */
export type CallPlace = {
  /** This PC's own doors, or the one that is open to the local network. */
  readonly door: 'own' | 'stations';
  /** The secret of the browser's cookie; null through a window's own port and for the command line. */
  readonly browser: string | null;
  /** The other PC, when it was let in. */
  readonly station: UseCaseContext['station'];
};

/** A window of the desktop program, which nobody else can speak through. */
export const OWN_WINDOW: CallPlace = { door: 'own', browser: null, station: null };

/** One place as text, to tell places apart. */
export function placeKey({ door, browser, station }: CallPlace): string {
  return `${door}/${station?.id ?? ''}/${browser ?? ''}`;
}
