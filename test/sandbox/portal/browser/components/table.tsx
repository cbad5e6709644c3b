import type {
  TableCellProps,
  TableElementProps,
  TableHeaderProps,
  TablePaginatedProps,
  TableProps,
} from '@hubspot/ui-extensions';
import type { CSSProperties } from 'react';
import { Pager } from '../design/Pager.tsx';

export function Table(props: TableProps) {
  const { bordered = true, flush = false, density = 'default' } = props;
  const look = [
    'hs-table',
    `hs-table--${density}`,
    bordered && 'hs-table--bordered',
    flush && 'hs-table--flush',
  ];
  return (
    <div className={look.filter(Boolean).join(' ')} data-testid={props.testId}>
      <table>{props.children}</table>
      {props.paginated && <TablePages {...props} />}
    </div>
  );
}

function TablePages(props: TablePaginatedProps) {
  const { page = 1, pageCount, onPageChange } = props;
  return <Pager page={page} pageCount={pageCount} onPage={onPageChange} />;
}

export function TableHead(props: TableElementProps) {
  return <thead data-testid={props.testId}>{props.children}</thead>;
}

export function TableBody(props: TableElementProps) {
  return <tbody data-testid={props.testId}>{props.children}</tbody>;
}

export function TableFooter(props: TableElementProps) {
  return <tfoot data-testid={props.testId}>{props.children}</tfoot>;
}

export function TableRow(props: TableElementProps) {
  return <tr data-testid={props.testId}>{props.children}</tr>;
}

export function TableCell(props: TableCellProps) {
  return (
    <td data-testid={props.testId} colSpan={props.colSpan} style={cellStyle(props)}>
      {props.children}
    </td>
  );
}

const following = { none: 'ascending', ascending: 'descending', descending: 'none' } as const;
const arrows = { none: '↕', ascending: '↑', descending: '↓' };

export function TableHeader(props: TableHeaderProps) {
  const { testId, children } = props;
  if (!('onSortChange' in props)) {
    return (
      <th scope="col" data-testid={testId} style={cellStyle(props)}>
        {children}
      </th>
    );
  }
  const { sortDirection, onSortChange } = props;
  return (
    <th scope="col" data-testid={testId} style={cellStyle(props)} aria-sort={sortDirection}>
      <button
        type="button"
        className="hs-table__sort"
        disabled={props.disabled}
        onClick={() => onSortChange(following[sortDirection])}
      >
        {children} <span aria-hidden="true">{arrows[sortDirection]}</span>
      </button>
    </th>
  );
}

function cellStyle(props: TableHeaderProps | TableCellProps): CSSProperties {
  const { align, width } = props;
  return {
    ...(align && { textAlign: align }),
    ...(typeof width === 'number' && { width }),
    ...(width === 'min' && { width: '1%', whiteSpace: 'nowrap' }),
    ...(width === 'max' && { width: '100%' }),
  };
}
