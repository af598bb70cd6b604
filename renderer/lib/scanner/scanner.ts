import { useEffect, useEffectEvent } from 'react';
import { QUIET, type Scan, strike } from './burst.ts';
import { type FieldSnapshot, restoreField, snapshotFocusedField } from './field-guard.ts';

type Handler = (scan: Scan) => void;

/** The screen that came last listens; one scan never acts twice. */
const handlers: Handler[] = [];
let stop: (() => void) | null = null;

function start(): () => void {
  let state = QUIET;
  let snapshot: FieldSnapshot | null = null;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.repeat) {
      // A key held down repeats as fast as a scanner; a scanner lets go between two characters.
      state = QUIET;
      return;
    }
    const step = strike(state, {
      code: event.code,
      shift: event.shiftKey,
      capsLock: event.getModifierState('CapsLock'),
      atMs: event.timeStamp,
    });
    state = step.state;
    if (step.began) snapshot = snapshotFocusedField();
    if (!step.scan) return;
    // The Enter belongs to the scanner: no button, form or search below may take it for the shopkeeper's.
    event.preventDefault();
    event.stopImmediatePropagation();
    if (snapshot) restoreField(snapshot, step.scan.prefix);
    snapshot = null;
    handlers.at(-1)?.(step.scan);
  };
  const onPointerDown = () => {
    state = QUIET;
  };
  window.addEventListener('keydown', onKeyDown, { capture: true });
  window.addEventListener('pointerdown', onPointerDown, { capture: true });
  return () => {
    window.removeEventListener('keydown', onKeyDown, { capture: true });
    window.removeEventListener('pointerdown', onPointerDown, { capture: true });
  };
}

function listen(handler: Handler): () => void {
  handlers.push(handler);
  stop ??= start();
  return () => {
    handlers.splice(handlers.indexOf(handler), 1);
    if (handlers.length > 0) return;
    stop?.();
    stop = null;
  };
}

/** Hands every scan to the screen while it is shown, wherever the focus is. */
export function useScanner(handler: Handler): void {
  const onScan = useEffectEvent(handler);
  useEffect(() => listen((scan) => onScan(scan)), []);
}
