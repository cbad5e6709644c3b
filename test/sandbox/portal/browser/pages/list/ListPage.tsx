import { useState } from 'react';
import type { ObjectKind } from '../../crm/object-kind.ts';
import { Button } from '../../design/Button.tsx';
import { GoLink } from '../../design/GoLink.tsx';
import { Icon } from '../../design/Icon.tsx';
import { goTo } from '../../navigation.ts';
import { boardAddress, type ListView, listAddress } from '../../route.ts';
import { BoardView } from './BoardView.tsx';
import { CreateDialog } from './CreateDialog.tsx';
import { RestoreDialog } from './RestoreDialog.tsx';
import { SearchBox } from './SearchBox.tsx';
import { TableView } from './TableView.tsx';

export function ListPage({ kind, query, view }: { kind: ObjectKind; query: string; view: ListView }) {
  const [open, setOpen] = useState<'create' | 'restore'>();
  const [total, setTotal] = useState<number>();
  // Another turn draws the list anew, which reads it anew.
  const [turn, setTurn] = useState(0);
  const refresh = () => setTurn((before) => before + 1);
  const isBoard = view.kind === 'board';
  const address = isBoard ? boardAddress : listAddress;
  return (
    <section className={isBoard ? 'page page--wide' : 'page'}>
      <header className="page__head">
        <div>
          <h1>{kind.plural}</h1>
          {!isBoard && (
            <p className="page__count">
              {total === undefined ? ' ' : `${total.toLocaleString('en')} records`}
            </p>
          )}
        </div>
        <div className="page__actions">
          <Button onClick={() => setOpen('restore')}>Restore records</Button>
          <Button look="primary" onClick={() => setOpen('create')}>
            Create {kind.singular.toLowerCase()}
          </Button>
        </div>
      </header>
      <div className="panel">
        <div className="panel__bar">
          <SearchBox kind={kind} query={query} onSearch={(text) => goTo(address(kind.typeId, text))} />
          {kind.name === 'deal' && <ViewSwitch kind={kind} query={query} isBoard={isBoard} />}
          <Button look="transparent" onClick={refresh}>
            <Icon name="refresh" /> Refresh
          </Button>
        </div>
        {view.kind === 'board' ? (
          <BoardView key={turn} kind={kind} query={query} pipelineId={view.pipelineId} />
        ) : (
          <TableView key={turn} kind={kind} query={query} page={view.page} onTotal={setTotal} />
        )}
      </div>
      {open === 'create' && <CreateDialog kind={kind} onClose={() => setOpen(undefined)} />}
      {open === 'restore' && (
        <RestoreDialog kind={kind} onClose={() => setOpen(undefined)} onDone={refresh} />
      )}
    </section>
  );
}

function ViewSwitch({ kind, query, isBoard }: { kind: ObjectKind; query: string; isBoard: boolean }) {
  return (
    <nav className="view-switch" aria-label="View">
      <GoLink to={listAddress(kind.typeId, query)} current={!isBoard}>
        Table
      </GoLink>
      <GoLink to={boardAddress(kind.typeId, query)} current={isBoard}>
        Board
      </GoLink>
    </nav>
  );
}
