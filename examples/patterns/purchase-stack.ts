import { Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { dedupe, handler, pass, steps, succeed, Workflow, waitForApproval, workflow } from 'drystep';
import { lambdaNamed } from './lambda-functions';

interface Purchase {
  readonly purchaseId: string;
  readonly amount: number;
}

/** Asks the owner of a budget, and places an order once for each purchase, however often it is asked to. */
export class PurchaseStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const ask = handler<{ token: string; amount: number }, void>(lambdaNamed(this, 'AskOwner'));
    const ordering = new Workflow(this, 'Ordering', { definition: steps<{ purchaseId: string }>().pass('Place Order') });
    const flow = workflow<Purchase>()
      .next(
        waitForApproval('Ask Owner', ask, {
          payload: ({ input, taskToken }) => ({ token: taskToken, amount: input.amount }),
          into: 'approval',
          timeout: Duration.days(3),
          rejected: succeed('Refused'),
          expired: pass('Nobody Answered'),
        }),
      )
      .next(
        dedupe('Order Once', ordering, { key: ({ input }) => input.purchaseId, input: ({ input }) => ({ purchaseId: input.purchaseId }) }),
      );
    new Workflow(this, 'Purchase', { definition: flow });
  }
}
