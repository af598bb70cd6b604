import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { HouseholdHit } from '../../shared/contract/household.ts';
import { pointsText } from '../../shared/kernel/number-text.ts';
import { queries } from './queries.ts';

const MATCHED: Readonly<Record<HouseholdHit['matched'], string>> = {
  number: '编号',
  card: '存折',
  name: '姓名',
  pinyin: '拼音',
  initials: '首字母',
  phone: '电话尾号',
  id: '证件尾号',
};

/** Finds households by any of their names; what a search field needs to show them. */
export function useHouseholdSearch(onChoose: (hit: HouseholdHit) => void) {
  const [text, setText] = useState('');
  const query = text.trim();
  const search = useQuery({ ...queries.search(query), enabled: query !== '' });
  const hits = query === '' ? [] : (search.data ?? []);
  return {
    text,
    onText: setText,
    hits: hits.map((hit) => ({ key: hit.id, content: <HouseholdHitLine hit={hit} /> })),
    settled: query !== '' && (search.isError || (search.data !== undefined && !search.isPlaceholderData)),
    listLabel: '找到的户',
    placeholder: '扫存折，或输入编号、姓名、拼音、尾号',
    nothing: search.isError
      ? '没有连上主机，稍等再试。'
      : `没有找到“${query}”。可以换编号、姓名、拼音、电话尾号或证件末四位。`,
    onPick: (index: number) => {
      const hit = hits[index];
      if (!hit) return;
      setText('');
      onChoose(hit);
    },
  };
}

function HouseholdHitLine({ hit }: { readonly hit: HouseholdHit }) {
  return (
    <>
      <span className="number">{hit.householdNo}</span>
      <span className="hit-main">
        <span className="hit-name">{hit.headName}</span>{' '}
        <span className="soft">
          {hit.villageName} {hit.groupName}
          {hit.status === 'active' ? '' : '（已不在册）'}
        </span>
      </span>
      <span className="soft small">{MATCHED[hit.matched]}</span>
      <span className="points">
        可兑 <span className="number">{pointsText(hit.spendableCentipoints)}</span> 分
      </span>
    </>
  );
}
