import { Button } from 'antd';
import { Notice } from './state-views.tsx';

/** How a form in a dialog ends: what the host said against it, the way back, and the way on. */
export function FormEnding(props: {
  /** In a sentence; null while nothing was refused. */
  readonly refusal: string | null;
  readonly pending: boolean;
  readonly onCancel: () => void;
  readonly cancel?: string;
  readonly submit?: string;
}) {
  return (
    <>
      {props.refusal === null ? null : (
        <Notice tone="refused" live="assertive">
          {props.refusal}
        </Notice>
      )}
      <div className="form-actions">
        <Button size="large" onClick={props.onCancel}>
          {props.cancel ?? '不改了'}
        </Button>
        <Button size="large" type="primary" htmlType="submit" loading={props.pending}>
          {props.submit ?? '保存'}
        </Button>
      </div>
    </>
  );
}
