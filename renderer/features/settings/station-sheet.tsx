import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { DoorsState } from '../../../shared/contract/station.ts';
import type { DoorsTrouble } from '../../../shared/domain/station/station.ts';
import { Fingerprint } from '../../components/fingerprint.tsx';
import { Sheet } from '../../components/page.tsx';
import { EmptyState, FailingState, LoadingState, Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { usePulse } from '../../lib/use-pulse.ts';
import { StationList } from './station-list.tsx';
import { StationOpenForm } from './station-open-form.tsx';
import { StationPairing } from './station-pairing.tsx';
import './station.css';

/** While the sheet is looked at: a pairing code runs out, a station comes and goes. */
const EVERY_MS = 2_000;

const TROUBLE_TEXT: Readonly<Record<DoorsTrouble, string>> = {
  port_taken: '端口被别的程序占用，分机没能开放。请换一个端口再开。',
  port_not_allowed: '没有权限使用这个端口，分机没能开放。请换一个端口再开。',
  address_gone: '本机现在没有选定的地址，分机没能开放。请另选一个地址再开。',
  not_opened: '分机没能开放，原因已记入日志。请再试一次，还不行就告诉维护人员。',
};

/** 分机: whether other PCs of the village office may work with these books, which do, and how another is let in. */
export function StationSheet() {
  const pulse = usePulse();
  if (pulse === null) return null;
  return (
    <Sheet title="分机" className="station-sheet">
      {pulse.station === null ? (
        <Doors />
      ) : (
        <p className="soft">这台是分机“{pulse.station}”。开放、配对和撤销分机，只能在店里的主机上办。</p>
      )}
    </Sheet>
  );
}

function Doors() {
  const doors = useQuery({ ...queries.doors(), refetchInterval: EVERY_MS });
  if (doors.data) return <DoorsView state={doors.data} />;
  if (doors.isError) {
    return <FailingState sentence={sentenceOf(doors.error)} onRetry={() => void doors.refetch()} />;
  }
  return <LoadingState />;
}

function DoorsView({ state }: { readonly state: DoorsState }) {
  return (
    <div className="stations">
      <p className="soft">
        开放后，村部同一局域网里的其他电脑可以用浏览器接进来，一起用这套账。每台都要先在这里取配对码。平时不用就关上。
      </p>
      {state.trouble === null ? null : <Notice tone="soon">{TROUBLE_TEXT[state.trouble]}</Notice>}
      {state.open ? <OpenDoors state={state} /> : <StationOpenForm state={state} />}
      {state.stations.length > 0 ? <StationList stations={state.stations} /> : null}
      {state.open && state.stations.length === 0 ? (
        <EmptyState title="还没有分机" hint="在要接进来的电脑上打开上面的地址，再点“新配对码”。" />
      ) : null}
    </div>
  );
}

function OpenDoors({ state }: { readonly state: DoorsState }) {
  const queryClient = useQueryClient();
  const close = useMutation({
    mutationFn: () => client.station.closeDoors(),
    onSuccess: (next) => {
      queryClient.setQueryData(queries.doors().queryKey, next);
      return queryClient.invalidateQueries({ queryKey: ['pulse'] });
    },
  });
  const online = state.stations.filter((station) => station.online).length;
  return (
    <>
      <div className="station-open">
        <Notice tone="soon">分机已开放，{online}台在线。不用时请关闭：关闭会立即断开所有分机。</Notice>
        <Button size="large" danger loading={close.isPending} onClick={() => close.mutate()}>
          关闭分机
        </Button>
      </div>
      {close.isError ? (
        <Notice tone="refused" live="assertive">
          {sentenceOf(close.error)}
        </Notice>
      ) : null}
      <dl className="station-facts">
        <div>
          <dt className="soft">在分机的浏览器里打开</dt>
          <dd>
            {state.urls.length === 0
              ? '这台电脑现在没有连上局域网，插上网线或连上无线后这里会显示地址。'
              : state.urls.map((url) => (
                  <span key={url} className="station-url number">
                    {url}
                  </span>
                ))}
          </dd>
        </div>
        {state.fingerprint === null ? null : (
          <div>
            <dt className="soft">证书指纹（SHA-256），与分机浏览器里看到的核对</dt>
            <dd>
              <Fingerprint value={state.fingerprint} />
            </dd>
          </div>
        )}
      </dl>
      <StationPairing pairing={state.pairing} />
    </>
  );
}
