import { DatePicker } from 'antd';
import dayjs from 'dayjs';

/** A day by calendar or by typing (2026-07-01, 20260701, 2026/7/1); empty is null. */
export function DateField(props: {
  readonly id?: string;
  readonly 'aria-label'?: string;
  readonly 'aria-describedby'?: string;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  /** The last day that may be chosen. */
  readonly latest?: string;
  readonly placeholder?: string;
}) {
  const { latest } = props;
  return (
    <DatePicker
      {...(props.id === undefined ? {} : { id: props.id })}
      {...(props['aria-label'] === undefined ? {} : { 'aria-label': props['aria-label'] })}
      value={props.value === null ? null : dayjs(props.value)}
      format={['YYYY-MM-DD', 'YYYYMMDD', 'YYYY/M/D', 'YYYY.M.D']}
      placeholder={props.placeholder ?? '选日期'}
      style={{ width: '100%' }}
      {...(latest === undefined ? {} : { maxDate: dayjs(latest) })}
      onChange={(day) => props.onChange(day ? day.format('YYYY-MM-DD') : null)}
    />
  );
}
