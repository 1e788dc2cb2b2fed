import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { ReportRun, ReportStep } from '../report/report-data';
import { shownText } from '../shown-text';
import { brief, changesText } from './json-text';
import type { OnPick, Picked } from './picked';
import type { ReportIndex } from './report-index';
import { Status } from './status';
import { keysAround, stepKey, stepRows, type TimelineRow } from './step-rows';
import { sinceText, tookText } from './times';
import { VirtualList } from './virtual-list';

interface StepTableProps {
  readonly index: ReportIndex;
  readonly run: ReportRun;
  readonly picked: Picked;
  readonly onPick: OnPick;
}

/** Every step of a run, in the order of entry, with items, branches and started executions in place. */
export function StepTable({ index, run, picked, onPick }: StepTableProps): JSX.Element {
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [cursor, setCursor] = useState<string>();
  const [needed, setNeeded] = useState<ReadonlySet<string>>(new Set());
  const pickedKey = picked.step === undefined ? undefined : stepKey(picked.run, picked.step.number);
  useEffect(() => {
    setCursor(pickedKey);
    setNeeded(keysAround(index, picked.run, picked.step));
  }, [pickedKey]);
  const rows = useMemo(() => stepRows(index, run, chosen, needed), [index, run, chosen, needed]);
  const at = useMemo(() => rows.findIndex(({ key }) => key === cursor), [rows, cursor]);
  const toggle = (row: TimelineRow, open: boolean): void => {
    setChosen(new Map(chosen).set(row.key, open));
    setNeeded(new Set([...needed].filter((key) => key !== row.key)));
  };
  return (
    <div class="table">
      <div class="head step-grid" aria-hidden="true">
        <span>#</span>
        <span>State</span>
        <span>Entered</span>
        <span>Took</span>
        <span>Tries</span>
        <span>What it did</span>
      </div>
      <VirtualList
        id="step"
        label="Steps"
        role="tree"
        count={rows.length}
        rowHeight={28}
        picked={at}
        level={(row) => rows[row]?.level ?? 1}
        open={(row) => rows[row]?.open}
        onOpen={(row, open) => toggle(rows[row] as TimelineRow, open)}
        onPick={(row) => {
          const picks = rows[row] as TimelineRow;
          setCursor(picks.key);
          if (picks.kind === 'step') onPick(picks.run, picks.step);
        }}
        rowClass={(row) => (rows[row]?.kind === 'step' ? 'step-grid' : 'group-row')}
        row={(row) => rowOf(rows[row] as TimelineRow, run, toggle)}
      />
    </div>
  );
}

function rowOf(row: TimelineRow, root: ReportRun, toggle: (row: TimelineRow, open: boolean) => void): JSX.Element {
  const { step, kind, level, label, open, run } = row;
  const indent = { paddingLeft: `${(level - 1) * 14}px` };
  const fold =
    open === undefined ? (
      <span class="twist" />
    ) : (
      <span
        class="twist"
        aria-hidden="true"
        onClick={(event) => {
          event.stopPropagation();
          toggle(row, !open);
        }}
      >
        {open ? '▾' : '▸'}
      </span>
    );
  if (kind !== 'step' || step === undefined)
    return (
      <span style={indent} class="group-name">
        {fold}
        {kind === 'run' ? `execution of ${label}` : label}{' '}
        {kind === 'run' ? <Status status={run.status} /> : row.failed ? <Status status="FAILED" short /> : null}
      </span>
    );
  const took = step.exitedAt === undefined ? '' : step.exitedAt > step.enteredAt ? tookText(step.exitedAt - step.enteredAt) : '';
  const tries = step.attempts?.length ?? 1;
  return (
    <>
      <span class="number">{step.number}</span>
      <span class="name" style={indent}>
        {fold}
        <Status status={step.status} short /> {shownText(step.state)} <span class="kind">{step.kind}</span>
      </span>
      <span>{sinceText(step.enteredAt - root.startedAt)}</span>
      <span>{took}</span>
      <span class={tries > 1 ? 'retried' : ''}>{step.kind === 'Task' || tries > 1 ? (tries > 1 ? `↻ ${tries}` : '1') : ''}</span>
      <span class="did">{didText(step)}</span>
    </>
  );
}

/** Longest text of a row. */
const WIDEST = 200;

/** What a step did, in a line. */
function didText({ status, kind, error, cause, caughtBy, next, output, input }: ReportStep): string {
  if (status === 'CAUGHT') return `${error ?? 'an error'} caught → ${caughtBy ?? ''}`;
  if (status === 'FAILED') return brief([error ?? 'failed', cause].filter((part) => part !== undefined && part !== '').join(': '), WIDEST);
  if (status === 'WAITING') return 'waiting';
  if (status === 'ABORTED') return 'aborted';
  if (kind === 'Choice' && next !== undefined) return `→ ${next}`;
  return output === undefined || output === input ? '' : brief(changesText(input, output), WIDEST);
}
