import { type QueryClient, QueryClientContext } from '@tanstack/react-query';
import { Button } from 'antd';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { reportFault } from '../lib/report-fault.ts';

type Props = {
  readonly children: ReactNode;
  /** The place inside the app; another place gets another try. Without it the whole window is inside. */
  readonly resetKey?: string;
};
/** `incident`: undefined while the host is being told, null when it could not be kept. */
type State = {
  readonly failed: boolean;
  readonly incident: string | null | undefined;
  readonly resetKey: string | undefined;
};

/** A screen that broke says so in a sentence; the books are in the host and were not touched. */
export class ErrorBoundary extends Component<Props, State> {
  static override contextType = QueryClientContext;
  declare context: QueryClient | undefined;
  override state: State = { failed: false, incident: undefined, resetKey: this.props.resetKey };

  static getDerivedStateFromError(): Partial<State> {
    return { failed: true, incident: undefined };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.resetKey === state.resetKey ? null : { failed: false, resetKey: props.resetKey };
  }

  override componentDidCatch(error: Error, { componentStack }: ErrorInfo): void {
    const place = this.props.resetKey ?? '整个窗口';
    void reportFault(error, place, componentStack ?? '').then((incident) => this.setState({ incident }));
  }

  override componentDidUpdate(_props: Props, before: State): void {
    if (before.failed && !this.state.failed) this.forgetAnswers();
  }

  private readonly again = (): void => {
    if (this.props.resetKey === undefined) window.location.reload();
    this.forgetAnswers();
    this.setState({ failed: false });
  };

  /** What the broken screen had read may be what broke it: the next try asks again. */
  private forgetAnswers(): void {
    this.context?.removeQueries({ type: 'inactive' });
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    const inside = this.props.resetKey !== undefined;
    return (
      <section className="state" role="alert">
        <h1>{inside ? '这个画面出了错' : '窗口出了错'}</h1>
        <p>账目没有受影响。{inside ? '别的画面可以照常使用，也可以再试一次。' : '请点“重新打开”。'}</p>
        <p>{incidentText(this.state.incident)}</p>
        <div className="state-action">
          <Button type="primary" onClick={this.again}>
            {inside ? '再试一次' : '重新打开'}
          </Button>
        </div>
      </section>
    );
  }
}

/** What to tell whoever is called to help. */
export function incidentText(incident: string | null | undefined): string {
  if (incident === undefined) return '正在记下这次出错…';
  return incident === null ? '这次出错没有记下来，请把画面拍照告诉维护人员。' : `请把事故号 ${incident} 告诉维护人员。`;
}
