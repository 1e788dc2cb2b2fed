/** Nothing to say of it. */
export const good = { StartAt: 'Ship', States: { Ship: { Type: 'Pass', End: true } } };
/** One error: `Bill` is not there. */
export const dangling = { StartAt: 'Ship', States: { Ship: { Type: 'Pass', Next: 'Bill' }, Bil: { Type: 'Succeed' } } };
/** A job without a timeout. */
export const task = { Type: 'Task', Resource: 'arn:aws:states:::ecs:runTask.sync', Parameters: { TaskDefinition: 't' } };
/** One warning: no timeout. */
export const hasty = { StartAt: 'Ship', States: { Ship: { ...task, End: true } } };
/** Two machines: one dangling, one EXPRESS that waits for a job. */
export const template = {
  Resources: {
    Orders: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: { RoleArn: 'arn:aws:iam::111111111111:role/r', DefinitionString: JSON.stringify(dangling), StateMachineName: 'orders' },
    },
    Quick: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        RoleArn: 'arn:aws:iam::111111111111:role/r',
        StateMachineType: 'EXPRESS',
        Definition: {
          StartAt: 'A',
          States: {
            A: {
              Type: 'Task',
              Resource: 'arn:aws:states:::states:startExecution.sync',
              Parameters: { StateMachineArn: { Ref: 'Orders' } },
              End: true,
            },
          },
        },
      },
    },
  },
};

/** The rules in a JSON report. */
export const rulesIn = (output: string): string[] =>
  (JSON.parse(output) as { machines: { diagnostics: { rule: string }[] }[] }).machines.flatMap(({ diagnostics }) =>
    diagnostics.map(({ rule }) => rule),
  );
