import { drawCoverage, drawDefinition, drawDifference, drawExecution, drawFlowChart, orders } from '../../examples/pictures/draw-orders';
import * as readme from '../../examples/readme/draw-orders';
import type { JsonObject } from '../../src/asl';
import { givenMachine } from '../../src/asl';
import { type Hits, hitCounter } from '../../src/testing/coverage/hits-of';
import { mergeParts } from '../../src/testing/coverage/parts';
import { coverageData } from '../../src/testing/coverage/report';

/** Every picture of the documentation by the name of its file in docs/pictures. */
export async function pictures(): Promise<ReadonlyMap<string, string>> {
  const [coverage = ''] = drawCoverage(await coverageReport());
  return new Map([
    ['readme.svg', await readme.drawExecution()],
    ['definition.svg', drawDefinition()],
    ['execution.svg', await drawExecution()],
    ['coverage.svg', coverage],
    ['difference.svg', drawDifference(definitionBefore())],
  ]);
}

/** A page with its flow chart as the example draws it. */
export function withFlowChart(page: string): string {
  return page.replace(/^```mermaid\n[\s\S]*?^```$/m, () => `\`\`\`mermaid\n${drawFlowChart().trimEnd()}\n\`\`\``);
}

/** The coverage.json that the reporter writes for the one execution of the example. */
async function coverageReport(): Promise<string> {
  const hits: Hits = {};
  const { history, mapRuns } = await orders.execute({ orderId: 'o-1', total: 40 });
  hitCounter(givenMachine(orders))(hits, { history, mapRuns });
  const part = { name: 'Orders', definition: orders.definition as JsonObject, hits, executions: 1 };
  return JSON.stringify(coverageData(mergeParts([part])));
}

/** The workflow of a year ago: small orders went straight to the carrier, a manager had a day, and nobody tried again. */
function definitionBefore(): object {
  const before = JSON.parse(JSON.stringify(orders.definition));
  delete before.States.Small;
  before.States['Large?'].Default = 'Ship';
  before.States['Ask Manager'].TimeoutSeconds = 86_400;
  before.States.Ship.Retry.pop();
  return before;
}
