import type { ComponentChildren, JSX } from 'preact';
import type { PageMachine } from '../html/page-data';
import { shownText } from '../shown-text';
import { JsonBlock } from './json-block';
import { definitionOf, graphNodeOf } from './state-definition';

interface StateDetailProps {
  readonly machine: PageMachine;
  readonly state: string;
  /** Whether the definition of the state is open at first. */
  readonly open: boolean;
  readonly children?: ComponentChildren;
}

/** A state: what it is, where it comes from, and what the definition says of it. */
export function StateDetail({ machine, state, open, children }: StateDetailProps): JSX.Element {
  const node = graphNodeOf(machine, state);
  const origin = Object.hasOwn(machine.stateOrigins, state) ? machine.stateOrigins[state] : undefined;
  const definition = node === undefined ? undefined : definitionOf(machine, node);
  return (
    <>
      <h2>
        {shownText(state)} <span class="kind">{node?.kind}</span>
      </h2>
      {node?.detail === undefined ? null : <p class="told">{node.detail}</p>}
      {node?.comment === undefined ? null : <p>{shownText(node.comment)}</p>}
      {origin === undefined ? null : (
        <p class="origin">
          {origin.path}
          {origin.place === undefined ? null : (
            <>
              <br />
              <code>{origin.place}</code>
            </>
          )}
        </p>
      )}
      {children}
      {definition === undefined ? null : <JsonBlock key={state} title="Definition" text={definition} open={open} />}
    </>
  );
}
