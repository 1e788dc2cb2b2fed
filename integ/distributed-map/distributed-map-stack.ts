import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { distributedMap, handler, invoke, itemsIn, Workflow, workflow } from 'drystep';
import { inlineFunction } from '../inline-function';

interface Row extends Readonly<Record<string, string>> {
  readonly sku: string;
  readonly quantity: string;
}

/** Works on the rows of a file in S3, whose name the execution gets; the role reads one bucket and writes the other. */
export class DistributedMapStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const stock = this.bucket('Stock');
    const results = this.bucket('Results');
    const store = handler<{ rows: readonly Row[] }, { stored: number }>(
      inlineFunction(this, 'Store', 'async ({ rows }) => ({ stored: rows.length })'),
    );
    const flow = workflow<{ readonly file: string }>().next(
      distributedMap(
        'Store Rows',
        {
          source: itemsIn.csv<Row>(stock),
          sourceKey: ({ input }) => input.file,
          batch: { size: 2 },
          resultsTo: { bucket: results, prefix: 'runs' },
          toleratedFailures: { percentage: 10 },
          maxConcurrency: 50,
          express: true,
          into: 'report',
        },
        (batch) => batch.next(invoke('Store', store, { payload: ({ input }) => ({ rows: input.Items }) })),
      ),
    );
    const machine = new Workflow(this, 'Import', { definition: flow });

    new CfnOutput(this, 'MachineArn', { value: machine.stateMachineArn });
    new CfnOutput(this, 'StockBucket', { value: stock.bucketName });
    new CfnOutput(this, 'ResultsBucket', { value: results.bucketName });
  }

  private bucket(id: string): Bucket {
    const removalPolicy = RemovalPolicy.DESTROY;
    return new Bucket(this, id, { enforceSSL: true, blockPublicAccess: BlockPublicAccess.BLOCK_ALL, removalPolicy });
  }
}
