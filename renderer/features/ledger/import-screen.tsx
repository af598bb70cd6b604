import { EmptyState } from '../../components/state-views.tsx';

/** Holds the place until the screen is there. */
export function ImportScreen() {
  return <EmptyState title="导入旧账还没有准备好" hint="请稍后再来。" />;
}
