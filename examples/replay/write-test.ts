import { writeFileSync } from 'node:fs';
import { record } from 'drystep/testing';

/** Writes the test of an execution in production. */
export async function writeTest(executionArn: string, path: string): Promise<void> {
  const { testFile } = await record(executionArn, {
    machine: "testMachine(new BillingStack(testApp(), 'Billing'))",
    imports: ["import { testApp, testMachine } from 'drystep/testing';", "import { BillingStack } from '../lib/billing-stack';"],
  });
  writeFileSync(path, testFile);
}
