import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { allNodes } from '../all-nodes';
import type { PageMachine } from '../html/page-data';
import { coverageMarks } from '../marks/coverage-marks';
import type { CoveredPoint } from '../marks/overlay';
import { GraphView } from './graph-view';
import { StateDetail } from './state-detail';
import { VirtualList } from './virtual-list';

interface CoverageViewProps {
  readonly machine: PageMachine;
  readonly picked: string | undefined;
  readonly onPick: (state: string | undefined) => void;
}

/** What no test reached of a machine: pick a gap, and its state is shown. */
export function CoverageView({ machine, picked, onPick }: CoverageViewProps): JSX.Element {
  const points = machine.coverage ?? [];
  const marks = useMemo(() => coverageMarks(machine.graph, { kind: 'coverage', points }), [machine]);
  const gaps = useMemo(() => points.filter(({ hits }) => hits === 0), [machine]);
  const stateOf = useMemo(() => ownerIn(machine), [machine]);
  const [row, setRow] = useState(-1);
  const at = gaps[row] !== undefined && stateOf(gaps[row]) === picked ? row : gaps.findIndex((gap) => stateOf(gap) === picked);
  return (
    <>
      <header class={`banner ${gaps.length === 0 ? 'good' : 'warn'}`}>
        <h1>Coverage of {machine.name}</h1>
        <p>
          {points.length - gaps.length} of {points.length} points reached
          {gaps.length === 0 ? ': no gap.' : `, ${gaps.length} ${gaps.length === 1 ? 'gap' : 'gaps'} in the list below.`}
        </p>
      </header>
      <div class="panes">
        <div class="middle">
          <section class="pane" aria-label="Graph">
            <GraphView machine={machine} marks={marks} picked={picked} onPick={onPick} />
          </section>
          <section class="pane lists" aria-label="Gaps">
            <div class="head gap-grid" aria-hidden="true">
              <span>Kind</span>
              <span>State</span>
              <span>Never</span>
            </div>
            <VirtualList
              id="gap"
              label="What no test reached"
              count={gaps.length}
              rowHeight={28}
              picked={at}
              onPick={(index) => {
                setRow(index);
                onPick(stateOf(gaps[index] as CoveredPoint));
              }}
              rowClass={() => 'gap-grid'}
              row={(index) => {
                const gap = gaps[index] as CoveredPoint;
                return (
                  <>
                    <span>{gap.kind}</span>
                    <span>{stateOf(gap)}</span>
                    <span class="did">{gap.label ?? gap.outcome ?? gap.pointer}</span>
                  </>
                );
              }}
            />
          </section>
        </div>
        <aside class="pane detail" aria-label="Details">
          {picked === undefined ? (
            <p class="told">Pick a gap or a state.</p>
          ) : (
            <StateDetail machine={machine} state={picked} open>
              <ul>
                {gaps
                  .filter((gap) => stateOf(gap) === picked)
                  .map((gap) => (
                    <li key={`${gap.kind} ${gap.pointer} ${gap.outcome}`} class="bad-text">
                      never: {gap.kind} {gap.label ?? gap.outcome}
                    </li>
                  ))}
              </ul>
            </StateDetail>
          )}
        </aside>
      </div>
    </>
  );
}

/** The state that a point belongs to: the innermost whose pointer is the beginning of the point's. */
function ownerIn(machine: PageMachine): (point: CoveredPoint) => string | undefined {
  const names = new Map(allNodes(machine.graph.group).map(({ pointer, name }) => [pointer, name]));
  return ({ pointer }) => {
    for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
      const name = names.get(at);
      if (name !== undefined) return name;
    }
    return undefined;
  };
}
