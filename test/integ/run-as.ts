import type { JsonObject } from '../../src/asl';
import type { TestApplication } from '../../src/testing';
import { objects, type Run } from './runs';

/** Runs an execution of an app and holds it to what was told of it. */
export async function runAs(application: TestApplication, run: Run): Promise<void> {
  application.reset();
  const machine = application.machine(run.machine);
  run.answer?.(machine);

  const execution = await machine.execute(run.input, { objects: objects(bucketsIn(machine.definition)) });

  if (run.error === undefined) expect(execution).toSucceed();
  else expect(execution).toFailWith(run.error);
  if (run.output !== undefined) expect(execution).toSucceedWith(run.output);
  if (run.visits !== undefined) expect(execution).toHaveVisited(...run.visits);
}

function bucketsIn(definition: JsonObject): readonly string[] {
  return [...JSON.stringify(definition).matchAll(/"Bucket":"([^"{]+)"/g)].map(([, name]) => name as string);
}
