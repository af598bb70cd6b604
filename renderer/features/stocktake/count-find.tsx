import { type RefObject, useState } from 'react';
import type { CountableItem } from '../../../shared/contract/stocktake.ts';
import type { LotId } from '../../../shared/kernel/brands.ts';
import { Sheet } from '../../components/page.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { searchItems } from '../../lib/item-search.ts';
import type { Missing } from './count-draft.ts';

const HITS = 8;
/** More than fits on a tablet; the search finds the rest. */
const SHOWN = 40;

/** Finds goods by scan, pinyin or code, and shows what nobody has counted yet. */
export function CountFind(props: {
  readonly items: readonly CountableItem[];
  readonly missing: readonly Missing[];
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly onPick: (item: CountableItem, given?: { readonly lot: LotId }) => boolean;
}) {
  const [text, setText] = useState('');
  const { missing } = props;
  const hits = text.trim() === '' ? [] : searchItems(props.items, text).slice(0, HITS);
  return (
    <Sheet title="找物品">
      <SearchField
        label="物品"
        placeholder="扫码，或名称、拼音"
        keyHint="F3"
        listLabel="找到的物品"
        text={text}
        onText={setText}
        settled
        nothing="没有这种物品，或不在这次盘点的范围里"
        inputRef={props.inputRef}
        hits={hits.map((item) => ({
          key: item.id,
          content: (
            <>
              <span className="hit-main">
                <span className="hit-name">{item.name}</span> <span className="soft">{item.spec}</span>
              </span>
              <span className="soft">{item.code}</span>
            </>
          ),
        }))}
        onPick={(index) => {
          const item = hits[index];
          if (item && props.onPick(item)) setText('');
        }}
      />
      <h3 className="count-missing-head">还没有点的（{missing.length} 批）</h3>
      {missing.length === 0 ? (
        <p className="soft">账上有货的都点到了。</p>
      ) : (
        <ul className="count-missing">
          {missing.slice(0, SHOWN).map(({ item, lot }) => (
            <li key={lot.lotId}>
              <button type="button" onClick={() => props.onPick(item, { lot: lot.lotId })}>
                <strong>{item.name}</strong> <span className="soft">{item.spec}</span>
                <span className="soft count-missing-lot">
                  批次 {lot.code}
                  {lot.expiresOn === null ? '' : `，至 ${lot.expiresOn}`}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {missing.length > SHOWN ? <p className="soft">另有 {missing.length - SHOWN} 批，请用上面的框找。</p> : null}
    </Sheet>
  );
}
