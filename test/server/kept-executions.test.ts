import { ListExecutionsCommand, RedriveExecutionCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { TaskError } from 'drystep/interpreter';
import { closeAll, type Stage, stage } from './calls';

afterEach(closeAll);

const only = (state: object) => ({ StartAt: 'Only', States: { Only: state } });
const ItemProcessor = {
  ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
  StartAt: 'Do',
  States: { Do: { Type: 'Pass', End: true } },
};
const distributed = { Type: 'Map', ItemProcessor, End: true };
const call = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f' }, End: true };

describe('executions that have ended', () => {
  const count = async ({ sfn }: Stage, stateMachineArn: string) =>
    (await sfn.send(new ListExecutionsCommand({ stateMachineArn }))).executions?.length ?? 0;

  it('are kept up to a number, those that they started included', async () => {
    const here = await stage({ keptExecutions: 10 });
    const child = await here.create('Child', only({ Type: 'Pass', End: true }));
    const start = {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution.sync',
      Parameters: { StateMachineArn: child },
      End: true,
    };
    const parent = await here.create('Parent', only(start));

    for (let number = 0; number < 20; number++)
      await here.ended((await here.sfn.send(new StartExecutionCommand({ stateMachineArn: parent }))).executionArn);

    expect([await count(here, parent), await count(here, child)]).toEqual([5, 5]);
  });

  it('are kept up to a number, children of Map runs included, and the last one always', async () => {
    const here = await stage({ keptExecutions: 10 });
    const batch = await here.create('Batch', only({ ...distributed, ResultPath: null }));
    const start = async (items: number) => {
      const input = JSON.stringify(Array.from({ length: items }, (_, item) => item));
      const { executionArn } = await here.sfn.send(new StartExecutionCommand({ stateMachineArn: batch, input }));
      return (await here.ended(executionArn)).executionArn;
    };

    for (let number = 0; number < 5; number++) await start(3);
    expect(await count(here, batch)).toBe(2);
    const last = await start(30);

    const { executions } = await here.sfn.send(new ListExecutionsCommand({ stateMachineArn: batch }));
    expect(executions?.map(({ executionArn }) => executionArn)).toEqual([last]);
  });

  it('are no longer counted when they are redriven', async () => {
    const here = await stage({
      keptExecutions: 2,
      tasks: {
        Only: () => {
          throw new TaskError('Broken');
        },
      },
    });
    const broken = await here.create('Broken', only(call));
    const { executionArn } = await here.sfn.send(new StartExecutionCommand({ stateMachineArn: broken }));
    await here.ended(executionArn);

    for (let number = 0; number < 5; number++) {
      await here.sfn.send(new RedriveExecutionCommand({ executionArn }));
      await here.ended(executionArn);
    }
    await here.ended((await here.sfn.send(new StartExecutionCommand({ stateMachineArn: broken }))).executionArn);

    expect(await count(here, broken)).toBe(2);
  });
});
