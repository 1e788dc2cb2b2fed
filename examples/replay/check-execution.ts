import { replay } from 'drystep/interpreter';
import { fetchHistory } from 'drystep/testing';

/** Says what a definition would do otherwise than an execution in production did; undefined when nothing. */
export async function checkExecution(definition: object, executionArn: string): Promise<string | undefined> {
  const history = await fetchHistory(executionArn);
  const { divergence } = await replay(definition, history, { children: history.children });
  return divergence?.message;
}
