import { useState } from 'react';

const remembered = new Map<string, unknown>();

/** State that is still there when its screen comes back, until the window is loaded anew: a filter, a page. */
export function useRemembered<T>(key: string, initial: T): readonly [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => (remembered.has(key) ? (remembered.get(key) as T) : initial));
  return [
    value,
    (next) => {
      remembered.set(key, next);
      setValue(next);
    },
  ];
}
