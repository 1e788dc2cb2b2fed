import { CfnOutput, SecretValue, Stack } from 'aws-cdk-lib';
import { Authorization, Connection } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { http, pass, succeed, typed, Workflow, workflow } from 'drystep';
import { format } from 'drystep/expressions';

/** Asks an API for somebody, and keeps two fields of the answer. */
export class HttpStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const connection = new Connection(this, 'Connection', {
      // This API needs no key; a connection has to have one.
      authorization: Authorization.apiKey('x-drystep', SecretValue.unsafePlainText('none')),
    });
    const flow = workflow<{ readonly user: string }>()
      .next(
        http('Look Up', {
          connection,
          apiRoot: 'https://api.github.com',
          path: ({ input }) => format('users/{}', input.user),
          method: 'GET',
          headers: () => ({ accept: 'application/vnd.github+json' }),
          result: typed<{ public_repos: number }>(),
          into: 'answer',
          catch: (failure) => failure.on('States.Http.StatusCode.404', succeed('Nobody')),
        }),
      )
      .next(
        pass('Summary', {
          output: ({ input }) => ({ status: input.answer.StatusCode, repositories: input.answer.ResponseBody.public_repos }),
        }),
      );
    const machine = new Workflow(this, 'LookUp', { definition: flow });
    new CfnOutput(this, 'MachineArn', { value: machine.stateMachineArn });
  }
}
