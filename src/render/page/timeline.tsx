import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { ReportRun, ReportStep } from '../report/report-data';
import { shownText } from '../shown-text';
import { type Axis, type Lane, lanesOf, orderAxis, timeAxis } from './lanes';
import type { OnPick, Picked } from './picked';
import type { ReportIndex } from './report-index';
import { toneOf } from './status';
import { sinceText, tookText } from './times';
import { VirtualList } from './virtual-list';

interface TimelineProps {
  readonly index: ReportIndex;
  readonly run: ReportRun;
  readonly picked: Picked;
  readonly onPick: OnPick;
}

/** The steps of a run over virtual time, a lane for each branch, with a mark for each retry. Left and right go from step to step. */
export function Timeline({ index, run, picked, onPick }: TimelineProps): JSX.Element {
  const lanes = useMemo(() => lanesOf(index, run), [index, run]);
  const [by, setBy] = useState<'time' | 'order'>();
  const scale = by ?? (lastsMostly(run) ? 'time' : 'order');
  const axis = useMemo(() => (scale === 'time' ? timeAxis(run, lanes, sinceText) : orderAxis(lanes)), [scale, run, lanes]);
  const at = useMemo(() => lanes.findIndex(({ steps }) => picked.step !== undefined && steps.includes(picked.step)), [lanes, picked.step]);
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const lane = lanes[at];
    if (step === undefined || lane === undefined || picked.step === undefined || event.altKey || event.ctrlKey) return;
    const next = lane.steps[lane.steps.indexOf(picked.step) + step];
    if (next !== undefined) onPick(lane.run, next);
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="timeline" onKeyDownCapture={press}>
      <div class="head lane-grid">
        <label>
          Scale{' '}
          <select value={scale} onChange={(event) => setBy(event.currentTarget.value as 'time' | 'order')}>
            <option value="time">virtual time</option>
            <option value="order">order of steps</option>
          </select>
        </label>
        <div class="axis" aria-hidden="true">
          {axis.marks.map(({ at: place, text }) => (
            <span key={place} class={place === 1 ? 'last' : ''} style={{ left: `${place * 100}%` }}>
              {text}
            </span>
          ))}
        </div>
      </div>
      <VirtualList
        id="lane"
        label="Timeline"
        count={lanes.length}
        rowHeight={32}
        picked={at}
        onPick={(row) => {
          const lane = lanes[row] as Lane;
          if (row !== at) onPick(lane.run, lane.steps[0]);
        }}
        rowClass={() => 'lane-grid'}
        row={(row) => <LaneRow lane={lanes[row] as Lane} axis={axis} picked={picked.step} onPick={onPick} />}
      />
    </div>
  );
}

/** Whether virtual time tells the steps apart: those that take none would stand on one another. */
function lastsMostly({ steps }: ReportRun): boolean {
  return steps.filter(({ enteredAt, exitedAt }) => exitedAt !== undefined && exitedAt > enteredAt).length * 2 > steps.length;
}

interface LaneRowProps {
  readonly lane: Lane;
  readonly axis: Axis;
  readonly picked: ReportStep | undefined;
  readonly onPick: OnPick;
}

function LaneRow({ lane, axis, picked, onPick }: LaneRowProps): JSX.Element {
  const { label, level, steps, run } = lane;
  return (
    <>
      <span class="lane-name" style={{ paddingLeft: `${8 + Math.min(level, 8) * 12}px` }} title={label}>
        {label}
      </span>
      <span class="lane">
        {steps.map((step) => (
          <Bar key={step.number} step={step} run={run} axis={axis} picked={step === picked} onPick={onPick} />
        ))}
      </span>
    </>
  );
}

interface BarProps extends Omit<LaneRowProps, 'lane' | 'picked'> {
  readonly step: ReportStep;
  readonly run: ReportRun;
  readonly picked: boolean;
}

function Bar({ step, run, axis, picked, onPick }: BarProps): JSX.Element {
  const { from, to } = axis.spanOf(run, step);
  const { attempts = [], state, status, enteredAt, exitedAt } = step;
  const took = (exitedAt ?? enteredAt) - enteredAt;
  const retries = attempts.length > 1 ? `, ${attempts.length} attempts` : '';
  const failedAt = attempts.filter(({ error, cause }) => error !== undefined || cause !== undefined);
  const title = `${state}: ${status.toLowerCase()}, ${sinceText(enteredAt - run.startedAt)}${took > 0 ? `, took ${tookText(took)}` : ''}${retries}`;
  return (
    <span
      class={`bar ${toneOf(status)} ${picked ? 'picked-bar' : ''}`}
      style={{ left: `${from * 100}%`, width: `max(3px, ${(to - from) * 100}% - 1px)` }}
      title={title}
      onClick={(event) => {
        event.stopPropagation();
        onPick(run, step);
      }}
    >
      <span class="bar-text">{shownText(state)}</span>
      {attempts.length < 2
        ? null
        : failedAt.map(({ endedAt = enteredAt, startedAt }, index) => (
            <span
              key={startedAt}
              class="retry-mark"
              aria-hidden="true"
              style={{ left: `${took > 0 ? ((endedAt - enteredAt) / took) * 100 : ((index + 1) / (attempts.length + 1)) * 100}%` }}
            >
              ↻
            </span>
          ))}
    </span>
  );
}
