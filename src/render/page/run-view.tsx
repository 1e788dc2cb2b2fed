import type { JSX } from 'preact';
import type { ReportRun } from '../report/report-data';
import { Banner } from './banner';
import { EventList } from './event-list';
import { GraphView } from './graph-view';
import type { OnPick, Picked } from './picked';
import type { ReportIndex } from './report-index';
import type { Tab } from './route';
import { runMarks } from './run-marks';
import { StepDetail } from './step-detail';
import { StepTable } from './step-table';
import { Tabs } from './tabs';
import { Timeline } from './timeline';

interface RunViewProps {
  readonly index: ReportIndex;
  readonly run: ReportRun;
  readonly picked: Picked;
  readonly tab: Tab;
  readonly onPick: OnPick;
  readonly onTab: (tab: Tab) => void;
}

/** One execution: its graph, its steps, timeline and events, and what is picked in them, which all of them show. */
export function RunView({ index, run, picked, tab, onPick, onTab }: RunViewProps): JSX.Element {
  const machine = index.machineOf(picked.run);
  const lists = { index, run, picked, onPick };
  return (
    <>
      <Banner index={index} run={run} onPick={onPick} />
      <div class="panes">
        <div class="middle">
          <section class="pane" aria-label="Graph">
            {picked.run === run ? null : (
              <p class="crumbs">
                <button type="button" class="link" onClick={() => onPick(run, index.stepOf(run, picked.run.startedBy?.step))}>
                  {index.machineOf(run).name}
                </button>{' '}
                › {machine.name}
              </p>
            )}
            <GraphView
              machine={machine}
              marks={runMarks(machine, picked.run)}
              picked={picked.step?.state ?? picked.state}
              onPick={(state) => {
                const visits = index.stepsOfState(picked.run, state);
                onPick(picked.run, visits.find(({ status }) => status === 'FAILED') ?? visits.at(-1), state);
              }}
            />
          </section>
          <section class="pane lists" aria-label="Steps, timeline and events">
            <Tabs tab={tab} onTab={onTab} />
            <div id="tab-panel" role="tabpanel" aria-labelledby={`tab-${tab}`}>
              {tab === 'steps' ? <StepTable {...lists} /> : tab === 'timeline' ? <Timeline {...lists} /> : <EventList {...lists} />}
            </div>
          </section>
        </div>
        <aside class="pane detail" aria-label="Details">
          <StepDetail index={index} picked={picked} onPick={onPick} />
        </aside>
      </div>
    </>
  );
}
