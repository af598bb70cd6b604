import { EmptyState } from '../../components/state-views.tsx';

/** Holds the place until the screen is there. */
export function ExportScreen() {
  return <EmptyState title="导出台账还没有准备好" hint="请稍后再来。" />;
}
