import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { BlockPublicAccess, Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { pass, sdk, succeed, typed, Workflow, workflow } from 'drystep';
import { format } from 'drystep/expressions';

interface Customer {
  readonly customerId: string;
  readonly name: string;
}

/** Talks to DynamoDB and S3 without a function in between. */
export class SdkStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const removalPolicy = RemovalPolicy.DESTROY;
    const partitionKey = { name: 'id', type: AttributeType.STRING };
    const table = new Table(this, 'Customers', { partitionKey, billingMode: BillingMode.PAY_PER_REQUEST, removalPolicy });
    const pictures = new Bucket(this, 'Pictures', { enforceSSL: true, blockPublicAccess: BlockPublicAccess.BLOCK_ALL, removalPolicy });

    const flow = workflow<Customer>()
      .next(
        sdk('Store', {
          service: 'dynamodb',
          action: 'putItem',
          access: (grantee) => table.grant(grantee, 'dynamodb:PutItem'),
          parameters: ({ input }) => ({ TableName: table.tableName, Item: { id: { S: input.customerId }, name: { S: input.name } } }),
          discard: true,
        }),
      )
      .next(
        sdk('Load', {
          service: 'dynamodb',
          action: 'getItem',
          access: { resources: [table.tableArn] },
          parameters: ({ input }) => ({ TableName: table.tableName, Key: { id: { S: input.customerId } } }),
          result: typed<{ Item: { name: { S: string } } }>(),
          into: 'customer',
        }),
      )
      .next(
        sdk('Find Picture', {
          service: 's3',
          action: 'headObject',
          // Without leave to list the bucket, S3 says "forbidden" of an object that is not there.
          access: (grantee) => {
            pictures.grantRead(grantee);
          },
          parameters: ({ input }) => ({ Bucket: pictures.bucketName, Key: format('{}.png', input.customerId) }),
          discard: true,
          catch: (failure) => failure.on('S3.NoSuchKeyException', succeed('No Picture')),
        }),
      )
      .next(pass('Known'));
    const machine = new Workflow(this, 'Registration', { definition: flow });
    new CfnOutput(this, 'MachineArn', { value: machine.stateMachineArn });
    new CfnOutput(this, 'PicturesBucket', { value: pictures.bucketName });
  }
}
