import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { ReportRun } from '../report/report-data';
import { shownText } from '../shown-text';
import type { ReportIndex } from './report-index';
import type { Route } from './route';
import { SearchField } from './search-field';
import { Status } from './status';
import { VirtualList } from './virtual-list';

interface SidebarProps {
  readonly index: ReportIndex;
  readonly route: Route | undefined;
  readonly onRun: (run: ReportRun) => void;
  readonly onCoverage: (machine: number) => void;
}

/** What the report holds: runs, those that failed first, and the coverage of machines. */
export function Sidebar({ index, route, onRun, onCoverage }: SidebarProps): JSX.Element {
  const [search, setSearch] = useState('');
  const { machines } = index.data;
  const runs = useMemo(() => {
    const wanted = search.trim().toLowerCase();
    return index.roots.filter((run) =>
      [titleOf(run), run.test?.file ?? '', index.machineOf(run).name, run.status].some((text) => text.toLowerCase().includes(wanted)),
    );
  }, [index, search]);
  const covered = machines.flatMap((machine, number) =>
    machine.coverage === undefined ? [] : [{ machine, number, points: machine.coverage }],
  );
  function titleOf(run: ReportRun): string {
    return shownText(run.title ?? run.test?.name ?? index.machineOf(run).name);
  }
  return (
    <nav class="sidebar" aria-label="Executions">
      <SearchField search={search} onSearch={setSearch} />
      <VirtualList
        id="run"
        label="Executions"
        count={runs.length}
        rowHeight={46}
        picked={route?.view === 'runs' ? runs.findIndex(({ id }) => id === route.id) : -1}
        onPick={(at) => onRun(runs[at] as ReportRun)}
        rowClass={() => 'run-row'}
        row={(at) => {
          const run = runs[at] as ReportRun;
          return (
            <>
              <span class="run-title" title={titleOf(run)}>
                {run.test === undefined ? null : <Status status={run.test.status} short />} {titleOf(run)}
              </span>
              <span class="told">
                {index.machineOf(run).name} <Status status={run.status} />
              </span>
            </>
          );
        }}
      />
      {covered.length === 0 ? null : (
        <div class="covered">
          <h2>Coverage</h2>
          {covered.map(({ machine, number, points }) => {
            const reached = points.filter(({ hits }) => hits > 0).length;
            const current = route?.view === 'coverage' && route.id === String(number);
            return (
              <button key={number} type="button" aria-current={current ? 'page' : undefined} onClick={() => onCoverage(number)}>
                {machine.name} <span class="told">{points.length === 0 ? 100 : Math.floor((reached / points.length) * 100)} %</span>
              </button>
            );
          })}
        </div>
      )}
    </nav>
  );
}
