import type { AssemblyConstruct } from './assembly/load-stacks';
import type { ExtractedStateMachine } from './extract-state-machines';

/**
 * The construct behind a state: CDK names a state after its construct unless told otherwise. Where several bear the name, the one nearest to
 * the machine in the tree; undefined when the state was named otherwise, or was made without the CDK.
 */
export function constructOfState(
  constructs: ReadonlyMap<string, AssemblyConstruct>,
  machine: ExtractedStateMachine,
  stateName: string,
): AssemblyConstruct | undefined {
  const home = (machine.constructPath ?? '').split('/');
  let nearest: AssemblyConstruct | undefined;
  let most = -1;
  for (const construct of constructs.values()) {
    // A slash in an id becomes two hyphens in the path and the id of the tree.
    if (construct.id !== stateName.replaceAll('/', '--') || construct.className?.includes('stepfunctions') === false) continue;
    const shared = sharedSegments(home, construct.path.split('/'));
    if (shared > most) [nearest, most] = [construct, shared];
  }
  return nearest;
}

function sharedSegments(left: readonly string[], right: readonly string[]): number {
  const different = left.findIndex((segment, index) => segment !== right[index]);
  return different === -1 ? left.length : different;
}
