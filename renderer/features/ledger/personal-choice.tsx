import { Checkbox, Input } from 'antd';
import { Field } from '../../components/field.tsx';

/** As typed; null while numbers come out masked. */
export type PersonalReason = string | null;

const SHORTEST_REASON = 4;

/** Whether the export may go: masked, or with a reason that tells an inspector something. */
export function isReasonGiven(reason: PersonalReason): boolean {
  return reason === null || reason.trim().length >= SHORTEST_REASON;
}

/** Numbers of people in clear, for whom they concern: only with a reason, which stands in the audit trail. */
export function PersonalChoice(props: {
  readonly value: PersonalReason;
  readonly onChange: (reason: PersonalReason) => void;
  readonly error: string | null;
}) {
  const { value, onChange } = props;
  return (
    <div className="export-personal">
      <Checkbox checked={value !== null} onChange={(event) => onChange(event.target.checked ? '' : null)}>
        带完整的身份证号和电话（不勾就打星号）
      </Checkbox>
      {value === null ? null : (
        <Field label="用途" help="至少 4 个字，记入操作记录；用完请删掉文件" error={props.error}>
          <Input
            maxLength={200}
            placeholder="例：报送镇民政办备案"
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        </Field>
      )}
    </div>
  );
}
