import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';

/** Previous, where we are, next. Pages count from 1. */
export function Pager(props: { page: number; pageCount: number; onPage: (page: number) => void }) {
  const { page, pageCount, onPage } = props;
  return (
    <nav className="pager" aria-label="Pages">
      <Button look="transparent" size="small" disabled={page <= 1} onClick={() => onPage(page - 1)}>
        <Icon name="left" size={12} /> Previous
      </Button>
      <span>
        Page {page} of {Math.max(1, pageCount)}
      </span>
      <Button look="transparent" size="small" disabled={page >= pageCount} onClick={() => onPage(page + 1)}>
        Next <Icon name="right" size={12} />
      </Button>
    </nav>
  );
}
