import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { PairedStation } from '../../../shared/domain/station/station.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';

/** Who was let in, who is there now, and the way to shut one out. */
export function StationList({ stations }: { readonly stations: readonly PairedStation[] }) {
  const [chosen, setChosen] = useState<PairedStation | null>(null);
  const columns: readonly Column<PairedStation>[] = [
    ...COLUMNS,
    {
      key: 'revoke',
      title: '操作',
      text: () => '',
      show: (station) => (
        <Button size="small" danger onClick={() => setChosen(station)}>
          撤销…
        </Button>
      ),
    },
  ];
  return (
    <>
      <DataTable label="分机列表" columns={columns} rows={stations} rowKey={({ id }) => id} />
      {chosen ? <RevokeDialog station={chosen} onClose={() => setChosen(null)} /> : null}
    </>
  );
}

const COLUMNS: readonly Column<PairedStation>[] = [
  { key: 'name', title: '名称', text: ({ name }) => name },
  {
    key: 'online',
    title: '状态',
    text: ({ online }) => (online ? '在线' : '不在线'),
    show: ({ online }) =>
      online ? <span className="station-online">● 在线</span> : <span className="soft">不在线</span>,
  },
  { key: 'address', title: '地址', text: ({ address }) => address ?? '' },
  { key: 'seen', title: '最近一次来', text: ({ lastSeenAt }) => moment(lastSeenAt) },
  { key: 'paired', title: '接入时间', text: ({ pairedAt }) => moment(pairedAt) },
];

function moment(instant: string): string {
  return dayjs(instant).format('YYYY-MM-DD HH:mm');
}

function RevokeDialog({ station, onClose }: { readonly station: PairedStation; readonly onClose: () => void }) {
  const queryClient = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => client.station.revoke({ id: station.id }),
    onSuccess: (next) => {
      queryClient.setQueryData(queries.doors().queryKey, next);
      onClose();
    },
  });
  return (
    <Dialog title={`撤销分机“${station.name}”`} onClose={onClose}>
      <div className="doorway-form">
        <p>它会立即断开，在上面登录的人也会退出。没有提交的单子不算数，已提交的不受影响。以后要再用，需要重新配对。</p>
        {revoke.isError ? (
          <Notice tone="refused" live="assertive">
            {sentenceOf(revoke.error)}
          </Notice>
        ) : null}
        <div className="form-actions">
          <Button size="large" data-first onClick={onClose}>
            返回
          </Button>
          <Button type="primary" danger size="large" loading={revoke.isPending} onClick={() => revoke.mutate()}>
            撤销
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
