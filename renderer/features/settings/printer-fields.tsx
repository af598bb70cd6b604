import { Checkbox, Input, Radio, Select } from 'antd';
import { PAPER_WIDTHS_MM } from '../../../shared/domain/settings/printer.ts';
import { Field } from '../../components/field.tsx';
import { CONNECTION_TEXT, type ConnectionType, type PrinterDraft, type problemsOf } from './printer-draft.ts';

const TYPES: readonly ConnectionType[] = ['none', 'tcp', 'share', 'serial', 'device'];
const PATH_HELP = { share: '例：\\\\localhost\\XP-58', serial: '例：COM3 或 /dev/ttyUSB0', device: '例：/dev/usb/lp0' };

/** How the printer is reached: only the fields that the chosen way needs. */
export function PrinterFields(props: {
  readonly draft: PrinterDraft;
  readonly problems: ReturnType<typeof problemsOf>;
  readonly onChange: (part: Partial<PrinterDraft>) => void;
}) {
  const { draft, problems, onChange } = props;
  return (
    <>
      <div className="form-grid">
        <Field label="怎么连">
          <Select
            value={draft.type}
            options={TYPES.map((value) => ({ value, label: CONNECTION_TEXT[value] }))}
            onChange={(type) => onChange({ type })}
          />
        </Field>
        {draft.type === 'tcp' ? (
          <>
            <Field label="打印机地址" error={problems.host ?? null} help="例：192.168.1.100">
              <Input maxLength={255} value={draft.host} onChange={(event) => onChange({ host: event.target.value })} />
            </Field>
            <Field label="端口" error={problems.port ?? null}>
              <Input
                inputMode="numeric"
                maxLength={5}
                value={draft.port}
                onChange={(event) => onChange({ port: event.target.value })}
              />
            </Field>
          </>
        ) : null}
        {draft.type === 'share' || draft.type === 'serial' || draft.type === 'device' ? (
          <Field
            label={draft.type === 'serial' ? '串口' : '路径'}
            error={problems.path ?? null}
            help={PATH_HELP[draft.type]}
          >
            <Input maxLength={260} value={draft.path} onChange={(event) => onChange({ path: event.target.value })} />
          </Field>
        ) : null}
        {draft.type === 'serial' ? (
          <Field label="波特率" error={problems.baudRate ?? null}>
            <Input
              inputMode="numeric"
              maxLength={6}
              value={draft.baudRate}
              onChange={(event) => onChange({ baudRate: event.target.value })}
            />
          </Field>
        ) : null}
        <div className="field" role="group" aria-label="纸宽">
          <span className="field-label">纸宽</span>
          <Radio.Group
            optionType="button"
            buttonStyle="solid"
            value={draft.paperWidthMm}
            options={PAPER_WIDTHS_MM.map((value) => ({ value, label: `${value} 毫米` }))}
            onChange={(event) => onChange({ paperWidthMm: event.target.value === 80 ? 80 : 58 })}
          />
        </div>
      </div>
      <Checkbox checked={draft.automatic} onChange={(event) => onChange({ automatic: event.target.checked })}>
        兑换和退回后自动打小票
      </Checkbox>
    </>
  );
}
