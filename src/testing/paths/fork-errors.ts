import type { AnyStateFields, AnyStateNode } from '../../asl';
import { takesError } from '../machine-view/takes-error';

/** Stands for any error that nobody thought of. */
export const ANY_ERROR = 'AnyError';

/** Errors with which a Map or Parallel may fail, for a wildcard that takes them; none where nothing within it can fail so that somebody could catch it. */
export function errorsOfFork(node: AnyStateNode): readonly string[] {
  const text = JSON.stringify(node.fields);
  return [
    ...errorsOf(node),
    ...(text.includes('"{%') ? ['States.QueryEvaluationError'] : []),
    // What a ResultPath goes through has to be an object.
    ...(/"ResultPath":"\$[^"]*[.[][^"]*[.[]/.test(text) ? ['States.ReferencePathConflict'] : []),
  ];
}

/** Whether a Map or Parallel may fail with an error that tasks and Fail states make: with one that something within it makes, and does not catch. */
export function failsWith(node: AnyStateNode, error: string): boolean {
  // A failed child execution counts against what is tolerated, whatever it failed with.
  return !isDistributed(node) && statesIn(node).some((inner) => makes(inner, error) && !catches(inner, error));
}

function makes(node: AnyStateNode, error: string): boolean {
  if (node.groups.length > 0) return failsWith(node, error);
  return node.type === 'Task' || (node.type === 'Fail' && [error, ANY_ERROR].includes(raisedError(node.fields)));
}

function errorsOf(node: AnyStateNode): readonly string[] {
  if (node.type === 'Task') return [ANY_ERROR];
  if (node.type === 'Fail') return [raisedError(node.fields)];
  if (isDistributed(node)) return errorsOfRun(node);
  return [...new Set(statesIn(node).flatMap((inner) => errorsOf(inner).filter((error) => !catches(inner, error))))];
}

function errorsOfRun({ fields }: AnyStateNode): readonly string[] {
  return [
    'States.ExceedToleratedFailureThreshold',
    ...('ItemReader' in fields ? ['States.ItemReaderFailed'] : []),
    ...('ResultWriter' in fields ? ['States.ResultWriterFailed'] : []),
    // What keeps the service from running it is not all known.
    ANY_ERROR,
  ];
}

/** The error of a Fail state: any, where it is computed. One without a name is taken by wildcards, as those that nobody thought of. */
function raisedError({ Error: name, ErrorPath }: { readonly Error?: string; readonly ErrorPath?: string }): string {
  return ErrorPath !== undefined || name === undefined || name.startsWith('{%') ? ANY_ERROR : name;
}

function catches({ fields }: AnyStateNode, error: string): boolean {
  const { Catch = [] }: AnyStateFields = fields;
  return Catch.some(({ ErrorEquals }) => takesError(ErrorEquals, error));
}

function statesIn({ groups }: AnyStateNode): readonly AnyStateNode[] {
  return groups.flatMap((group) => [...group.states.values()]);
}

function isDistributed(node: AnyStateNode): boolean {
  return node.type === 'Map' && (node.fields.ItemProcessor ?? node.fields.Iterator)?.ProcessorConfig?.Mode === 'DISTRIBUTED';
}
