import {
  DescribeExecutionCommand,
  DescribeStateMachineForExecutionCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { closeAll, stage } from './calls';

afterEach(closeAll);

const only = (state: object) => ({ StartAt: 'Only', States: { Only: state } });
const ItemProcessor = {
  ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
  StartAt: 'Do',
  States: { Do: { Type: 'Pass', End: true } },
};
const distributed = { Type: 'Map', ItemProcessor, End: true };

describe('a Map run', () => {
  // API reference: DescribeExecution, DescribeStateMachineForExecution and ListExecutions name the Map run of a child.
  it('is named by its child executions, with how many items each works on', async () => {
    const { create, sfn, ended } = await stage();
    const stateMachineArn = await create('Batch', only({ ...distributed, Label: 'Items', ItemBatcher: { MaxItemsPerBatch: 2 } }));
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn, input: '[1,2,3]' }));
    await ended(executionArn);
    const mapRunArn = (await sfn.send(new ListMapRunsCommand({ executionArn }))).mapRuns?.[0]?.mapRunArn;

    const { executions = [] } = await sfn.send(new ListExecutionsCommand({ mapRunArn }));

    expect(executions.map((each) => [each.mapRunArn, each.itemCount]).sort()).toEqual([
      [mapRunArn, 1],
      [mapRunArn, 2],
    ]);
    const child = { executionArn: executions[0]?.executionArn };
    expect(await sfn.send(new DescribeExecutionCommand(child))).toMatchObject({ mapRunArn });
    const ran = await sfn.send(new DescribeStateMachineForExecutionCommand(child));
    expect([ran.mapRunArn, ran.label]).toEqual([mapRunArn, 'Items']);
    const parents = (await sfn.send(new ListExecutionsCommand({ stateMachineArn }))).executions ?? [];
    expect([parents[0]?.mapRunArn, parents[0]?.itemCount]).toEqual([undefined, undefined]);
  });

  it('lists every child of a run with more than a thousand', async () => {
    const { create, sfn, ended } = await stage();
    const stateMachineArn = await create('Batch', only({ ...distributed, ResultPath: null }));
    const input = JSON.stringify(Array.from({ length: 1100 }, (_, item) => item));
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn, input }));
    await ended(executionArn);
    const mapRunArn = (await sfn.send(new ListMapRunsCommand({ executionArn }))).mapRuns?.[0]?.mapRunArn;

    const first = await sfn.send(new ListExecutionsCommand({ mapRunArn, maxResults: 1000 }));
    const second = await sfn.send(new ListExecutionsCommand({ mapRunArn, maxResults: 1000, nextToken: first.nextToken }));

    expect([first.executions?.length, second.executions?.length, second.nextToken]).toEqual([1000, 100, undefined]);
  });
});
