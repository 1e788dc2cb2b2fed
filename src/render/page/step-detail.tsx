import type { JSX } from 'preact';
import { Attempts } from './attempts';
import { JsonBlock } from './json-block';
import type { OnPick, Picked } from './picked';
import type { ReportIndex } from './report-index';
import { StateDetail } from './state-detail';
import { Status } from './status';
import { momentText, sinceText, tookText } from './times';

interface StepDetailProps {
  readonly index: ReportIndex;
  readonly picked: Picked;
  readonly onPick: OnPick;
}

/** A step: how it ended, and its data from input over arguments and result to output, with its variables. */
export function StepDetail({ index, picked, onPick }: StepDetailProps): JSX.Element {
  const { run, step } = picked;
  const state = step?.state ?? picked.state;
  const machine = index.machineOf(run);
  if (state === undefined) return <p class="told">Pick a step or a state.</p>;
  if (step === undefined)
    return (
      <StateDetail machine={machine} state={state} open>
        <p class="told">This execution did not visit it.</p>
      </StateDetail>
    );
  const { status, error, cause, caughtBy, enteredAt, exitedAt, input, output, variables, assigned, attempts = [], within } = step;
  const last = attempts.at(-1);
  const visits = index.stepsOfState(run, state);
  const at = visits.indexOf(step);
  const around = within === undefined ? undefined : index.stepOf(run, within.step);
  const nested = (step.started ?? []).flatMap((id) => index.runs.get(id) ?? []);
  const block = (title: string, text: string | undefined, before?: { text: string | undefined; title: string }): JSX.Element | null =>
    text === undefined ? null : (
      <JsonBlock
        key={`${run.id} ${step.number} ${title}`}
        title={title}
        text={text}
        before={before?.text === undefined ? undefined : { text: before.text, title: before.title }}
      />
    );
  return (
    <StateDetail machine={machine} state={state} open={false}>
      <p>
        <Status status={status} />, entered {sinceText(enteredAt - run.startedAt)}
        {exitedAt !== undefined && exitedAt > enteredAt ? `, took ${tookText(exitedAt - enteredAt)}` : ''}
        <span class="told"> ({momentText(enteredAt)})</span>
      </p>
      {error === undefined && cause === undefined ? null : (
        <p class="bad-text wrap">
          {[error, cause].filter((part) => part !== undefined && part !== '').join(': ')}
          {caughtBy === undefined ? '' : ` → caught, goes on with ${caughtBy}`}
        </p>
      )}
      {around === undefined || within === undefined ? null : (
        <p>
          In{' '}
          <button type="button" class="link" onClick={() => onPick(run, around)}>
            {around.state}, {around.kind === 'Parallel' ? `branch ${within.index + 1}` : `item ${within.index}`}
          </button>
        </p>
      )}
      {visits.length < 2 ? null : (
        <p class="visits">
          Visit {at + 1} of {visits.length}{' '}
          <button type="button" disabled={at === 0} onClick={() => onPick(run, visits[at - 1])}>
            Previous visit
          </button>{' '}
          <button type="button" disabled={at === visits.length - 1} onClick={() => onPick(run, visits[at + 1])}>
            Next visit
          </button>
        </p>
      )}
      {nested.map((each) => (
        <p key={each.id}>
          Started{' '}
          <button type="button" class="link" onClick={() => onPick(each, each.steps[0])}>
            an execution of {index.machineOf(each).name}
          </button>{' '}
          <Status status={each.status} />
        </p>
      ))}
      <Attempts run={run} step={step} />
      {block('Input', input)}
      {block(attempts.length > 1 ? 'Arguments of the last attempt' : 'Arguments', last?.arguments)}
      {block('Result', last?.result)}
      {block('Output', output, { text: input, title: 'the input' })}
      {block('Variables', variables)}
      {block('Assigned', assigned, {
        text: variables === undefined ? undefined : same(variables, assigned),
        title: 'the variables before',
      })}
    </StateDetail>
  );
}

/** The variables before of those that were assigned. */
function same(variables: string, assigned: string | undefined): string | undefined {
  if (assigned === undefined) return undefined;
  const before = JSON.parse(variables) as Readonly<Record<string, unknown>>;
  const names = Object.keys(JSON.parse(assigned) as object).filter((name) => Object.hasOwn(before, name));
  return names.length === 0 ? undefined : JSON.stringify(Object.fromEntries(names.map((name) => [name, before[name]])));
}
