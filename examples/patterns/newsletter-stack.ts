import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { fanOut, handler, invoke, pass, retry, Workflow, workflow } from 'drystep';
import { count } from 'drystep/expressions';
import { lambdaNamed } from './lambda-functions';

interface Issue {
  readonly title: string;
  readonly readers: readonly string[];
}

/** Sends a newsletter to every reader, and goes on when a few cannot be reached. */
export class NewsletterStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const send = handler<{ to: string; title: string }, { messageId: string }>(lambdaNamed(this, 'Send'));
    const flow = workflow<Issue>()
      .next(
        fanOut(
          'Send All',
          {
            items: ({ input }) => input.readers,
            itemSelector: ({ item, input }) => ({ to: item, title: input.title }),
            maxConcurrency: 10,
            toleratedFailures: { count: 2 },
            into: 'sent',
          },
          (reader) => reader.next(invoke('Send', send, { retry: retry.transient({ except: ['NoSuchAddress'] }) })),
        ),
      )
      .next(pass('Report', { output: ({ input }) => ({ sent: count(input.sent.succeeded), lost: input.sent.failed }) }));
    new Workflow(this, 'Newsletter', { definition: flow });
  }
}
