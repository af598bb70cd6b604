import { useCallback, useEffect, useReducer, useRef } from 'react';

/**
 * Gives the focus to what is not drawn yet. The first look is after the next drawing, and it is looked for again after
 * each one until it is there: on a busy PC a frame passes before what was asked for stands on the page.
 */
export function useFocusLater(): (find: () => HTMLElement | null | undefined) => void {
  const wanted = useRef<(() => HTMLElement | null | undefined) | null>(null);
  const [, draw] = useReducer((drawn: number) => drawn + 1, 0);
  useEffect(() => {
    const found = wanted.current?.();
    if (!found) return;
    wanted.current = null;
    found.focus();
    if (found instanceof HTMLInputElement) found.select();
  });
  return useCallback((find) => {
    wanted.current = find;
    draw();
  }, []);
}
