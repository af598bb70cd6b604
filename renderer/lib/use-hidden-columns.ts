import { useState } from 'react';
import { hiddenColumns, storeHiddenColumns } from './preferences.ts';

/** The columns of a table that this screen's reader has put away, remembered between visits. */
export function useHiddenColumns(table: string) {
  const [hidden, setHidden] = useState(() => hiddenColumns(table));
  return {
    hidden,
    onHidden: (keys: readonly string[]) => {
      setHidden(keys);
      storeHiddenColumns(table, keys);
    },
  };
}
