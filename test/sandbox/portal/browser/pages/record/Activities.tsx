import { useState } from 'react';
import type { CardRecord } from '../../card/card-record.ts';
import { type Activity, possibleActivityKinds, readActivities } from '../../crm/activity.ts';
import type { ActivityKind } from '../../crm/activity-kind.ts';
import { Button } from '../../design/Button.tsx';
import { Icon } from '../../design/Icon.tsx';
import { LoadedView } from '../../design/LoadedView.tsx';
import { usePortal } from '../../portal.ts';
import { useLoaded } from '../../use-loaded.ts';
import { LogActivityDialog } from './LogActivityDialog.tsx';

const mostShown = 20;

/** What happened with the record: notes, calls, meetings, tasks and e-mails, and the forms to log one. */
export function Activities({ page }: { page: CardRecord }) {
  const { api } = usePortal();
  const [logging, setLogging] = useState<ActivityKind>();
  const loaded = useLoaded(async () => {
    const kinds = await possibleActivityKinds(api, page.kind.typeId);
    const from = { typeId: page.kind.typeId, id: page.id };
    return { kinds, activities: await readActivities(api, from, kinds) };
  }, [page]);
  return (
    <section className="panel activities" aria-label="Activities">
      <LoadedView loaded={loaded} label="Loading activities">
        {({ kinds, activities }) => (
          <>
            <header>
              <h2>Activities</h2>
              {kinds
                .filter((kind) => kind.fields.length > 0)
                .map((kind) => (
                  <Button key={kind.typeId} size="extra-small" onClick={() => setLogging(kind)}>
                    <Icon name={kind.icon} size={12} /> Log {kind.word.toLowerCase()}
                  </Button>
                ))}
            </header>
            <ActivityList activities={activities} />
          </>
        )}
      </LoadedView>
      {logging && (
        <LogActivityDialog
          page={page}
          kind={logging}
          onClose={() => setLogging(undefined)}
          onDone={loaded.reload}
        />
      )}
    </section>
  );
}

function ActivityList({ activities }: { activities: readonly Activity[] }) {
  const { account } = usePortal();
  if (activities.length === 0) return <p className="activities__none">Nothing has been logged yet.</p>;
  return (
    <ul>
      {activities.slice(0, mostShown).map((activity) => (
        <li key={`${activity.kind.typeId}/${activity.id}`}>
          <Icon name={activity.kind.icon} text={activity.kind.word} />
          <div>
            <strong>{activity.title}</strong>
            <p className="activities__when">
              {[activity.kind.word, timeText(activity.at, account.timeZone), ...activity.facts].join(' · ')}
            </p>
            {activity.body !== '' && <p>{activity.body}</p>}
          </div>
        </li>
      ))}
      {activities.length > mostShown && <li>and {activities.length - mostShown} more</li>}
    </ul>
  );
}

function timeText(at: number, timeZone: string): string {
  if (Number.isNaN(at)) return 'no date';
  return new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone });
}
