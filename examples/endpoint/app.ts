import { createServer, type Server } from 'node:http';
import {
  DescribeExecutionCommand,
  GetActivityTaskCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';

const machine = 'arn:aws:states:us-east-1:111111111111:stateMachine:orders';
const confirm = 'arn:aws:states:us-east-1:111111111111:activity:Confirm';

/** The application: `PUT /o-1` starts an order, `GET /o-1` tells how it stands. It knows nothing of tests. */
export function shop(sfn: SFNClient): Server {
  return createServer((request, response) => {
    const orderId = (request.url ?? '/').slice(1);
    const answer = async () => {
      if (request.method === 'PUT') {
        await sfn.send(new StartExecutionCommand({ stateMachineArn: machine, name: orderId, input: JSON.stringify({ orderId }) }));
        return { orderId };
      }
      const executionArn = `${machine.replace(':stateMachine:', ':execution:')}:${orderId}`;
      const { status, output } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
      return { status, ...(output === undefined ? {} : (JSON.parse(output) as object)) };
    };
    answer().then(
      (body) => response.end(JSON.stringify(body)),
      (error: Error) => response.writeHead(409).end(JSON.stringify({ error: error.name })),
    );
  });
}

/** The worker: takes one order that waits for the shop, and confirms it. */
export async function confirmNext(sfn: SFNClient, by: string): Promise<void> {
  const { taskToken } = await sfn.send(new GetActivityTaskCommand({ activityArn: confirm, workerName: by }));
  if (taskToken !== undefined) await sfn.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify({ by }) }));
}
