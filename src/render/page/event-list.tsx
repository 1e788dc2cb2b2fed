import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { ReportEvent } from '../report/report-data';
import { shownText } from '../shown-text';
import { EVENT_KINDS, filteredEvents } from './event-filter';
import { brief, prettyJson } from './json-text';
import type { OnPick, Picked } from './picked';
import type { ReportIndex } from './report-index';
import { sinceText } from './times';
import { VirtualList } from './virtual-list';

interface EventListProps {
  readonly index: ReportIndex;
  readonly picked: Picked;
  readonly onPick: OnPick;
}

const NONE: readonly ReportEvent[] = [];
/** Longest text of a row. */
const WIDEST = 240;

/** The history of an execution, to be filtered and searched. */
export function EventList({ index, picked, onPick }: EventListProps): JSX.Element {
  const { run } = picked;
  const [kind, setKind] = useState('all events');
  const [search, setSearch] = useState('');
  const [event, setEvent] = useState<ReportEvent>();
  const stateOf = ({ step, child }: ReportEvent): string => {
    const state = index.stepOf(run, step)?.state ?? '';
    if (child === undefined) return state;
    const item = `item ${child.index} of ${index.stepOf(run, child.step)?.state ?? ''}`;
    return state === '' ? item : `${state}, ${item}`;
  };
  const events = useMemo(() => filteredEvents(run.events ?? NONE, kind, search, stateOf), [run, kind, search]);
  const own = event !== undefined && event.step === picked.step?.number && run.events?.includes(event) ? event : undefined;
  const at = useMemo(
    () => (own === undefined ? events.findIndex(({ step }) => step === picked.step?.number) : events.indexOf(own)),
    [events, own, picked.step],
  );
  const shown = own ?? events[at];
  return (
    <div class="events">
      <div class="filters">
        <label>
          Show{' '}
          <select value={kind} onChange={(change) => setKind(change.currentTarget.value)}>
            {Object.keys(EVENT_KINDS).map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
        <label>
          Search <input type="search" class="event-search" value={search} onInput={(change) => setSearch(change.currentTarget.value)} />
        </label>
        <span role="status">
          {events.length} of {run.events?.length ?? 0} events
        </span>
      </div>
      <div class="event-columns">
        <VirtualList
          id="event"
          label="Events"
          count={events.length}
          rowHeight={26}
          picked={at}
          onPick={(row) => {
            const next = events[row] as ReportEvent;
            setEvent(next);
            const step = index.stepOf(run, next.step);
            if (step !== undefined) onPick(run, step);
          }}
          rowClass={(row) => `event-grid${EVENT_KINDS.failures?.(events[row]?.type ?? '') ? ' bad-row' : ''}`}
          row={(row) => {
            const each = events[row] as ReportEvent;
            return (
              <>
                <span class="number">{each.id}</span>
                <span>{sinceText(each.at - run.startedAt)}</span>
                <span>{each.type}</span>
                <span>{shownText(stateOf(each))}</span>
                <span class="did">{brief(each.details ?? '', WIDEST)}</span>
              </>
            );
          }}
        />
        {shown?.details === undefined ? null : (
          <pre
            class="event-data"
            role="region"
            tabIndex={0}
            aria-label={`Data of event ${shown.id}${shown.child === undefined ? '' : ` of item ${shown.child.index}`}`}
          >
            {prettyJson(shown.details)}
          </pre>
        )}
      </div>
    </div>
  );
}
