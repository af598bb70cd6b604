import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, InputNumber, Select } from 'antd';
import { type FormEvent, useState } from 'react';
import type { DoorsState } from '../../../shared/contract/station.ts';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';

const ALL = '';

/** Where stations will find this PC, and the button that opens the doors. */
export function StationOpenForm({ state }: { readonly state: DoorsState }) {
  const [port, setPort] = useState<number | null>(state.port);
  const [address, setAddress] = useState(state.address ?? ALL);
  const queryClient = useQueryClient();
  const open = useMutation({
    mutationFn: (where: { readonly port: number; readonly address: string | null }) => client.station.openDoors(where),
    onSuccess: (next) => {
      queryClient.setQueryData(queries.doors().queryKey, next);
      return queryClient.invalidateQueries({ queryKey: ['pulse'] });
    },
  });
  const chosenGone = address !== ALL && !state.addresses.includes(address) ? [address] : [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (port !== null && !open.isPending) open.mutate({ port, address: address === ALL ? null : address });
  };
  return (
    <form className="station-form" onSubmit={submit}>
      <Field label="网络地址" help="电脑接了两个网时，可以只向其中一个开放">
        <Select
          value={address}
          onChange={setAddress}
          options={[
            { value: ALL, label: '所有地址' },
            ...[...state.addresses, ...chosenGone].map((each) => ({ value: each, label: each })),
          ]}
        />
      </Field>
      <Field label="端口" help="一般不用改">
        <InputNumber min={1024} max={65_535} precision={0} value={port} onChange={setPort} />
      </Field>
      <Button type="primary" size="large" htmlType="submit" disabled={port === null} loading={open.isPending}>
        开放分机
      </Button>
      {open.isError ? (
        <Notice tone="refused" live="assertive">
          {sentenceOf(open.error)}
        </Notice>
      ) : null}
    </form>
  );
}
