import { Button } from 'antd';
import { Component, type ReactNode } from 'react';

type Props = { readonly children: ReactNode; readonly resetKey?: string };
type State = { readonly incident: string | null; readonly resetKey: string | undefined };

/** A screen that broke says so in a sentence; the books are in the host and were not touched. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { incident: null, resetKey: this.props.resetKey };

  static getDerivedStateFromError(): Partial<State> {
    return { incident: `J${Date.now().toString(36).toUpperCase().slice(-6)}` };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.resetKey === state.resetKey ? null : { incident: null, resetKey: props.resetKey };
  }

  override render(): ReactNode {
    if (this.state.incident === null) return this.props.children;
    return (
      <main className="state" role="alert">
        <h1>这个画面出了错</h1>
        <p>账目没有受影响。请点“重新打开”；还不行就把事故号 {this.state.incident} 告诉维护人员。</p>
        <div className="state-action">
          <Button type="primary" onClick={() => window.location.reload()}>
            重新打开
          </Button>
        </div>
      </main>
    );
  }
}
