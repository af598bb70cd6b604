import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { SCREEN_LOCK_MINUTES } from '../../shared/domain/staff/staff.ts';
import { queries } from './queries.ts';
import { lockScreen, useSeat } from './session-store.ts';

const TOUCHES = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart'] as const;

/** Locks the screen once nobody has touched it for as long as the shop says, and at once on F12, whatever is open. */
export function useScreenLock(): void {
  const { session, locked } = useSeat();
  const open = session !== null && locked === null;
  const setting = useQuery({ ...queries.screenLock(), enabled: open && !session.mustChange });
  const minutes = setting.data?.minutes ?? SCREEN_LOCK_MINUTES.usual;
  useEffect(() => (open ? watchForIdling(minutes * 60_000) : undefined), [open, minutes]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'F12') return;
      // In a browser it would open the tools behind the page.
      event.preventDefault();
      event.stopPropagation();
      lockScreen('asked');
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
}

/**
 * Counts by both clocks: the steady one stands still while the PC sleeps, the other may be set back. Whichever says more
 * is believed, and the first touch after a sleep finds the screen locked instead of waking it.
 */
function watchForIdling(limitMs: number): () => void {
  let touched = { steady: performance.now(), wall: Date.now() };
  let timer = 0;
  const idleMs = () => Math.max(performance.now() - touched.steady, Date.now() - touched.wall);
  const look = () => {
    const left = limitMs - idleMs();
    if (left <= 0) return lockScreen('idle');
    timer = window.setTimeout(look, left);
  };
  const onTouch = () => {
    if (idleMs() >= limitMs) lockScreen('idle');
    else touched = { steady: performance.now(), wall: Date.now() };
  };
  const options = { capture: true, passive: true };
  for (const touch of TOUCHES) window.addEventListener(touch, onTouch, options);
  look();
  return () => {
    window.clearTimeout(timer);
    for (const touch of TOUCHES) window.removeEventListener(touch, onTouch, options);
  };
}
