import { Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { DynamoAttributeValue, DynamoPutItem } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { choice, eq, handler, invoke, pass, task, typed, workflow } from 'drystep';
import type { JsonValue } from '../../src/asl';
import { execute } from '../../src/interpreter';
import { acceptedDefinition, languages, visitedStates } from './run-flow';
import { definitionIn, emptyStack, importedFunction, statesOf } from './synthesized';

interface Order {
  orderId: string;
  total: number;
}

const order = { orderId: 'o-1', total: 40 };
const stack = emptyStack();

describe('tasks of aws-stepfunctions-tasks', () => {
  test('render their references, bring their permissions and place their results', async () => {
    const own = emptyStack();
    const table = new Table(own, 'Table', { partitionKey: { name: 'id', type: AttributeType.STRING } });
    const flow = workflow<Order>().next(
      task('Save', {
        state: ({ scope, id, fields, text, input }) =>
          new DynamoPutItem(scope, id, { ...fields, table, item: { id: DynamoAttributeValue.fromString(text(input.orderId)) } }),
        result: typed<{ SdkHttpMetadata: { HttpStatusCode: number } }>(),
        assign: ({ result }) => ({ status: result.SdkHttpMetadata.HttpStatusCode }),
        discard: true,
        timeout: Duration.seconds(10),
      }),
    );
    const states = statesOf(own, { definition: flow.next(pass('Show', { output: ({ vars }) => ({ status: vars.status }) })) });
    const result = await execute(definitionIn(own), {
      input: order,
      tasks: { Save: () => ({ SdkHttpMetadata: { HttpStatusCode: 200 } }) },
    });

    expect(states.Save).toMatchObject({
      QueryLanguage: 'JSONata',
      Arguments: { Item: { id: { S: '{% $states.input.orderId %}' } } },
      TimeoutSeconds: 10,
      Output: '{% $states.input %}',
    });
    expect(result.output).toEqual({ status: 200 });
    expect(JSON.stringify(Template.fromStack(own).findResources('AWS::IAM::Policy'))).toContain('dynamodb:PutItem');
  });
});

describe('a callback', () => {
  test.each(languages)('passes its token and merges what comes back, in %s', async (language) => {
    const ask = handler<{ token: string; order: { id: string } }, void>(importedFunction(stack, `Ask${language}`));
    const flow = workflow<Order>()
      .next(
        invoke('Ask', ask, {
          waitForTaskToken: true,
          payload: ({ input, taskToken }) => ({ token: taskToken, order: { id: input.orderId } }),
          result: typed<{ approved: boolean }>(),
          into: 'approval',
          timeout: Duration.days(7),
          heartbeat: Duration.days(1),
        }),
      )
      .next(choice('Approved?', (c) => c.when(({ input }) => eq(input.approval.approved, true), pass('Yes')).otherwise(pass('No'))));
    const definition = acceptedDefinition(flow, language);
    let seen: JsonValue = null;
    const result = await execute(definition, {
      input: order,
      tasks: {
        Ask: ({ input, taskToken }) => {
          seen = input;
          expect(taskToken).toBeDefined();
          return { approved: true };
        },
      },
    });

    expect(seen).toMatchObject({ Payload: { token: expect.any(String), order: { id: 'o-1' } } });
    expect(result).toMatchObject({ status: 'SUCCEEDED', output: { approval: { approved: true } } });
    expect(visitedStates(result)).toEqual(['Ask', 'Approved?', 'Yes']);
  });
});
