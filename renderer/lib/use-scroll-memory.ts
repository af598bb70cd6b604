import { useEffect, useLayoutEffect } from 'react';

const tops = new Map<string, number>();

/** What scrolls the place: its own part of the window, or on narrow screens the window. */
function scrollers(): readonly Element[] {
  return [document.getElementById('main-content'), document.scrollingElement].filter((element) => element !== null);
}

/**
 * A page begins at its top, and is where it was when one comes back to it, until the window is loaded anew. `ready`: what
 * it shows is there to be scrolled.
 */
export function useScrollMemory(page: string, ready: boolean): void {
  useEffect(() => {
    if (!ready) return;
    for (const element of scrollers()) element.scrollTop = tops.get(page) ?? 0;
  }, [page, ready]);
  useLayoutEffect(
    () => () => {
      tops.set(page, Math.max(...scrollers().map(({ scrollTop }) => scrollTop)));
    },
    [page],
  );
}
