import { QueryLanguage, type TaskStateBase } from 'aws-cdk-lib/aws-stepfunctions';
import { BuilderError } from '../../expressions';
import type { L2Fields } from '../lowering/l2-fields';

/** Fields that say what an option of the step says, and under which name a state prints each. */
const printedAs: readonly (readonly [field: keyof L2Fields, name: string])[] = [
  ['outputs', 'Output'],
  ['assign', 'Assign'],
  ['resultPath', 'ResultPath'],
  ['resultSelector', 'ResultSelector'],
  ['outputPath', 'OutputPath'],
  ['taskTimeout', 'TimeoutSeconds'],
  ['heartbeatTimeout', 'HeartbeatSeconds'],
  ['credentials', 'Credentials'],
];

const made = new WeakSet<TaskStateBase>();

/**
 * Refuses a state that an author made of something else than the fields of its step: their options would change nothing.
 *
 * @throws BuilderError naming the step and what is missing
 */
export function requireOwnState(step: string, state: TaskStateBase, fields: L2Fields): void {
  if (made.has(state)) {
    throw new BuilderError({
      code: 'FOREIGN_STATE_PLACED_TWICE',
      step,
      message: `state() gives ${state.node.path}, which is placed already.`,
      hint: 'make a state at each call: state: ({ scope, id, fields }) => new SqsSendMessage(scope, id, { ...fields, … }).',
    });
  }
  made.add(state);
  const missing = missingIn(state.toStateJson(), state.stateId, fields);
  if (missing === undefined) return;
  throw new BuilderError({
    code: 'TASK_FIELDS_UNUSED',
    step,
    message: `Its state does not have ${missing}, which is one of the fields that state() gets.`,
    hint: 'spread them into the props as they are: new SqsSendMessage(scope, id, { ...fields, queue, messageBody }).',
  });
}

function missingIn(printed: object, stateId: string, fields: L2Fields): string | undefined {
  const values = new Map(Object.entries(printed));
  if ((values.get('QueryLanguage') ?? QueryLanguage.JSON_PATH) !== fields.queryLanguage)
    return `the query language ${fields.queryLanguage}`;
  if (stateId !== fields.stateName) return `the name ${JSON.stringify(fields.stateName)}`;
  const unprinted = printedAs.find(([field, name]) => fields[field] !== undefined && values.get(name) === undefined);
  return unprinted === undefined ? undefined : `"${unprinted[0]}"`;
}
