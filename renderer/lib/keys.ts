import { useEffect, useEffectEvent, useRef } from 'react';

/** Key (as in KeyboardEvent.key) to what it does. Keys held down and keys of an input method do not count. */
export type KeyMap = Readonly<Record<string, () => void>>;

/** True while an input method is composing: its Enter and Escape are not ours. */
export function isComposing(event: { readonly isComposing: boolean; readonly keyCode: number }): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** Keys of the screen, wherever the focus is; they rest while a dialog is open. */
export function useKeys(map: KeyMap): void {
  const underDialog = useRef(false);
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || underDialog.current || isComposing(event)) return;
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const action = Object.hasOwn(map, event.key) ? map[event.key] : undefined;
    if (!action) return;
    if (event.key === 'Enter' && answersEnter(event.target)) return;
    event.preventDefault();
    if (!event.repeat) action();
  });
  useEffect(() => {
    // Looked at before anybody answers the key: the Escape that closes a dialog is not the screen's as well.
    const look = () => {
      underDialog.current = dialogIsOpen();
    };
    const listener = (event: KeyboardEvent) => onKeyDown(event);
    window.addEventListener('keydown', look, { capture: true });
    window.addEventListener('keydown', listener);
    return () => {
      window.removeEventListener('keydown', look, { capture: true });
      window.removeEventListener('keydown', listener);
    };
  }, []);
}

/** Whatever has the focus and does something of its own on Enter keeps it. */
function answersEnter(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('a, button, input, textarea, select, [role="listbox"]') !== null;
}

/** A dialog that has the word: the keys and scans of the screen behind it rest. */
export function dialogIsOpen(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}
